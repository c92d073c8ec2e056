"""Events put together: what was protected, checked, corrected, left unchecked; models, tokens, cost, hours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from assistant.store.records import Event
from assistant.types import Destination, Status
from assistant.verdicts import UNSOURCED

BREAK = 15 * 60
"""Seconds without an event after which work is taken to have paused."""
_DOUBTFUL = (Status.ALTERED, Status.NOT_FOUND, Status.CONTRADICTED, Status.UNSUPPORTED)


class Step(StrEnum):
    """How time is cut."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Summary:
    """One period; `start` is its first day, `hours` the time between events that follow closely.

    Of the questions `asked`, `away` left the machine; `destinations` counts where they and the requests for an
    opinion went.

    `uses` counts what was done: ask, judge (requests for an opinion), and the commands and tools by name.
    """

    start: date
    uses: Mapping[str, int] = field(default_factory=dict)
    asked: int = 0
    away: int = 0
    broken: int = 0
    hidden: Mapping[str, int] = field(default_factory=dict)
    checked: Mapping[str, int] = field(default_factory=dict)
    corrected: int = 0
    models: Mapping[str, int] = field(default_factory=dict)
    destinations: Mapping[str, int] = field(default_factory=dict)
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0
    hours: float = 0.0

    @property
    def protected(self) -> int:
        """Values that were hidden."""
        return sum(self.hidden.values())

    @property
    def sentences(self) -> int:
        """Sentences of answers."""
        return sum(self.checked.values())

    @property
    def doubtful(self) -> int:
        """Sentences that the sources do not bear out."""
        return sum(self.checked.get(status.value, 0) for status in _DOUBTFUL)

    @property
    def unchecked(self) -> int:
        """Sentences of which nothing sure could be said, with sources or without."""
        return self.open + self.unsourced

    @property
    def open(self) -> int:
        """Sentences that had sources, of which these told nothing sure."""
        return self.checked.get(Status.UNCHECKED.value, 0)

    @property
    def unsourced(self) -> int:
        """Sentences that had no source to be checked against."""
        return self.checked.get(UNSOURCED, 0)

    @property
    def opinions(self) -> int:
        """Requests for a judge's opinion; they are no questions."""
        return self.uses.get("judge", 0)


def summarised(start: date, events: Sequence[Event]) -> Summary:
    """Return the summary of the events of one period, which are in order."""
    asked = [event for event in events if event.what == "ask"]
    sent = [event for event in events if event.what in ("ask", "judge")]
    hidden, checked = Counter[str](), Counter[str]()
    for event in events:
        hidden.update(event.hidden)
        checked.update(event.checked)
    return Summary(
        start=start, uses=dict(Counter(event.what for event in events).most_common()),
        asked=len(asked), away=sum(event.destination != Destination.LOCAL for event in asked),
        broken=sum(not event.complete for event in asked),
        hidden=dict(hidden.most_common()), checked=dict(checked.most_common()),
        corrected=sum(event.corrected for event in events),
        models=dict(Counter(event.model for event in asked).most_common()),
        destinations=dict(Counter(event.destination for event in sent).most_common()),
        prompt_tokens=sum(event.prompt_tokens for event in events),
        completion_tokens=sum(event.completion_tokens for event in events),
        cost=sum(event.cost or 0.0 for event in events), hours=worked(events) / 3600,
    )  # fmt: skip


def worked(events: Iterable[Event]) -> float:
    """Return seconds of work: answers, and the gaps between events that follow within BREAK."""
    total, last = 0.0, None
    for event in events:
        began = event.at - event.seconds
        gap = BREAK if last is None else began - last
        total += event.seconds + (gap if 0 <= gap < BREAK else 0.0)
        last = event.at
    return total


def periods(events: Iterable[Event], step: Step, first: date, last: date) -> list[Summary]:
    """Return the summaries of all periods from `first` to `last`, empty ones too, in local time."""
    found: dict[date, list[Event]] = {}
    for event in events:
        found.setdefault(begins(datetime.fromtimestamp(event.at).date(), step), []).append(event)
    day, result = begins(first, step), []
    while day <= last:
        result.append(summarised(day, found.get(day, [])))
        day += timedelta(days=7 if step is Step.WEEK else 1)
    return result


def begins(day: date, step: Step) -> date:
    """Return the first day of the period of a day: itself, or the Monday before."""
    return day - timedelta(days=day.weekday()) if step is Step.WEEK else day


def moment(day: date) -> float:
    """Return the local beginning of a day, in seconds since the epoch."""
    return datetime(day.year, day.month, day.day).timestamp()
