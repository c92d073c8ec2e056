"""One person's forms are one person, her brother another, and an answer about both comes back right."""

import re

import pytest

from assistant.types import Destination, Message, Private, Review, Role
from guards.engine import ConfidentialityGuard
from guards.policy.decisions import Policy
from guards.policy.reading import parse
from guards.pseudonyms.vault import MemoryVault

FRENCH = (
    "Mme Élodie Lefèvre dirige l'agence. LEFÈVRE Élodie a signé le bail ; Mme Lefèvre l'a relu. "
    "Élodie répond à elodie.lefevre@example.org. Son frère, M. Paul Lefèvre, est parti : Paul est à Nantes.",
    ("Élodie Lefèvre", "LEFÈVRE Élodie", "Élodie", "elodie.lefevre@example.org"),
    ("Paul Lefèvre", "Paul"),
)
ENGLISH = (
    "Ms Harriet Quenneville runs the branch. QUENNEVILLE Harriet signed the lease; Ms Quenneville read it. "
    "Harriet answers at harriet.quenneville@example.org. Her brother, Mr Oscar Quenneville, has left: "
    "Oscar is in Leeds.",
    ("Harriet Quenneville", "QUENNEVILLE Harriet", "Harriet", "harriet.quenneville@example.org"),
    ("Oscar Quenneville", "Oscar"),
)


def sent(guard: ConfidentialityGuard, text: str, vault: MemoryVault) -> tuple[str, dict[str, str]]:
    """The text as it leaves, and what stands for each value."""
    proposal = guard.propose([Message(Role.USER, Private(text))], vault, Destination.WORLD)
    markers = {r.original.reveal(): r.placeholder for r in proposal.redactions if r.action.hides}
    return guard.seal(proposal, Review(), vault)[0].text, markers


def number(marker: str) -> str:
    match = re.match(r"\{\{PERSON_(\d+)", marker)
    return match[1] if match else marker


def restored(guard: ConfidentialityGuard, vault: MemoryVault, answer: str) -> str:
    restorer = guard.restorer(vault)
    pieces = [restorer.feed(answer[at : at + 3]) for at in range(0, len(answer), 3)]
    return "".join([*pieces, restorer.close()])


@pytest.mark.parametrize(("text", "her", "him"), [FRENCH, ENGLISH], ids=["fr", "en"])
def test_one_person_is_one_and_her_brother_another(
    guard: ConfidentialityGuard, text: str, her: tuple[str, ...], him: tuple[str, ...]
) -> None:
    vault = MemoryVault()
    sealed, markers = sent(guard, text, vault)
    assert len({number(markers[form]) for form in her}) == 1
    assert len({number(markers[form]) for form in him}) == 1
    assert number(markers[her[0]]) != number(markers[him[0]])
    surname = her[0].split()[1]
    title = re.search(r"(Mme|Ms) (\S+) (?:l'a|read)", sealed)
    assert title and number(title[2]) == number(markers[her[0]])  # the surname alone, by its title
    assert surname.casefold() not in sealed.casefold()
    answer = f"{markers[her[0]]} ({markers[her[3]]}) → {markers[him[0]]}, {markers[her[2]]}; {markers[him[1]]}"
    shown = f"{her[0]} ({her[3]}) → {him[0]}, {her[2]}; {him[1]}"
    assert restored(guard, vault, answer) == shown
    assert restored(guard, vault, sealed) == text


@pytest.mark.parametrize(("text", "her", "him"), [FRENCH, ENGLISH], ids=["fr", "en"])
def test_invented_names_are_linked_the_same_way(
    guard: ConfidentialityGuard, text: str, her: tuple[str, ...], him: tuple[str, ...]
) -> None:
    rules = parse(b"version: 1\nname: p\nrules:\n  - action: pseudonymise\n", "p")
    realistic = ConfidentialityGuard(guard._detector, Policy([rules]))
    vault = MemoryVault()
    sealed, names = sent(realistic, text, vault)
    first, last = names[her[0]].split()
    assert names[her[1]] == f"{last.upper()} {first}" and names[her[2]] == first
    brother = names[him[0]].split()
    assert brother[1] == last and brother[0] != first and names[him[1]] == brother[0]
    assert restored(realistic, vault, sealed) == text
    answer = f"{first} {last} / {first} / {' '.join(brother)} / {brother[0]}"
    shown = f"{her[0]} / {her[2]} / {him[0]} / {him[1]}"
    assert restored(realistic, vault, answer) == shown
