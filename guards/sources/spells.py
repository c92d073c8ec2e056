"""How long something lasts: from one date to another, from one time of day to another, an age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from . import cues
from .ledger import Entry, on_the_hour
from .moments import Moment
from .units import NONE
from .wanted import Step, Wanted

_MINUTE = 60
_LAST_YEAR = 9998  # a day more must be a date too
_PLAIN = 2001  # a year with 365 days, for dates that name none
_TWO = 2
_YEAR = 12  # months


def lasting(wanted: Wanted) -> Iterator[Step]:
    """Yield the time between two dates or times of day that bear on the sentence."""
    between = {"second": _times, "day": _days, "month": _months}.get(wanted.dimension)
    clock = bool(wanted.figure.minutes)
    if between is None or (clock and not cues.DURATION.search(wanted.said)):
        return
    pairs = ((one.entry, other.entry) for one, other in wanted.pairs())
    for one, other in (*pairs, *_only_two(wanted)):
        for amount in between(one, other):
            yield Step(amount, _shown(one, other, wanted), (one, other))


def _only_two(wanted: Wanted) -> Iterator[tuple[Entry, Entry]]:
    """Yield the two times of day of sources that give no others."""
    found = [entry for entry in wanted.ledger.entries if _minutes(entry)]
    if len(found) == _TWO and cues.DURATION.search(wanted.said):
        yield found[0], found[1]


def _shown(one: Entry, other: Entry, wanted: Wanted) -> str:
    order = sorted((one, other), key=_when)
    first, last = (wanted.ledger.written(entry) for entry in order)
    if one.figure.values and other.figure.values and wanted.dimension != "second":
        return f"{last} − {first}"
    return f"{first} → {last}"


def _when(entry: Entry) -> tuple[date, int]:
    moments = _whole(entry)
    day = _day(moments[0], _PLAIN) if moments else None
    return day or date(_year(entry) or 1, 1, 1), entry.figure.span.start


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


def _days(one: Entry, other: Entry) -> Iterator[Decimal]:
    """Yield the days from one date to another, without and with the last one."""
    first, last = _in_order(one, other)
    if first and last:
        days = (last - first).days
        yield from (Decimal(days), Decimal(days + 1))


def _months(one: Entry, other: Entry) -> Iterator[Decimal]:
    """Yield whole months and whole years; the last day may count."""
    first, last = _in_order(one, other)
    if first and last:
        for end in (last, last + timedelta(days=1)):
            whole = (end.year - first.year) * _YEAR + end.month - first.month
            months = whole - (end.day < first.day)
            yield Decimal(months // _YEAR * _YEAR)
            if end.day == first.day:
                yield Decimal(months)
    elif years := _years(one, other):
        yield Decimal(years * _YEAR)


def _in_order(one: Entry, other: Entry) -> tuple[date | None, date | None]:
    moments = [moment for entry in (one, other) for moment in _whole(entry)]
    yearless = all(moment.year is None for moment in moments)
    days = [_day(moment, _PLAIN if yearless else None) for moment in moments]
    if len(days) != 2 or None in days or days[0] == days[1]:
        return None, None
    first, last = sorted(day for day in days if day)
    return first, last


def _whole(entry: Entry) -> tuple[Moment, ...]:
    return entry.figure.moments[:1]


def _day(moment: Moment, year: int | None) -> date | None:
    year = moment.year or year
    if year is None or year > _LAST_YEAR or moment.day is None:
        return None
    try:
        return date(year, moment.month, moment.day)
    except ValueError:
        return None


def _years(one: Entry, other: Entry) -> int:
    years = [_year(entry) for entry in (one, other)]
    return abs(years[0] - years[1]) if all(years) else 0


def _year(entry: Entry) -> int:
    figure = entry.figure
    if figure.moments:
        return figure.moments[0].year or 0
    is_year = figure.unit == NONE and figure.values and 1000 <= figure.values[0] <= 2999
    return int(figure.values[0]) if is_year else 0
