"""Where the terms stand that a person hides besides what is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.types import Action, Finding, Kind, Private, Review, Span
from guards.detection.folding import fold
from guards.detection.terms_adapter import Terms, longest
from guards.detection.view import normalise
from guards.spans import found_span, overlapping

RULE = "person"


def merged(
    found: Iterable[tuple[Span, Kind]], hidden: Sequence[Finding]
) -> list[tuple[Span, Kind]]:
    """Return where the added terms stand, each grown over whatever it cuts into, disjoint."""
    grown: list[tuple[Span, Kind]] = []
    for span, kind in sorted(found, key=lambda each: each[0].start):
        near = overlapping(span, hidden, found_span)
        if any(_says_enough(other, span, kind) for other in near):
            continue
        for other in near:
            span = _joined(span, other.span)
        while grown and grown[-1][0].overlaps(span):
            span = _joined(span, grown.pop()[0])
        grown.append((span, kind))
    return grown


def _joined(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _says_enough(other: Finding, span: Span, kind: Kind) -> bool:
    """Whether a finding hides a term already; of the same extent, the person may name it otherwise."""
    renamed = other.span == span and kind not in (Kind.COMPANY_TERM, other.kind)
    return other.span.start <= span.start and span.end <= other.span.end and not renamed


def terms_of(review: Review) -> Terms | None:
    """Return the search for the terms that a person hides besides, if any."""
    if not review.added:
        return None
    return Terms({term.reveal(): kind for term, kind in review.added}, RULE, 1.0, shortest=1)


def wanted(text: str, terms: Terms, review: Review) -> Iterator[tuple[Span, Kind]]:
    """Yield where the person's own terms stand; one that was shown again at its own line stays shown."""
    let = {spelt(value) for value, chosen in review.actions.items() if chosen is Action.ALLOW}
    for span, kind in occurrences(text, terms):
        if not let or spelt(Private(text[span.start : span.end])) not in let:
            yield span, kind


def occurrences(text: str, terms: Terms) -> Iterator[tuple[Span, Kind]]:
    """Yield where terms stand in a text as it is written, whatever is let through."""
    view = normalise(text)
    for hit in longest([*terms.find(view.text), *terms.find_broken(view.text)]):
        yield view.original(hit.start, hit.end), hit.kind


def spelt(value: Private[str]) -> str:
    """Return a value as it is compared: in any case and spacing."""
    return " ".join(fold(normalise(value.reveal()).text).split())
