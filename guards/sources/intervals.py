"""The days, months and years from one date of the sources to another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from .ledger import Entry
from .moments import Moment
from .units import NONE

_LAST_YEAR = 9998  # a day more must be a date too
_PLAIN = 2001  # a year with 365 days, for dates that name none
_YEAR = 12  # months


def day_of(entry: Entry) -> date:
    """Return the day that an entry names, or the first of its year, to put entries in order."""
    moments = _whole(entry)
    day = _day(moments[0], _PLAIN) if moments else None
    return day or date(_year(entry) or 1, 1, 1)


def days(one: Entry, other: Entry) -> Iterator[Decimal]:
    """Yield the days from one date to another, without and with the last one."""
    first, last = _in_order(one, other)
    if first and last:
        count = (last - first).days
        yield from (Decimal(count), Decimal(count + 1))


def months(one: Entry, other: Entry) -> Iterator[Decimal]:
    """Yield whole months and whole years; the last day may count."""
    first, last = _in_order(one, other)
    if first and last:
        for end in (last, last + timedelta(days=1)):
            whole = (end.year - first.year) * _YEAR + end.month - first.month
            full = whole - (end.day < first.day)
            yield Decimal(full // _YEAR * _YEAR)
            if end.day == first.day:
                yield Decimal(full)
    elif years := _years(one, other):
        yield Decimal(years * _YEAR)


def _in_order(one: Entry, other: Entry) -> tuple[date | None, date | None]:
    moments = [moment for entry in (one, other) for moment in _whole(entry)]
    yearless = all(moment.year is None for moment in moments)
    found = [_day(moment, _PLAIN if yearless else None) for moment in moments]
    if len(found) != 2 or None in found or found[0] == found[1]:
        return None, None
    first, last = sorted(day for day in found if day)
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
