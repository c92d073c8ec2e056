"""A person's decisions put on a proposal: values shown or hidden, terms hidden besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

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
from guards.detection.view import View, normalise
from guards.policy.decisions import Policy

RULE = "person"


def apply_review(proposal: Proposal, review: Review, vault: Vault, policy: Policy) -> Proposal:
    """Return the proposal as decided; a company's rules may only be tightened, a block never lifted."""
    kept = [_changed(redaction, review, vault, policy) for redaction in proposal.redactions]
    added = list(_added(replace(proposal, redactions=tuple(kept)), review, vault))
    spans = [(extra.message, extra.finding.span) for extra in added]
    rest = [
        redaction
        for redaction in kept
        if not any(
            index == redaction.message and span.overlaps(redaction.finding.span)
            for index, span in spans
        )
    ]
    both = sorted([*rest, *added], key=lambda r: (r.message, r.finding.span.start))
    return replace(proposal, redactions=tuple(both))


def _changed(redaction: Redaction, review: Review, vault: Vault, policy: Policy) -> Redaction:
    chosen = _chosen(redaction, review, policy)
    if chosen is redaction.action:
        return redaction
    marker = redaction.placeholder
    if chosen is Action.PLACEHOLDER and redaction.action is not Action.ASK:
        marker = _marker(vault, redaction.finding.kind, redaction.original)
    return replace(redaction, placeholder=marker, action=chosen)


def _chosen(redaction: Redaction, review: Review, policy: Policy) -> Action:
    chosen = review.actions.get(redaction.original, redaction.action)
    if redaction.action is Action.BLOCK:
        return Action.BLOCK
    asked = redaction.action is Action.ASK
    loosened = chosen.strength < redaction.action.strength
    return redaction.action if policy.binding and loosened and not asked else chosen


def _added(proposal: Proposal, review: Review, vault: Vault) -> Iterator[Redaction]:
    for index, message in enumerate(proposal.messages):
        if not review.added:
            return
        text = message.text.reveal()
        view = normalise(text)
        hidden = [
            r.finding.span for r in proposal.redactions if r.message == index and r.action.hides
        ]
        for span, kind in _merged(view, review, hidden):
            value = Private(text[span.start : span.end])
            finding = Finding(span, kind, 1.0, RULE)
            marker = _marker(vault, kind, value)
            yield Redaction(index, finding, value, marker, Action.PLACEHOLDER)


def _merged(view: View, review: Review, hidden: list[Span]) -> list[tuple[Span, Kind]]:
    """Return where the added terms stand, each grown over whatever it cuts into, disjoint."""
    merged: list[tuple[Span, Kind]] = []
    for span, kind in sorted(_occurrences(view, review), key=lambda found: found[0].start):
        if any(other.start <= span.start and span.end <= other.end for other in hidden):
            continue
        for other in (*hidden, *(known for known, _ in merged)):
            if span.overlaps(other):
                span = Span(min(span.start, other.start), max(span.end, other.end))
        merged = [known for known in merged if not known[0].overlaps(span)]
        merged.append((span, kind))
    return merged


def _occurrences(view: View, review: Review) -> Iterator[tuple[Span, Kind]]:
    for term, kind in review.added:
        words = normalise(term.reveal()).text.split()
        if not words:
            continue
        written = r"\s+".join(map(regex.escape, words))
        pattern = regex.compile(rf"(?<!\w){written}(?!\w)", regex.IGNORECASE)
        for match in pattern.finditer(view.text):
            yield view.original(*match.span()), kind


def _marker(vault: Vault, kind: Kind, value: Private[str]) -> str:
    return vault.placeholders([Mention(kind, value)])[0]
