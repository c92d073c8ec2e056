"""How long something lasts: from one date to another, from one time of day to another, an age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from . import cues
from .intervals import day_of, days, months
from .ledger import Entry, on_the_hour
from .wanted import Step, Wanted

_MINUTE = 60
_TWO = 2


def lasting(wanted: Wanted) -> Iterator[Step]:
    """Yield the time between two dates or times of day that bear on the sentence."""
    between = {"second": _times, "day": days, "month": months}.get(wanted.dimension)
    clock = bool(wanted.figure.minutes)
    if between is None or (clock and not cues.DURATION.search(wanted.phrase.said)):
        return
    pairs = ((one.entry, other.entry) for one, other in wanted.pairs())
    for one, other in (*pairs, *_only_two(wanted)):
        for amount in between(one, other):
            yield Step(amount, _shown(one, other, wanted), (one, other))


def _only_two(wanted: Wanted) -> Iterator[tuple[Entry, Entry]]:
    """Yield the two times of day of sources that give no others."""
    found = [entry for entry in wanted.ledger.entries if _minutes(entry)]
    if len(found) == _TWO and cues.DURATION.search(wanted.phrase.said):
        yield found[0], found[1]


def _shown(one: Entry, other: Entry, wanted: Wanted) -> str:
    order = sorted((one, other), key=_when)
    first, last = (wanted.ledger.written(entry) for entry in order)
    if one.figure.values and other.figure.values and wanted.dimension != "second":
        return f"{last} − {first}"
    return f"{first} → {last}"


def _when(entry: Entry) -> tuple[date, int]:
    return day_of(entry), entry.figure.span.start


def _times(one: Entry, other: Entry) -> Iterator[Decimal]:
    """Yield the time between two times of day, the first of which is earlier: « 9:00 to 5:30 »."""
    first, last = sorted((one, other), key=_place)
    for begun in _minutes(first)[:1]:
        later = [minute for minute in _minutes(last) if minute > begun]
        yield from (Decimal((minute - begun) * _MINUTE) for minute in later[:1])


def _place(entry: Entry) -> tuple[int, int]:
    return entry.source, entry.figure.span.start


def _minutes(entry: Entry) -> tuple[int, ...]:
    return entry.figure.minutes or on_the_hour(entry.figure)
