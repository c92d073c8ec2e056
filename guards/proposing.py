"""From findings to proposed redactions: titles stay, literals are kept apart, one value one decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.protocols import Vault
from assistant.types import Action, Destination, Finding, Kind, Mention, Private, Redaction, Span
from guards.detection.recognizers.people import title_before, title_length
from guards.policy.defaults import action
from guards.pseudonyms.placeholders import FORM, canonical


@dataclass(frozen=True, slots=True)
class Spot:
    """One finding in one message, with the action that the policy gives it."""

    message: int
    finding: Finding
    mention: Mention
    action: Action


def spots_of(
    message: int, text: str, findings: Iterable[Finding], destination: Destination
) -> Iterator[Spot]:
    """Yield the spots of one message, in order."""
    for finding in _with_literals(text, findings):
        chosen = action(finding, destination)
        moved, title = _without_title(text, finding)
        value = Private(text[moved.span.start : moved.span.end])
        yield Spot(message, moved, Mention(moved.kind, value, title), chosen)


def redactions(spots: Sequence[Spot], vault: Vault) -> Iterator[Redaction]:
    """Yield redactions; a value that is hidden in one place is hidden in every place."""
    strongest: dict[Private[str], Spot] = {}
    for spot in spots:
        known = strongest.get(spot.mention.value)
        if known is None or _STRENGTH[spot.action] > _STRENGTH[known.action]:
            strongest[spot.mention.value] = spot
    decided = [_decided(spot, strongest[spot.mention.value]) for spot in spots]
    hidden = [spot.mention for spot in decided if spot.action is not Action.ALLOW]
    markers = dict(zip(hidden, vault.placeholders(hidden), strict=True))
    for spot in decided:
        value = spot.mention.value
        if spot.action is Action.ALLOW:
            yield Redaction(spot.message, spot.finding, value, "", spot.action)
        elif spot.mention.kind is not Kind.LITERAL or _misleads(value, vault):
            yield Redaction(spot.message, spot.finding, value, markers[spot.mention], spot.action)


def _misleads(literal: Private[str], vault: Vault) -> bool:
    """Whether the person's own text would be taken for a placeholder in the answer.

    A bare `CODE_1` in a program is left alone unless this conversation gave `{{CODE_1}}` out.
    """
    match = FORM.fullmatch(literal.reveal())
    return match is None or bool(match["open"]) or vault.original(canonical(match)) is not None


_STRENGTH = {Action.ALLOW: 0, Action.PLACEHOLDER: 1, Action.BLOCK: 2}


def _decided(spot: Spot, strongest: Spot) -> Spot:
    return spot if spot.action is strongest.action else replace(spot, action=strongest.action)


def _without_title(text: str, finding: Finding) -> tuple[Finding, str]:
    """Leave « Mme » before the placeholder: the model needs the gender, and it names nobody."""
    if finding.kind is not Kind.PERSON:
        return finding, ""
    start, end = finding.span.start, finding.span.end
    length = title_length(text[start:end])
    title = text[start : start + length] or title_before(text, start)
    return replace(finding, span=Span(start + length, end)), title


def _with_literals(text: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Add what looks like a placeholder in the person's own text: hidden, so that it comes back as is."""
    literals = [Span(*match.span()) for match in FORM.finditer(text)]
    both = [Finding(span, Kind.LITERAL, 1.0, "literal") for span in literals]
    for finding in findings:
        near = [span for span in literals if span.overlaps(finding.span)]
        both += (replace(finding, span=span) for span in _outside(finding.span, near))
    return iter(sorted(both, key=lambda finding: finding.span.start))


def _outside(span: Span, others: Iterable[Span]) -> Iterator[Span]:
    start = span.start
    for other in others:
        if start < other.start:
            yield Span(start, other.start)
        start = max(start, other.end)
    if start < span.end:
        yield Span(start, span.end)
