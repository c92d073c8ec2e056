"""From findings to spots: titles stay, what looks like a placeholder is kept apart."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.types import Action, Finding, Kind, Mention, Private, Span
from guards.detection.recognizers.people import title_before, title_length
from guards.forgetting import remembered
from guards.pseudonyms.placeholders import FORM
from guards.spans import found_span, overlapping, own_span

_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Spot:
    """One finding in one message, with the action that the policy gives it."""

    message: int
    finding: Finding
    mention: Mention
    action: Action


def spots_of(
    message: int, text: str, findings: Iterable[Finding], decide: Callable[[Finding], Action]
) -> Iterator[Spot]:
    """Yield the spots of one message, in order."""
    for finding in _with_literals(text, findings):
        chosen = decide(finding)
        moved, title = _without_title(text, finding)
        value = Private(text[moved.span.start : moved.span.end])
        yield Spot(message, moved, Mention(moved.kind, value, title), chosen)


def blanked(text: str, spans: Collection[Span]) -> str:
    """Put characters that are in no value in place of the spans; offsets stay."""
    if not spans:
        return text
    pieces: list[str] = []
    at = 0
    for span in sorted(spans, key=lambda span: span.start):
        pieces += [text[at : span.start], "\0" * (span.end - span.start)]
        at = span.end
    return "".join([*pieces, text[at:]])


def _without_title(text: str, finding: Finding) -> tuple[Finding, str]:
    """Leave « Mme » before the placeholder: the model needs the gender, and it names nobody."""
    if finding.kind is not Kind.PERSON:
        return finding, ""
    start, end = finding.span.start, finding.span.end
    length = title_length(text[start:end])
    title = text[start : start + length] or title_before(text, start)
    if not length:
        return finding, title
    return replace(finding, span=Span(start + length, end)), title


def _with_literals(text: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Add what looks like a placeholder in the person's own text: hidden, so that it comes back as is."""
    known = list(findings)
    literals = [
        span
        for span, bracketed in (_forms(text) if len(text) <= _KEPT else _sought_forms(text))
        # Without brackets it may be a password all the same: what is found there is kept.
        if bracketed or not overlapping(span, known, found_span)
    ]
    if not literals:
        return iter(known)
    both = [Finding(span, Kind.LITERAL, 1.0, "literal") for span in literals]
    for finding in known:
        near = overlapping(finding.span, literals, own_span)
        both += (replace(finding, span=span) for span in _outside(finding.span, near))
    return iter(sorted(both, key=lambda finding: finding.span.start))


@remembered(256)
def _forms(text: str) -> tuple[tuple[Span, bool], ...]:
    """A chat resends its history: what looks like placeholders in it is sought once."""
    return _sought_forms(text)


def _sought_forms(text: str) -> tuple[tuple[Span, bool], ...]:
    return tuple((Span(*match.span()), bool(match["open"])) for match in FORM.finditer(text))


def _outside(span: Span, others: Iterable[Span]) -> Iterator[Span]:
    start = span.start
    for other in others:
        if start < other.start:
            yield Span(start, other.start)
        start = max(start, other.end)
    if start < span.end:
        yield Span(start, span.end)
