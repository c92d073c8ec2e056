"""Invented values stand for real ones: coherent, colliding with nothing, restored whole and in part."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.types import Destination, Kind, Mention, Message, Private, Review, Role, Style
from guards.engine import ConfidentialityGuard
from guards.policy.decisions import Policy
from guards.policy.reading import parse
from guards.pseudonyms.rows import fill, rows
from guards.pseudonyms.surrogates import lists
from guards.pseudonyms.vault import MemoryVault
from guards.restore import StreamRestorer
from tests.guards.finding import Fixed

RULES = b"version: 1\nname: p\nrules:\n  - action: pseudonymise\n"


def stand_in(vault: MemoryVault, kind: Kind, value: str, title: str = "") -> str:
    return vault.placeholders([Mention(kind, Private(value), title, Style.SURROGATE)])[0]


def restored(vault: MemoryVault, text: str, cuts: tuple[int, ...] = ()) -> str:
    restorer = StreamRestorer(vault)
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    return "".join(
        [restorer.feed(text[a:b]) for a, b in itertools.pairwise(edges)] + [restorer.close()]
    )


def test_one_person_in_all_forms_and_her_brother() -> None:
    vault = MemoryVault()
    full = stand_in(vault, Kind.PERSON, "Marie Dupont", "Mme")
    first, last = full.split(" ")
    assert stand_in(vault, Kind.PERSON, "DUPONT Marie") == f"{last.upper()} {first}"
    assert stand_in(vault, Kind.PERSON, "Dupont", "Mme") == last
    assert stand_in(vault, Kind.PERSON, "Marie") == first
    brother = stand_in(vault, Kind.PERSON, "Paul Dupont", "M.")
    assert brother.endswith(last) and brother != full
    assert {"Marie", "Dupont", "Paul"}.isdisjoint({*full.split(), *brother.split()})
    address = stand_in(vault, Kind.EMAIL, "marie.dupont@brivelle.fr")
    assert address.endswith(".example") and "dupont" not in address


def test_an_answer_that_uses_a_part_is_restored() -> None:
    vault = MemoryVault()
    first, last = stand_in(vault, Kind.PERSON, "Marie Dupont").split(" ")
    company = stand_in(vault, Kind.ORG, "Brivelle Numérique SAS")
    assert company.endswith(" SAS")
    answer = (
        f"{first} ({first.upper()} {last.upper()}), Mme {last}, de {company[:-4]} : {last}'s desk."
    )
    assert (
        restored(vault, answer)
        == "Marie (MARIE DUPONT), Mme Dupont, de Brivelle Numérique : Dupont's desk."
    )


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.PHONE, "06 12 34 56 78"), (Kind.PHONE, "+33 (0)6 12 34 56 78"),
        (Kind.IBAN, "FR76 3000 6000 0112 3456 7890 189"),
        (Kind.CREDIT_CARD, "4111-1111-1111-1111"), (Kind.NATIONAL_ID, "1 84 12 76 451 089 46"), (Kind.IP, "10.2.3.4"),
        (Kind.MAC, "AA:BB:CC:11:22:33"), (Kind.COMPANY_ID, "732 829 320 00074"), (Kind.CODE, "CTR-2026-0417"),
    ],
)  # fmt: skip
def test_numbers_keep_their_shape_and_belong_to_nobody(kind: Kind, value: str) -> None:
    vault = MemoryVault()
    made = stand_in(vault, kind, value)
    assert made != value and not made.startswith("{{")
    if kind is not Kind.IP:
        assert [not char.isalnum() for char in made] == [not char.isalnum() for char in value]
    assert restored(vault, f"voir {made}.") == f"voir {value}."


def test_what_has_no_realistic_form_gets_its_placeholder() -> None:
    vault = MemoryVault()
    assert stand_in(vault, Kind.SECRET, "sk-ant-abc") == "{{SECRET_1}}"


def test_a_stand_in_never_stands_in_the_text_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "listed", lambda name: ("Isaure", "Sidonie"))
    guard = ConfidentialityGuard(Fixed(Marie=Kind.PERSON), Policy([parse(RULES, "p")]))
    for text in ["Marie écrit à ISAURE.", "Marie écrit à Sidonie.", "Isaure, Marie, Sidonie"] * 5:
        vault = MemoryVault()
        proposal = guard.propose([Message(Role.USER, Private(text))], vault, Destination.WORLD)
        assert restored(vault, guard.seal(proposal, Review(), vault)[0].text) == text


def test_a_persons_later_word_that_equals_a_stand_in_comes_back_as_written() -> None:
    guard = ConfidentialityGuard(Fixed(Marie=Kind.PERSON), Policy([parse(RULES, "p")]))
    vault = MemoryVault()

    def sent(text: str) -> str:
        proposal = guard.propose([Message(Role.USER, Private(text))], vault, Destination.WORLD)
        return guard.seal(proposal, Review(), vault)[0].text

    name = sent("Marie")
    later = f"{name} est une autre que Marie."
    assert restored(vault, sent(later)) == later


def test_a_name_that_may_go_on_is_not_parted() -> None:
    vault = MemoryVault()
    both = (
        stand_in(vault, Kind.PERSON, "Marie Dupont"),
        stand_in(vault, Kind.PERSON, "DUPONT Marie"),
    )
    text = f"{both[0]} {both[1]} {both[0]}, {both[0].split()[1]}"
    text += f". {both[0]}.x {both[0]}-y"
    for cut in range(len(text)):
        # In a compound it is another word: a wrong restore is worse than none.
        shown = f"Marie Dupont DUPONT Marie Marie Dupont, Dupont. {both[0]}.x {both[0]}-y".replace(
            f"{both[0].split()[0]} ", "Marie "
        )
        assert restored(vault, text, (cut,)) == shown


def test_two_names_side_by_side_are_not_a_third_in_other_capitals() -> None:
    vault = MemoryVault()
    capitals = stand_in(vault, Kind.PERSON, "LEFÈVRE Élodie")
    surname, both = (
        stand_in(vault, Kind.PERSON, "Lefèvre"),
        stand_in(vault, Kind.PERSON, "Élodie Lefèvre"),
    )
    assert f"{surname} {both}".casefold().startswith(capitals.casefold())
    assert (
        restored(vault, f"{surname} {both}, {capitals}") == "Lefèvre Élodie Lefèvre, LEFÈVRE Élodie"
    )


def test_kept_with_the_vault() -> None:
    vault, again = MemoryVault(), MemoryVault()
    made = [stand_in(vault, Kind.PERSON, "Marie Dupont"), stand_in(vault, Kind.ORG, "Brivelle SAS")]
    fill(again, rows(vault))
    assert [restored(again, one) for one in made] == ["Marie Dupont", "Brivelle SAS"]
    assert stand_in(again, Kind.PERSON, "Marie") == made[0].split(" ")[0]


def test_another_conversation_restores_nothing() -> None:
    made = stand_in(MemoryVault(), Kind.PERSON, "Marie Dupont")
    assert restored(MemoryVault(), made) == made


NAMES = st.sampled_from(
    ["Marie Dupont", "Marie", "DUPONT", "Élodie Lefèvre", "Elodie Lefevre", "J. Martin", "élodie"]
)


@settings(deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=8), st.lists(st.integers(0, 200), max_size=6))
def test_restoring_what_was_sealed_gives_the_text(names: list[str], cuts: list[int]) -> None:
    guard = ConfidentialityGuard(
        Fixed(**{name.replace(" ", "_"): Kind.PERSON for name in set(names)}),
        Policy([parse(RULES, "p")]),
    )
    vault, text = MemoryVault(), ", puis ".join(names) + "."
    proposal = guard.propose([Message(Role.USER, Private(text))], vault, Destination.WORLD)
    sealed = guard.seal(proposal, Review(), vault)[0].text
    assert not any(name in sealed for name in names)
    assert restored(vault, sealed, tuple(cuts)) == text
