"""The figures of all sources, by every value, amount, date and time they may mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from assistant.types import Evidence, Span

from .figures import Figure, read_source
from .moments import Moment
from .passages import Passages
from .units import NONE

_BUDGET = 200  # figures tried as results of arithmetic in one check
_REPLACED = 30  # figures looked for in the place of another


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure of a source; `part` marks a number that is only part of a date."""

    source: int
    figure: Figure
    part: bool = False


class Ledger:
    """Look-up tables over the figures of the sources, filled in one pass."""

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self.left, self.left_to_place = _BUDGET, _REPLACED
        self.entries: list[Entry] = []
        self.rivals: dict[tuple[str, tuple[Decimal, ...]], list[Entry]] = {}  # others of a unit
        self.near: dict[tuple[int, Span], set[str]] = {}  # the words beside a figure, once read
        self.values: defaultdict[Decimal, list[Entry]] = defaultdict(list)
        self.amounts: defaultdict[tuple[str, Decimal], list[Entry]] = defaultdict(list)
        self.mantissas: defaultdict[Decimal, list[Entry]] = defaultdict(list)
        self.moments: defaultdict[Moment, list[Entry]] = defaultdict(list)
        self.minutes: defaultdict[int, list[Entry]] = defaultdict(list)
        self.years: set[tuple[int, int]] = set()
        for source, text in enumerate(passages.texts):
            for figure in read_source(text, passages.languages[source]):
                self._enter(Entry(source, figure))

    def _enter(self, entry: Entry) -> None:
        figure = entry.figure
        self.entries.append(entry)
        for value in figure.values:
            self.values[value].append(entry)
            if figure.unit == NONE and 1000 <= value <= 2999:
                self.years.add((entry.source, int(value)))
        for amount in figure.amounts:
            self.amounts[figure.unit.dimension, amount].append(entry)
        if figure.mantissa is not None:
            self.mantissas[figure.mantissa].append(entry)
        for moment in figure.moments:
            self._enter_moment(entry, moment)
        for minute in {*figure.minutes, *on_the_hour(figure)}:
            self.minutes[minute].append(entry)

    def _enter_moment(self, entry: Entry, moment: Moment) -> None:
        """Enter a date whole and in part: a source that names the day knows the month."""
        part = Entry(entry.source, entry.figure, part=True)
        year, month, day = moment.year, moment.month, moment.day
        for seen in {
            moment,
            Moment(year, month, None),
            Moment(None, month, day),
            Moment(None, month, None),
        }:
            self.moments[seen].append(entry)
        for number in (year, day):
            if number is not None:
                self.values[Decimal(number)].append(part)
        if year is not None:
            self.years.add((entry.source, year))

    def first(self, figure: Figure) -> Entry | None:
        """Return the first figure of the sources that is the same."""
        for amount in figure.amounts:
            if found := self.amounts.get((figure.unit.dimension, amount)):
                return found[0]
        whole = (e for moment in figure.moments for e in self.moments.get(moment, ()) if not e.part)
        return next(whole, None)

    def evidence(self, entry: Entry, answer: str, method: str = "") -> tuple[Evidence, ...]:
        """Return an entry as evidence: exact when the answer writes it the same way."""
        span = entry.figure.span
        written = self.passages.texts[entry.source][span.start : span.end]
        method = method or ("exact" if written == answer else "normalised")
        return (self.passages.evidence(entry.source, span, method, 1.0),)

    def written(self, entry: Entry) -> str:
        """Return an entry as its source writes it."""
        span = entry.figure.span
        return self.passages.texts[entry.source][span.start : span.end]


def on_the_hour(figure: Figure) -> tuple[int, ...]:
    """Read « 14 h » as a time of day as well as a duration."""
    if figure.unit.factor != 3600 or not figure.values or not 0 <= figure.values[0] <= 24:
        return ()
    whole = figure.values[0] == int(figure.values[0])
    return (int(figure.values[0]) * 60,) if whole else ()
