"""Applies a person's review: actions changed by value, terms added everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from assistant.protocols import Vault
from assistant.types import Action, Finding, Private, Proposal, Redaction, Review, Span
from guards.policy.decisions import STRENGTH, Policy


def reviewed(
    proposal: Proposal, review: Review, vault: Vault, policy: Policy
) -> Iterator[Redaction]:
    """Yield the redactions as the person decided; a company's rules may only be tightened."""
    taken: list[tuple[int, Span]] = []
    for extra in _additions(proposal, review, vault, policy):
        taken.append((extra.message, extra.finding.span))
        yield extra
    for redaction in proposal.redactions:
        if not _meets(redaction.message, redaction.finding.span, taken):
            yield _changed(redaction, review, vault, policy)


def _changed(redaction: Redaction, review: Review, vault: Vault, policy: Policy) -> Redaction:
    chosen = _chosen(redaction, review, policy)
    if chosen is redaction.action:
        return redaction
    marker = redaction.placeholder
    if chosen is Action.PLACEHOLDER and redaction.action is not Action.ASK:
        marker = vault.placeholder(redaction.finding.kind, redaction.original)
    return replace(redaction, placeholder=marker, action=chosen)


def _chosen(redaction: Redaction, review: Review, policy: Policy) -> Action:
    chosen = review.actions.get(redaction.original, redaction.action)
    asked = redaction.action is Action.ASK
    loosened = STRENGTH[chosen] < STRENGTH[redaction.action]
    return redaction.action if policy.binding and loosened and not asked else chosen


def _additions(
    proposal: Proposal, review: Review, vault: Vault, policy: Policy
) -> Iterator[Redaction]:
    taken = [
        (r.message, r.finding.span)
        for r in proposal.redactions
        if _chosen(r, review, policy) is not Action.ALLOW
    ]
    for term, kind in sorted(review.added, key=lambda added: -len(added[0].reveal())):
        pattern = regex.compile(rf"(?<!\w){regex.escape(term.reveal())}(?!\w)", regex.IGNORECASE)
        for index, message in enumerate(proposal.messages):
            for match in pattern.finditer(message.text.reveal()):
                span = Span(*match.span())
                # What lies inside something hidden is hidden already.
                if not len(span) or _meets(index, span, taken):
                    continue
                taken.append((index, span))
                value = Private(match.group())
                finding = Finding(span, kind, 1.0, "person")
                yield Redaction(
                    index, finding, value, vault.placeholder(kind, value), Action.PLACEHOLDER
                )


def _meets(message: int, span: Span, taken: list[tuple[int, Span]]) -> bool:
    return any(index == message and span.overlaps(other) for index, other in taken)
