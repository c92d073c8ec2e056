"""Each finding can say why it was hidden, without quoting the text."""

import pytest

from assistant.types import Destination, Finding, Kind, Span
from guards.explanations import explained
from guards.policy.decisions import Policy
from guards.policy.reading import profile


@pytest.mark.parametrize(
    ("rule", "score", "said"),
    [("ner", 0.75, "language model"), ("fr_siret", 1.0, "certain"), ("known_name", 0.7, "guess"),
     ("company_list", 0.97, "list"), ("person", 1.0, "You"), ("literal", 1.0, "placeholder"),
     ("public_name", 0.8, "common")],
)  # fmt: skip
def test_said(rule: str, score: float, said: str) -> None:
    finding = Finding(Span(0, 5), Kind.PERSON, score, rule)
    text = " ".join(explained(finding, Policy().explain(finding, Destination.WORLD)))
    assert said in text and "built-in" in text
    assert ("check digit" in text) == (rule == "fr_siret")


def test_the_rule_of_a_policy_and_its_reason() -> None:
    finding = Finding(Span(0, 5), Kind.SECRET, 1.0, "github")
    decision = Policy([profile("company")]).explain(finding, Destination.WORLD)
    assert "Rule 1 of the policy company decided: block." in explained(finding, decision)[-1]
    assert "never leave" in explained(finding, decision)[-1]
