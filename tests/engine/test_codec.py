"""Values cross the pipe unchanged; nothing unknown comes through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine import codec
from assistant.types import (
    Action,
    Destination,
    Draft,
    Finding,
    Kind,
    Message,
    Private,
    Proposal,
    Redaction,
    Review,
    Role,
    Span,
    Task,
)

TEXT = st.text(alphabet=st.characters(codec=None), max_size=40)


@given(TEXT)
def test_any_text_crosses_even_lone_surrogates(text):
    draft = Draft("c", Task.CHAT, Private(text))
    assert codec.loads(codec.dumps(draft)) == draft


def test_enumerations_come_back_as_themselves():
    finding = Finding(Span(0, 3), Kind.PERSON, 0.5, "ner")
    redaction = Redaction(0, finding, Private("Léa"), "{{PERSON_1}}", Action.PLACEHOLDER)
    proposal = Proposal(Destination.EU, (Message(Role.USER, Private("Léa")),), (redaction,))
    back = codec.loads(codec.dumps(proposal))
    assert back == proposal
    assert back.redactions[0].action is Action.PLACEHOLDER


def test_decisions_keyed_by_private_values_cross():
    review = Review({Private("Léa"): Action.ALLOW}, ((Private("Hélianthe"), Kind.COMPANY_TERM),))
    assert codec.loads(codec.dumps(review)) == review


def test_thousands_of_findings_cross_in_pieces_none_of_them_long():
    findings = tuple(Finding(Span(n, n + 3), Kind.PERSON, 0.5, "ner") for n in range(2_500))
    data = codec.dumps((findings, "after"))
    assert codec.loads(data) == (findings, "after")
    assert max(map(len, data.split(b"\n"))) < len(data) // 2


@pytest.mark.parametrize("data", [b'{"_":"Path"}', b'{"_":"__import__"}', b'{"a":1}'])
def test_unknown_values_are_refused(data):
    with pytest.raises(ValueError, match="unknown"):
        codec.loads(data)


def test_values_that_do_not_belong_here_are_not_encoded():
    with pytest.raises(ValueError, match="cannot encode"):
        codec.dumps(object())
