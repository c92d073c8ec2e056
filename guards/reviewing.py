"""A person's decisions put on a proposal: values shown or hidden, terms hidden besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.kinds import RISKY
from assistant.protocols import Vault
from assistant.types import (
    Action,
    Destination,
    Finding,
    Kind,
    Private,
    Proposal,
    Redaction,
    Review,
)
from guards.detection.recognizers.people import title_length
from guards.own_terms import RULE, merged, spelt, terms_of, wanted
from guards.policy.decisions import Decision, Policy
from guards.remainder import left, marker_for
from guards.spans import overlapping, own_span

COMPANY = "company_list"
_NEVER_SHOWN = RISKY | {Kind.LITERAL}


def apply_review(proposal: Proposal, review: Review, vault: Vault, policy: Policy) -> Proposal:
    """Return the proposal as decided; a company's rules may only be tightened, a block never lifted."""
    if not (review.shown or review.actions or review.added):
        return proposal
    shown = _free(review, proposal.redactions)
    kept = [_changed(redaction, review, shown, vault, policy) for redaction in proposal.redactions]
    added = list(_added(replace(proposal, redactions=tuple(kept)), review, vault))
    added += left(proposal, kept, review, added, vault)
    spans = [(extra.message, extra.finding.span) for extra in added]
    rest = [
        redaction
        for redaction in kept
        if redaction.action is Action.BLOCK
        or not any(
            index == redaction.message and span.overlaps(redaction.finding.span)
            for index, span in spans
        )
    ]
    both = sorted([*rest, *added], key=lambda r: (r.message, r.finding.span.start))
    return replace(proposal, redactions=tuple(both))


def with_terms(text: str, findings: Sequence[Finding], review: Review) -> list[Finding]:
    """Return the findings of a text with those that the person's own terms make, as they are hidden there."""
    terms = terms_of(review)
    if terms is None:
        return list(findings)
    added = merged(wanted(text, terms, review), findings)
    spans = [span for span, _ in added]
    rest = (f for f in findings if not overlapping(f.span, spans, own_span))
    new = (Finding(span, kind, 1.0, RULE) for span, kind in added)
    return sorted([*rest, *new], key=lambda finding: finding.span.start)


def decided(
    policy: Policy, review: Review, finding: Finding, value: str, destination: Destination
) -> Decision:
    """Return what happens to a finding, the person's lasting decisions in mind."""
    by_policy = policy.explain(finding, destination)
    name = value[title_length(value) :] if finding.kind is Kind.PERSON else value
    if finding.rule == RULE or _is_added(Private(name), review):
        decided_so = by_policy.action in (Action.ALLOW, Action.ASK)
        return Decision(Action.PLACEHOLDER if decided_so else by_policy.action, RULE, 0, "")
    redaction = Redaction(0, finding, Private(name), "", by_policy.action)
    shown = _free(review, [redaction])
    if _chosen(redaction, review, shown, policy) is not by_policy.action:
        return Decision(Action.ALLOW, RULE, 0, "")
    return by_policy


def _is_added(value: Private[str], review: Review) -> bool:
    """Whether a person hides a value for good."""
    return spelt(value) in {spelt(term) for term, _ in review.added}


def _free(review: Review, redactions: Iterable[Redaction]) -> frozenset[str]:
    """What a person lets through for good, less the terms that the company lists."""
    bound = {spelt(r.original) for r in redactions if r.finding.rule == COMPANY}
    return frozenset(map(spelt, review.shown)) - bound


def _changed(
    redaction: Redaction, review: Review, shown: frozenset[str], vault: Vault, policy: Policy
) -> Redaction:
    chosen = _chosen(redaction, review, shown, policy)
    if chosen is redaction.action:
        return redaction
    marker = redaction.placeholder
    if chosen is Action.PLACEHOLDER and redaction.action is not Action.ASK:
        marker = marker_for(vault, redaction.finding.kind, redaction.original)
    return replace(redaction, placeholder=marker, action=chosen)


def _chosen(redaction: Redaction, review: Review, shown: frozenset[str], policy: Policy) -> Action:
    if redaction.action is Action.BLOCK:
        return Action.BLOCK
    chosen = review.actions.get(redaction.original)
    if chosen is None and redaction.action is Action.ASK and _is_added(redaction.original, review):
        return Action.PLACEHOLDER  # the person said already what to do: hide it
    if chosen is None:
        # A lasting decision is older than this request: where others set rules it decides nothing.
        free = shown and not policy.binding and redaction.finding.kind not in _NEVER_SHOWN
        return Action.ALLOW if free and spelt(redaction.original) in shown else redaction.action
    asked = redaction.action is Action.ASK
    loosened = chosen.strength < redaction.action.strength
    return redaction.action if policy.binding and loosened and not asked else chosen


def _added(proposal: Proposal, review: Review, vault: Vault) -> Iterator[Redaction]:
    terms = terms_of(review)
    if terms is None:
        return
    for index, message in enumerate(proposal.messages):
        text = message.text.reveal()
        hidden = [r.finding for r in proposal.redactions if r.message == index and r.action.hides]
        for span, kind in merged(wanted(text, terms, review), hidden):
            value = Private(text[span.start : span.end])
            finding = Finding(span, kind, 1.0, RULE)
            marker = marker_for(vault, kind, value)
            yield Redaction(index, finding, value, marker, Action.PLACEHOLDER)
