"""No text takes the guard forever: patterns are linear, and what is not stops the request."""

import time
from collections.abc import Iterator

import pytest

from assistant.errors import GuardError
from assistant.types import Destination, Kind, Message, Private, Review, Role
from guards.detection import detector as detecting
from guards.detection.deadline import allowance, left, limited
from guards.detection.rule import Hit, Rule
from guards.engine import ConfidentialityGuard
from guards.policy.decisions import Policy
from guards.policy.model import PolicyPattern
from guards.policy.patterns import PatternRule, recognisers
from guards.policy.reading import parse
from guards.pseudonyms.vault import MemoryVault
from tests.guards.finding import RulesOnly

N = 60_000
ODD = {
    "one letter": "a" * N,
    "one digit": "0" * N,
    "blanks": " " * N,
    "line ends": "\n" * N,
    "NULs": "\0" * N,
    "lone surrogates": "\ud800" * N,
    "accents": "e" + "\u0301" * N,
    "invisible": "a\u200b" * (N // 2),
    "right to left": "שלום عالم " * (N // 10),
    "mixed scripts": "Мarie שלום 你好 ١٢ " * (N // 18),
    "addresses": "a@a." * (N // 4),
    "spaced": "a b " * (N // 4),
    "hyphens": "a-" * (N // 2),
    "numbers": "12 34." * (N // 6),
    "escapes": "\\u00e9" * (N // 6),
    "entities": "&amp;" * (N // 5),
    "percents": "%41" * (N // 3),
    "cells": "| a " * (N // 4),
    "emphasis": "**" * (N // 2),
    "braces": "{{PERSON_1" * (N // 10),
    "keys": "-----BEGIN PRIVATE KEY-----" * (N // 27),
    "assignments": "key=" * (N // 4),
    "links": "http://" * (N // 7),
    "capitals": "Marie Dupont " * (N // 13),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_take_bounded_time_and_come_back(name: str) -> None:
    guard, vault, text = ConfidentialityGuard(RulesOnly()), MemoryVault(), ODD[name]
    began = time.thread_time()
    proposal = guard.propose([Message(Role.USER, Private(text))], vault, Destination.WORLD)
    (sealed,) = guard.seal(proposal, Review(), vault)
    restorer = guard.restorer(vault)
    assert restorer.feed(sealed.text) + restorer.close() == text
    assert time.thread_time() - began < 6.0  # a tenth of a millisecond a character, on any machine


class _Slow:
    """A recogniser that works for a while on every piece."""

    name = "slow"
    kinds = (Kind.CODE,)

    def find(self, text: str) -> Iterator[Hit]:
        until = time.thread_time() + 0.05
        while time.thread_time() < until:
            pass
        return iter(())


def test_a_request_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detecting, "allowance", lambda characters: 0.2)
    guard = ConfidentialityGuard(RulesOnly([_Slow()]))
    text = "".join(f"Bonjour {n}.\n" for n in range(10_000))
    began = time.thread_time()
    with pytest.raises(GuardError, match="too long"):
        guard.propose([Message(Role.USER, Private(text))], MemoryVault(), Destination.WORLD)
    assert time.thread_time() - began < 2.0


def test_the_nearer_limit_holds_and_a_limit_ends_with_its_block() -> None:
    with limited(5.0), limited(1000.0):
        assert left(1000.0) <= 5.0
    assert left(1000.0) == 1000.0
    assert allowance(10_000_000) < 2 * 3600


EXPLODING = PolicyPattern(name="our_case", kind=Kind.CODE, pattern=r"(?:a|aa)+[bc]")


def test_a_policys_pattern_that_explodes_stops_the_request_and_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(PatternRule, "seconds", 0.2)
    guard = ConfidentialityGuard(RulesOnly(recognisers([EXPLODING])))
    with pytest.raises(GuardError, match="our_case"):
        guard.scan(Private("a" * 60 + "d"))


def test_an_exploding_context_stops_the_request_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PatternRule, "seconds", 0.2)
    pattern = PolicyPattern(
        name="our_case", kind=Kind.CODE, pattern=r"\d{4}", context=(r"(?:a|aa)+[bc]",)
    )
    guard = ConfidentialityGuard(RulesOnly(recognisers([pattern])))
    with pytest.raises(GuardError, match="our_case"):
        guard.scan(Private("a" * 58 + " 1234"))


def test_our_own_patterns_have_a_limit_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rule, "seconds", 0.2)
    with pytest.raises(GuardError, match="too long"):
        list(Rule("r", Kind.CODE, r"(?:a|aa)+[bc]").find("a" * 60))


def test_a_policys_pattern_finds_what_the_house_writes() -> None:
    policy = Policy(
        [
            parse(
                b"version: 1\nname: acme\n"
                b"patterns:\n  - {name: our_case, kind: CODE, pattern: 'ZK-(?P<v>\\d{3})'}\n"
                b"rules:\n  - {findings: [our_case], action: mask}\n",
                "acme",
            )
        ]
    )
    guard = ConfidentialityGuard(RulesOnly(recognisers(policy.patterns)), policy)
    vault = MemoryVault()
    message = Message(Role.USER, Private("Voir ZK-417."))
    proposal = guard.propose([message], vault, Destination.WORLD)
    assert guard.seal(proposal, Review(), vault)[0].text == "Voir ZK-█████."
