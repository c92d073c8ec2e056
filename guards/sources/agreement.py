"""What a figure of the answer finds in the sources: itself, itself changed, or nothing."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.i18n import _
from assistant.types import Status

from .figures import Figure
from .ledger import Entry, Ledger, on_the_hour
from .moments import Moment
from .outcome import Outcome
from .units import NONE, agree

CHECK = "figures/1"
_TRIED = 200  # places of one number looked at
_BORROWED = 60  # characters between a day and the date whose month it borrows
_CONTEXT = 30  # characters before a figure that may say which way it goes
_DOWN = re.compile(
    r"\b(?:baiss|recul|diminu|pert|déclin|chut|rédui|réduct|moins|inférieur|négati|fall|fell|drop"
    r"|decreas|declin|loss|lost|lower|down|minus|below|reduc|negativ|shr[aiu]nk)",
    re.IGNORECASE,
)


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
    for minute in (*figure.minutes, *on_the_hour(figure)):
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

    Of one dimension the amounts tell: « 850 kW » is not 850 W. A table gives its unit elsewhere. With a plain
    word after it, « 45 employees », a figure is no amount of money and no percentage; of other units the
    sources have more than are known here.
    """
    if other.unit != NONE:
        alike = figure.unit.factor == other.unit.factor
        return alike and agree(figure.unit.dimension, other.unit.dimension)
    return not other.loose or not figure.is_exact_unit


def _same_date(moment: Moment, ledger: Ledger) -> Entry | None:
    """Find a date; a day without a year does when its source names that year elsewhere."""
    if found := ledger.moments.get(moment):
        return found[0]
    if entry := _bare_day(moment, ledger):
        return entry
    if moment.year is None:
        return None
    for entry in ledger.moments.get(Moment(None, moment.month, moment.day), [])[:_TRIED]:
        yearless = any(seen.year is None for seen in entry.figure.moments)
        if yearless and (entry.source, moment.year) in ledger.years:
            return entry
    return None


def _bare_day(moment: Moment, ledger: Ledger) -> Entry | None:
    """Find a day that borrows its month: « le 22 mars, et non le 15 »."""
    if moment.day is None:
        return None
    days = [e for e in ledger.values.get(Decimal(moment.day), [])[:_TRIED] if _is_bare(e)]
    for day in days:
        for entry in ledger.moments.get(Moment(None, moment.month, None), [])[:_TRIED]:
            near = abs(entry.figure.span.start - day.figure.span.start) < _BORROWED
            years = {seen.year for seen in entry.figure.moments}
            if near and entry.source == day.source and moment.year in (None, *years):
                return day
    return None


def _is_bare(entry: Entry) -> bool:
    return not entry.part and entry.figure.unit == NONE


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
