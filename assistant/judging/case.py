"""An answer as a judge gets it: with its sources, cut where they are too long, and what was decided for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.decisions import hiding
from assistant.sources import checked_against
from assistant.types import (
    Answer,
    Destination,
    Document,
    Passage,
    Private,
    Request,
    Review,
    Span,
    Verdict,
)

_AROUND = 500  # characters of a source on each side of the place that looks closest


@dataclass(frozen=True, slots=True)
class Case:
    """An answer with its sources and the verdicts on it, which no judge changes.

    `passages` are those of the sources that come from one's notes, whose folders say how far they
    may go; `decided` is what the person decided for the model at `destination`.
    """

    answer: Private[str]
    sources: tuple[Document, ...]
    verdicts: tuple[Verdict, ...]
    passages: tuple[Passage, ...] = ()
    decided: Review = field(default_factory=Review)
    destination: Destination | None = None

    @classmethod
    def of(cls, answer: Answer, request: Request) -> Case:
        """Return the case of an answer to a request as it was reviewed."""
        sources = checked_against(request, answer.text.reveal())
        to = request.proposal.destination if request.proposal else None
        return cls(answer.text, sources, answer.verdicts, request.passages, request.review, to)

    def decided_for(self, destination: Destination) -> Review:
        """Return the decisions that hold for a judge: what was hidden does wherever it runs."""
        return self.decided if destination is self.destination else hiding(self.decided)


def excerpts(verdicts: Sequence[Verdict], sources: Sequence[Document]) -> tuple[Document, ...]:
    """Return the sources around the places that look closest, where they are too long for a judge."""
    places: dict[int, list[Span]] = {}
    for verdict in verdicts:
        for evidence in verdict.evidence[:1]:
            places.setdefault(evidence.source, []).append(evidence.span)
    return tuple(
        Document(sources[number].name, Private("\n[…]\n".join(_cut(sources[number], spans))))
        for number, spans in sorted(places.items())
    )


def _cut(source: Document, spans: Sequence[Span]) -> Iterator[str]:
    text, at = source.text.reveal(), 0
    for span in sorted(spans, key=lambda span: span.start):
        start, end = max(at, span.start - _AROUND), min(len(text), span.end + _AROUND)
        if start < end:
            yield text[start:end]
            at = end
