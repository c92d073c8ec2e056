"""Policies made to loosen, confuse or exhaust: refused with their line, and nothing is sent with them."""

import pytest

from assistant.errors import ConfigError
from assistant.types import Action, Destination, Finding, Kind, Message, Private, Review, Role, Span
from guards.engine import ConfidentialityGuard
from guards.policy.decisions import Policy
from guards.policy.reading import parse
from guards.pseudonyms.vault import MemoryVault
from tests.guards.finding import Fixed

HEAD = "version: 1\nname: p\n"


def bomb() -> str:
    """Each alias doubles the one before: two to the thirtieth rules."""
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    return "\n".join(lines) + f"\n{HEAD}rules: *a29\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "text",
        "version: 2\nname: p\n",
        "version: '1'\nname: p\n",
        HEAD + "rules:\n  - action: allow\n    kind: [PERSON]\n",
        HEAD + "rules:\n  - action: Allow\n",
        HEAD + "rules:\n  - {action: allow, confidence: 2}\n",
        HEAD + "rules:\n  - {action: allow, confidence: .nan}\n",
        HEAD + "rules:\n  - {action: allow, to: [mars]}\n",
        HEAD + "rules: {action: allow}\n",
        HEAD + "rules: []\nname: q\nunknown: 1\n",
        HEAD + "rules: !!python/object/apply:os.system [id]\n",
        HEAD + "a: &a\n  <<: *a\n",
        HEAD + "rules: &r [*r]\n",
        "---\n" + HEAD + "---\n" + HEAD,
        "\x00",
        "{" * 2_000,
        bomb(),
    ],
)
def test_what_is_no_policy_is_refused(text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text.encode(), "p.yaml")
    assert "p.yaml" in caught.value.title and "Nothing is sent" in caught.value.detail


def test_a_key_given_twice_does_not_quietly_win() -> None:
    with pytest.raises(ConfigError):
        parse(
            (HEAD + "rules:\n  - action: block\n    kinds: [SECRET]\n    action: allow\n").encode(),
            "p",
        )


def finding(kind: Kind, score: float = 1.0) -> Finding:
    return Finding(Span(0, 4), kind, score, "test")


def test_a_person_cannot_loosen_what_others_set() -> None:
    company = parse((HEAD + "rules:\n  - {kinds: [SECRET], action: block}\n").encode(), "c")
    own = parse((HEAD + "rules:\n  - action: allow\n").encode(), "o")
    policy = Policy([company], own)
    for to in Destination:
        assert policy.action(finding(Kind.SECRET), to) is Action.BLOCK
        assert policy.action(finding(Kind.PERSON), to) is Action.PLACEHOLDER


def test_a_company_that_says_nothing_of_a_kind_leaves_the_defaults() -> None:
    company = parse((HEAD + "rules: []\n").encode(), "c")
    assert Policy([company]).action(finding(Kind.IBAN), Destination.WORLD) is Action.PLACEHOLDER


class _Vanishing:
    """A policy object that fails while deciding."""

    binding = False

    def action(self, found: Finding, to: Destination) -> Action:
        raise KeyError(found.kind)


def test_a_policy_that_fails_stops_the_request() -> None:
    from assistant.errors import GuardError

    guard = ConfidentialityGuard(Fixed(Marie=Kind.PERSON), _Vanishing())  # type: ignore[arg-type]
    with pytest.raises(GuardError, match="KeyError"):
        guard.propose([Message(Role.USER, Private("Marie"))], MemoryVault(), Destination.WORLD)


@pytest.mark.parametrize(
    "said",
    [
        "{{PERSON_2}}", "{{PERSON_1_B}}", "{{PERSON_1_EMAIL}}", "{{ORG_1}}", "{{PERSON_01}}", "{{PERSON_10}}",
        "PERSON_1_C", "{{ PERSON _ 9 }}", "{{PERSON_1}", "xPERSON_1", "PERSON_1x",
    ],
)  # fmt: skip
def test_what_was_never_given_restores_nothing(said: str) -> None:
    guard, vault = ConfidentialityGuard(Fixed(Marie=Kind.PERSON)), MemoryVault()
    proposal = guard.propose([Message(Role.USER, Private("Marie"))], vault, Destination.WORLD)
    guard.seal(proposal, Review(), vault)
    restorer = guard.restorer(vault)
    shown = restorer.feed(said) + restorer.close()
    # « {{PERSON_1} » has lost a brace on the way: that is a tolerance, all the rest is none.
    assert shown == ("Marie" if said in ("{{PERSON_1}", "{{PERSON_01}}") else said)
