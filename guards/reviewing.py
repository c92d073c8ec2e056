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
    Mention,
    Private,
    Proposal,
    Redaction,
    Review,
    Span,
)
from guards.detection.folding import fold
from guards.detection.recognizers.people import title_length
from guards.detection.terms_adapter import Terms, longest
from guards.detection.view import normalise
from guards.policy.decisions import Decision, Policy
from guards.spans import found_span, overlapping, own_span

RULE = "person"
COMPANY = "company_list"
_NEVER_SHOWN = RISKY | {Kind.LITERAL}


def apply_review(proposal: Proposal, review: Review, vault: Vault, policy: Policy) -> Proposal:
    """Return the proposal as decided; a company's rules may only be tightened, a block never lifted."""
    if not (review.shown or review.actions or review.added):
        return proposal
    shown = _free(review, proposal.redactions)
    kept = [_changed(redaction, review, shown, vault, policy) for redaction in proposal.redactions]
    added = list(_added(replace(proposal, redactions=tuple(kept)), review, vault))
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
    terms = _terms(review)
    if terms is None:
        return list(findings)
    added = _merged(_wanted(text, terms, review), findings)
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
    return _spelt(value) in {_spelt(term) for term, _ in review.added}


def _free(review: Review, redactions: Iterable[Redaction]) -> frozenset[str]:
    """What a person lets through for good, less the terms that the company lists."""
    bound = {_spelt(r.original) for r in redactions if r.finding.rule == COMPANY}
    return frozenset(map(_spelt, review.shown)) - bound


def _changed(
    redaction: Redaction, review: Review, shown: frozenset[str], vault: Vault, policy: Policy
) -> Redaction:
    chosen = _chosen(redaction, review, shown, policy)
    if chosen is redaction.action:
        return redaction
    marker = redaction.placeholder
    if chosen is Action.PLACEHOLDER and redaction.action is not Action.ASK:
        marker = _marker(vault, redaction.finding.kind, redaction.original)
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
        return Action.ALLOW if free and _spelt(redaction.original) in shown else redaction.action
    asked = redaction.action is Action.ASK
    loosened = chosen.strength < redaction.action.strength
    return redaction.action if policy.binding and loosened and not asked else chosen


def _added(proposal: Proposal, review: Review, vault: Vault) -> Iterator[Redaction]:
    terms = _terms(review)
    if terms is None:
        return
    for index, message in enumerate(proposal.messages):
        text = message.text.reveal()
        hidden = [r.finding for r in proposal.redactions if r.message == index and r.action.hides]
        for span, kind in _merged(_wanted(text, terms, review), hidden):
            value = Private(text[span.start : span.end])
            finding = Finding(span, kind, 1.0, RULE)
            marker = _marker(vault, kind, value)
            yield Redaction(index, finding, value, marker, Action.PLACEHOLDER)


def _merged(
    found: Iterable[tuple[Span, Kind]], hidden: Sequence[Finding]
) -> list[tuple[Span, Kind]]:
    """Return where the added terms stand, each grown over whatever it cuts into, disjoint."""
    merged: list[tuple[Span, Kind]] = []
    for span, kind in sorted(found, key=lambda each: each[0].start):
        near = overlapping(span, hidden, found_span)
        if any(_says_enough(other, span, kind) for other in near):
            continue
        for other in near:
            span = _joined(span, other.span)
        while merged and merged[-1][0].overlaps(span):
            span = _joined(span, merged.pop()[0])
        merged.append((span, kind))
    return merged


def _joined(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _says_enough(other: Finding, span: Span, kind: Kind) -> bool:
    """Whether a finding hides a term already; of the same extent, the person may name it otherwise."""
    renamed = other.span == span and kind not in (Kind.COMPANY_TERM, other.kind)
    return other.span.start <= span.start and span.end <= other.span.end and not renamed


def _terms(review: Review) -> Terms | None:
    if not review.added:
        return None
    return Terms({term.reveal(): kind for term, kind in review.added}, RULE, 1.0, shortest=1)


def _wanted(text: str, terms: Terms, review: Review) -> Iterator[tuple[Span, Kind]]:
    """Yield where the person's own terms stand; one that was shown again at its own line stays shown."""
    let = {_spelt(value) for value, chosen in review.actions.items() if chosen is Action.ALLOW}
    for span, kind in _occurrences(text, terms):
        if not let or _spelt(Private(text[span.start : span.end])) not in let:
            yield span, kind


def _occurrences(text: str, terms: Terms) -> Iterator[tuple[Span, Kind]]:
    view = normalise(text)
    for hit in longest([*terms.find(view.text), *terms.find_broken(view.text)]):
        yield view.original(hit.start, hit.end), hit.kind


def _spelt(value: Private[str]) -> str:
    return " ".join(fold(normalise(value.reveal()).text).split())


def _marker(vault: Vault, kind: Kind, value: Private[str]) -> str:
    return vault.placeholders([Mention(kind, value)])[0]
