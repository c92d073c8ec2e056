"""What a person's terms leave of the values that they stand instead of: it was found, and stays hidden.

A value that is shown because a part of it is hidden was not let through as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.protocols import Vault
from assistant.types import (
    Action,
    Finding,
    Kind,
    Mention,
    Private,
    Proposal,
    Redaction,
    Review,
    Span,
)
from assistant.uncovered import uncovered
from guards.detection.terms_adapter import Terms
from guards.own_terms import occurrences, terms_of


def left(
    proposal: Proposal,
    kept: Sequence[Redaction],
    review: Review,
    added: Sequence[Redaction],
    vault: Vault,
) -> list[Redaction]:
    """Return what is left of the values of a proposal; `kept` are its redactions as decided."""
    terms = terms_of(review)
    if terms is None:
        return []
    return [
        Redaction(
            one.message, found, value, marker_for(vault, found.kind, value), Action.PLACEHOLDER
        )
        for before, one in zip(proposal.redactions, kept, strict=True)
        if before.action.hides and review.actions.get(one.original) is Action.ALLOW is one.action
        for found, value in _rest(one, proposal, terms, added)
        if review.actions.get(value) is not Action.ALLOW
    ]


def marker_for(vault: Vault, kind: Kind, value: Private[str]) -> str:
    """Return the placeholder of a value."""
    return vault.placeholders([Mention(kind, value)])[0]


def _rest(
    shown: Redaction, proposal: Proposal, terms: Terms, added: Sequence[Redaction]
) -> Iterator[tuple[Finding, Private[str]]]:
    """Yield what terms leave of one value; nothing where none of them stands in it: it was let through."""
    text, start = proposal.messages[shown.message].text.reveal(), shown.finding.span.start
    within = [
        Span(start + span.start, start + span.end)
        for span, _ in occurrences(shown.original.reveal(), terms)
    ]
    beside = [one.finding.span for one in added if one.message == shown.message]
    if not any(span.overlaps(shown.finding.span) for span in (*within, *beside)):
        return
    for span in uncovered(text, shown.finding, (*within, *beside)):
        yield replace(shown.finding, span=span), Private(text[span.start : span.end])
