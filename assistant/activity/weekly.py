"""One week looked back on: its review, and lessons that fit it, from what the store has counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from assistant.activity import lessons
from assistant.activity.review import review
from assistant.activity.summary import Step, Summary, begins, moment, summarised
from assistant.store.store import Store

_SHOWN = "lessons shown"


@dataclass(frozen=True, slots=True)
class Weekly:
    """A week, what is said of it, and lessons with how often their subject was met."""

    week: Summary
    said: list[str]
    lessons: list[tuple[lessons.Lesson, int]]


def week_of(store: Store, today: date, back: int = 0) -> Summary:
    """Return the counts of the week of a day, or of one so many weeks before."""
    start = begins(today, Step.WEEK) - timedelta(weeks=back)
    stop = start + timedelta(weeks=1)
    return summarised(start, store.activity.between(moment(start), moment(stop)))


def weekly(store: Store, today: date, now: float, back: int = 0) -> Weekly:
    """Return the review of a week, and remember which lessons it showed.

    The same week shows its lessons again; another one shows others for a while.
    """
    week, before = week_of(store, today, back), week_of(store, today, back + 1)
    shown: dict[str, list[object]] = store.meta.get(_SHOWN) or {}
    name = week.start.isoformat()
    lately = {k: float(str(at)) for k, (at, of) in shown.items() if of != name}
    chosen = lessons.chosen(week, lately, now) if week.uses else []
    if chosen:
        fresh = {lesson.name: [now, name] for lesson, _often in chosen}
        store.meta.set(_SHOWN, {**shown, **fresh})
    return Weekly(week, review(week, before), chosen)
