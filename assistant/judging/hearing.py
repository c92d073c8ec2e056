"""Which sentences a judge is asked about, and what is kept of its replies; pure functions over values."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import HygieError
from assistant.judging import odds
from assistant.judging.case import Case
from assistant.judging.opinions import Opinion, opinions
from assistant.types import ClaimKind, Span, Verdict
from assistant.verdicts import is_aside

MOST = 40


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence of an answer with a judge's opinion, None when it gave none that can be read.

    `doubt` is the share of « false » in the odds of a judge that gives them, in [0, 1]; `notices` are what was
    noticed of the texts that it read: those that seem to steer it. `unasked` is why it was not asked, if so.
    """

    span: Span
    opinion: Opinion | None
    why: str = ""
    doubt: float | None = None
    notices: tuple[str, ...] = ()
    unasked: str = ""

    def fields(self) -> dict[str, object]:
        """Return it for JSON; offsets count code points of the answer."""
        return {"start": self.span.start, "end": self.span.end,
                "opinion": self.opinion.value if self.opinion else None, "why": self.why,
                **({} if self.doubt is None else {"doubt": round(self.doubt, 3)}),
                **({"notices": list(self.notices)} if self.notices else {}),
                **({"unasked": self.unasked} if self.unasked else {})}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opinions:
    """What a judge said; `error` is why it stopped, if it did."""

    model: str
    judged: tuple[Judged, ...]
    error: HygieError | None = None

    def fields(self) -> dict[str, object]:
        """Return it for JSON."""
        error = {"error": self.error.fields()} if self.error else {}
        return {"model": self.model, "opinions": [one.fields() for one in self.judged], **error}


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

    def hear(self, reply: str, notices: tuple[str, ...] = ()) -> None:
        """Take the reply about the batch, with what was noticed of the texts that the judge read.

        Small models stop early: what they leave out is asked by itself.
        """
        batch = self._waiting.popleft()
        if len(batch) == 1 and (share := odds.doubt(reply)) is not None:
            span = batch[0].claim.span
            self._found.append(Judged(span, odds.opinion(share), doubt=share, notices=notices))
            return
        told = opinions(reply, len(batch))
        left_out = []
        for number, verdict in enumerate(batch, 1):
            if number in told or len(batch) == 1:
                opinion, why = told.get(number, (None, ""))
                self._found.append(Judged(verdict.claim.span, opinion, why, notices=notices))
            else:
                left_out.append((verdict,))
        self._waiting.extendleft(reversed(left_out))

    def pass_over(self, reason: str) -> None:
        """Go on without the batch, which finds no room: each of several by itself, one of one not at all."""
        batch = self._waiting.popleft()
        if len(batch) == 1:
            self._found.append(Judged(batch[0].claim.span, None, unasked=reason))
        else:
            self._waiting.extendleft((verdict,) for verdict in reversed(batch))


def to_judge(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Return the verdicts on the sentences that state something, the first forty."""
    own = (v for v in verdicts if v.claim.kind is ClaimKind.STATEMENT)
    return tuple(v for v in own if not is_aside(v))[:MOST]
