"""What a model judges of an answer, and what is kept of its replies; pure functions over values.

A judge gives an opinion in its own words. It never changes a verdict: it may be as wrong as the model
it judges.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant import odds
from assistant.decisions import hiding
from assistant.i18n import gettext as _
from assistant.opinions import Opinion, opinions
from assistant.sources import checked_against
from assistant.types import (
    Answer,
    ClaimKind,
    Destination,
    Document,
    Passage,
    Private,
    Request,
    Review,
    Span,
    Verdict,
)
from assistant.verdicts import is_aside

MOST = 40
_AROUND = 500  # characters of a source on each side of the place that looks closest


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence of an answer with a judge's opinion, None when it gave none that can be read.

    `doubt` is the share of « false » in the odds of a judge that gives them, in [0, 1].
    """

    span: Span
    opinion: Opinion | None
    why: str = ""
    doubt: float | None = None

    def fields(self) -> dict[str, object]:
        """Return it for JSON; offsets count code points of the answer."""
        return {"start": self.span.start, "end": self.span.end,
                "opinion": self.opinion.value if self.opinion else None, "why": self.why,
                **({} if self.doubt is None else {"doubt": round(self.doubt, 3)})}  # fmt: skip


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

    def sentence(self, verdict: Verdict) -> str:
        """Return a sentence on one line."""
        span = verdict.claim.span
        return " ".join(self.answer.reveal()[span.start : span.end].split())

    def decided_for(self, destination: Destination) -> Review:
        """Return the decisions that hold for a judge: what was hidden does wherever it runs."""
        return self.decided if destination is self.destination else hiding(self.decided)


class Hearing:
    """Which sentences a judge is asked about next, and what it said so far."""

    def __init__(self, case: Case, at_once: int) -> None:
        verdicts = to_judge(case.verdicts) if case.sources else ()
        self.total = len(verdicts)
        self._waiting = deque(
            verdicts[first : first + at_once] for first in range(0, self.total, at_once)
        )
        self._found: list[Judged] = []

    @property
    def judged(self) -> tuple[Judged, ...]:
        """The opinions so far, in the order of the answer."""
        return tuple(sorted(self._found, key=lambda one: one.span.start))

    @property
    def batch(self) -> tuple[Verdict, ...]:
        """The sentences to ask about now; none when all were heard."""
        return self._waiting[0] if self._waiting else ()

    def hear(self, reply: str) -> None:
        """Take the reply about the batch; small models stop early: what they leave out is asked by itself."""
        batch = self._waiting.popleft()
        if len(batch) == 1 and (share := odds.doubt(reply)) is not None:
            span = batch[0].claim.span
            self._found.append(Judged(span, odds.opinion(share), doubt=share))
            return
        told = opinions(reply, len(batch))
        left_out = []
        for number, verdict in enumerate(batch, 1):
            if number in told or len(batch) == 1:
                self._found.append(Judged(verdict.claim.span, *told.get(number, (None, ""))))
            else:
                left_out.append((verdict,))
        self._waiting.extendleft(reversed(left_out))


def to_judge(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Return the verdicts on the sentences that state something, the first forty."""
    own = (v for v in verdicts if v.claim.kind is ClaimKind.STATEMENT)
    return tuple(v for v in own if not is_aside(v))[:MOST]


SIGNS = {
    Opinion.SUPPORTED: "=",
    Opinion.CONTRADICTED: "!",
    Opinion.ABSENT: "?",
    Opinion.UNSURE: "·",
    None: "·",
}


def words(judged: Judged) -> str:
    """Return an opinion in the person's language, with the judge's own words."""
    said = {
        Opinion.SUPPORTED: _("it finds this in the sources"),
        Opinion.CONTRADICTED: _("it finds that the sources say otherwise"),
        Opinion.ABSENT: _("it does not find this in the sources"),
        Opinion.UNSURE: _("it is not sure"),
        None: _("no opinion that can be read"),
    }[judged.opinion]
    if not judged.why:
        return said
    why = _("“{text}”").format(text=judged.why)
    return _("{label}: {text}").format(label=said, text=why)


def heading(model: str) -> str:
    """Return what stands above opinions, so that nobody takes them for evidence."""
    title = _("Opinion of {model} (an opinion, not evidence; it changes no verdict):")
    return title.format(model=model)


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
