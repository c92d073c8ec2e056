"""A text twice as long takes the guard about twice as long, whatever it repeats."""

import time
from collections.abc import Callable, Iterator
from random import Random

import pytest
import regex

from assistant.types import Destination, Message, Private, Review, Role
from guards.detection.recognizers import all_recognisers
from guards.engine import ConfidentialityGuard
from guards.pseudonyms.vault import MemoryVault
from tests.guards.finding import RulesOnly

# What the patterns are built of: signs, digits with spaces, capitals, apostrophes, quotes, bars, no-break spaces.
ATOMS = (
    "/", ".", "@", "(", "[", "{", "<", ")", "1", "1 ", "12 ", "A", "a", "A ", "a ", "Ab ", "'", '"', "|", "\u00a0", "-",
    ",", ", ", ": ", ";", "=", "_", "\\", " ", "\t", "+", "#", "*", "&", "n'", "1.", "1-", "A. ", "a@", "a/", "1,",
    "A1", "«", "»", "%", "€",
)  # fmt: skip
LITERAL = regex.compile(r"[^\W\d_]{2,}")
SIZE = 3_000
TRIES = 3
NOTICED, DOUBLED = 0.02, 3.0
"""Seconds of a processor below which growth is noise, and how often more a text of twice the length may take."""


def literals(recogniser: object) -> list[str]:
    """The words of a rule's own pattern, and the strings that it needs."""
    source = str(getattr(recogniser, "_source", ""))
    return sorted({*getattr(recogniser, "needs", ()), *LITERAL.findall(source)}) or [""]


def repeats(recogniser: object) -> Iterator[tuple[str, str]]:
    """Yield what texts begin with, and what they repeat: the same for each rule in every run."""
    drawn, own = Random(getattr(recogniser, "name", "")), literals(recogniser)
    for _ in range(TRIES):
        word, signs = drawn.choice(own), "".join(drawn.choices(ATOMS, k=drawn.choice((1, 2, 3))))
        yield "", word + signs
        yield word + drawn.choice(ATOMS), signs
        yield "", drawn.choice(ATOMS) + word + drawn.choice(ATOMS) + drawn.choice(own) + " "


def seconds(work: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    work(text)
    return time.process_time() - began


def grows(work: Callable[[str], object], head: str, unit: str, size: int) -> bool:
    """Whether the time grows faster than the text, seen at three lengths, the quickest of three runs each."""
    if seconds(work, text_of(head, unit, size)) < NOTICED:
        return False
    short, long = (
        min(seconds(work, text_of(head, unit, size * times)) for _ in range(3)) for times in (2, 4)
    )
    return long > DOUBLED * short


def text_of(head: str, unit: str, size: int) -> str:
    return head + (unit * (size // len(unit) + 1))[:size]


def test_no_rule_takes_longer_than_its_text_grows():
    for recogniser in all_recognisers():
        list(recogniser.find("Bonjour"))  # compiled

        def work(text: str, find: Callable[[str], Iterator[object]] = recogniser.find) -> object:
            return list(find(text))

        slow = [(head, unit) for head, unit in repeats(recogniser) if grows(work, head, unit, SIZE)]
        assert slow == [], recogniser.name


WAS_SLOW = [
    ("labelled_document", "", "passport-"),
    ("unit_address", "", "Appt'"),
    ("foreign_plate", "targ»", "A "),
    ("foreign_plate", "nummerplaat@", "-12 "),
    ("jwt", "", "eyJ-"),
]


@pytest.mark.parametrize(("name", "head", "unit"), WAS_SLOW)
def test_what_took_the_square_of_a_text_is_linear(name: str, head: str, unit: str):
    (own,) = (one for one in all_recognisers() if one.name == name)
    assert seconds(lambda text: list(own.find(text)), text_of(head, unit, 40_000)) < 1.0


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("", "/home/a"),
        ("/home/", "a/1/"),
        ("token: ", "0 "),
        ("token: ", "PERSON_1 "),
        ("Marie Dupont, ", "A-"),
        ("Marie Dupont, ", "Marie\u00a0"),
        ("", "| a@b.example "),
    ],
)
def test_the_whole_way_of_a_long_line_is_short(head: str, unit: str):
    guard, vault, text = (
        ConfidentialityGuard(RulesOnly()),
        MemoryVault(),
        text_of(head, unit, 40_000),
    )
    began = time.thread_time()
    proposal = guard.propose([Message(Role.USER, Private(text))], vault, Destination.WORLD)
    guard.seal(proposal, Review(), vault)
    assert time.thread_time() - began < 5.0
