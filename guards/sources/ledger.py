"""The figures of all sources by value, and what an answer's figure finds among them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from assistant.i18n import _
from assistant.types import Evidence, Status

from .figures import Figure, read_source
from .moments import Moment
from .outcome import Outcome
from .passages import Passages
from .units import NONE, agree

CHECK = "figures/1"
_BUDGET = 200  # figures tried as results of arithmetic in one check
_CONTEXT = 30  # characters before a figure that may say which way it goes
_DOWN = re.compile(
    r"\b(?:baiss|recul|diminu|pert|déclin|chut|rédui|réduct|moins|inférieur|négati|fall|fell|drop"
    r"|decreas|declin|loss|lost|lower|down|minus|below|reduc|negativ|shr[aiu]nk)",
    re.IGNORECASE,
)
_TRIED = 200  # places of one number looked at


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
        self.left = _BUDGET
        self.entries: list[Entry] = []
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
        for minute in {*figure.minutes, *_on_the_hour(figure)}:
            self.minutes[minute].append(entry)

    def _enter_moment(self, entry: Entry, moment: Moment) -> None:
        """Enter a date whole and in part: a source that names the day knows the month."""
        part = Entry(entry.source, entry.figure, part=True)
        year, month, day = moment.year, moment.month, moment.day
        for seen in {moment, Moment(year, month, None), Moment(None, month, day)}:
            self.moments[seen].append(entry)
        for number in (year, day):
            if number is not None:
                self.values[Decimal(number)].append(part)
        if year is not None:
            self.years.add((entry.source, year))

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


def check(figure: Figure, written: str, lead: str, ledger: Ledger) -> Outcome:
    """Look one figure of the answer up.

    `written` is how the answer writes it, `lead` the few words before, which may say « a fall of ».
    """
    if entry := _supporting(figure, ledger):
        return Outcome(
            Status.SUPPORTED, _("The sources give this figure."), ledger.evidence(entry, written)
        )
    entry = _differing(figure, ledger)
    if entry and _opposite(figure, entry.figure) and _falls(lead, entry, ledger):
        reason = _("The sources give this figure, with its sign in words.")
        return Outcome(Status.SUPPORTED, reason, ledger.evidence(entry, written))
    if entry and figure.unit != NONE == entry.figure.unit and _same_value(figure, entry.figure):
        reason = _("The sources have “{source}” without this unit; read the passage.").format(
            source=ledger.written(entry)
        )
        return Outcome(Status.UNCHECKED, reason, ledger.evidence(entry, written, "near"))
    if entry:
        reason = _("The sources have “{source}” where the answer has “{answer}”.").format(
            source=ledger.written(entry), answer=written
        )
        return Outcome(Status.ALTERED, reason, ledger.evidence(entry, written, "near"))
    return Outcome(
        Status.NOT_FOUND, _("“{answer}” is in none of the sources.").format(answer=written)
    )


def _supporting(figure: Figure, ledger: Ledger) -> Entry | None:
    for moment in figure.moments:
        if entry := _same_date(moment, ledger):
            return entry
    for minute in (*figure.minutes, *_on_the_hour(figure)):
        if found := ledger.minutes.get(minute):
            return found[0]
    if figure.unit == NONE:
        return next((e for value in figure.values for e in ledger.values.get(value, ())), None)
    for value, amount in zip(figure.values, figure.amounts, strict=True):
        if found := ledger.amounts.get((figure.unit.dimension, amount)):
            return found[0]
        for entry in ledger.values.get(value, [])[:_TRIED]:
            if not entry.part and _may_be(figure, entry.figure):
                return entry
    return None


def _opposite(figure: Figure, other: Figure) -> bool:
    negated = {("" if figure.unit == NONE else figure.unit.dimension, -a) for a in figure.amounts}
    return not negated.isdisjoint((other.unit.dimension, a) for a in other.amounts)


def _falls(lead: str, entry: Entry, ledger: Ledger) -> bool:
    """Whether words say on one side what the minus sign says on the other."""
    at = entry.figure.span.start
    said = ledger.passages.texts[entry.source][max(0, at - _CONTEXT) : at]
    return (_DOWN.search(lead) is None) != (_DOWN.search(said) is None)


def _same_value(figure: Figure, other: Figure) -> bool:
    return not set(figure.values).isdisjoint(other.values)


def _may_be(figure: Figure, other: Figure) -> bool:
    """Whether a source's figure can have the answer's unit.

    A table gives its unit elsewhere. With a plain word after it, « 45 employees », a figure is no
    amount of money and no percentage; of other units the sources have more than are known here.
    """
    if other.unit != NONE:
        return agree(figure.unit.dimension, other.unit.dimension)
    return not other.loose or not figure.is_exact_unit


def _same_date(moment: Moment, ledger: Ledger) -> Entry | None:
    """Find a date; a day without a year does when its source names that year elsewhere."""
    if found := ledger.moments.get(moment):
        return found[0]
    if moment.year is None:
        return None
    for entry in ledger.moments.get(Moment(None, moment.month, moment.day), [])[:_TRIED]:
        yearless = any(seen.year is None for seen in entry.figure.moments)
        if yearless and (entry.source, moment.year) in ledger.years:
            return entry
    return None


def _differing(figure: Figure, ledger: Ledger) -> Entry | None:
    """Find the same number with another unit, sign or scale, or the same day of another year."""
    for moment in figure.moments:
        if moment.day is not None and moment.year is not None:
            for entry in ledger.moments.get(Moment(None, moment.month, moment.day), ()):
                return entry
    for value in figure.values:
        for candidate in (value, -value):
            for entry in ledger.values.get(candidate, [])[:_TRIED]:
                if not entry.part and (candidate == value or _notable(figure)):
                    return entry
    if figure.mantissa is not None:
        return next(iter(ledger.mantissas.get(figure.mantissa, ())), None)
    return None


def _notable(figure: Figure) -> bool:
    return figure.unit != NONE or abs(figure.values[0]) >= 100


def _on_the_hour(figure: Figure) -> tuple[int, ...]:
    """Read « 14 h » as a time of day as well as a duration."""
    if figure.unit.factor != 3600 or not figure.values or not 0 <= figure.values[0] <= 24:
        return ()
    whole = figure.values[0] == int(figure.values[0])
    return (int(figure.values[0]) * 60,) if whole else ()
