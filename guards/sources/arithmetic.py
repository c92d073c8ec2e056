"""Figures that follow from the sources by one step: a sum, a share, a rate, a duration, rounding.

With many figures at hand nearly any number is some sum, so one is derived only from figures that bear on
its sentence, and by the sum that the sentence calls for (`wanted`, `cues`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from assistant.i18n import _
from assistant.types import Status

from . import counts, periods, precision, rates, shares, spells, sums, totals
from .ledger import Entry
from .operands import Operand
from .outcome import Outcome
from .units import NONE, converted
from .wanted import Step, Wanted

_RULES: tuple[Callable[[Wanted], Iterator[Step]], ...] = (
    shares.percentages,
    rates.applied,
    sums.of_two,
    totals.of_many,
    periods.repeated,
    counts.multiplied,
    counts.shared,
    counts.scaled,
    spells.lasting,
)
_LEAD = 8
_AT = re.compile(
    r"\b(?:à|de|dès|vers|avant|après|at|from|to|until|by|before|after)\s$", re.IGNORECASE
)
_ROUNDED = Decimal("0.02")
_SMALL = 2  # digits a figure has at least that rounds another


def derive(wanted: Wanted) -> Outcome | None:
    """Say how a figure follows from the sources, or None."""
    ledger = wanted.ledger
    if wanted.amount is None or ledger.left <= 0:
        return None
    ledger.left -= 1
    if outcome := _rounded(wanted) or _converted(wanted):
        return outcome
    for rule in _RULES:
        for step in rule(wanted):
            if wanted.is_met(step.amount):
                reason = _("Not in the sources as such; it follows from them: {sum}.")
                return _outcome(wanted, reason.format(sum=step.formula), *step.entries)
    return None


def _rounded(wanted: Wanted) -> Outcome | None:
    """Find the figure with more digits; a shorter one says that it is « about » or has decimals."""
    figure = wanted.figure
    for operand in wanted.operands if figure.values else ():
        other = operand.entry.figure
        coarse = figure.mantissa is not None or precision.is_about(wanted.phrase.lead)
        finer = coarse or (other.decimals > figure.decimals and figure.digits >= _SMALL)
        if finer and _may_be(wanted, operand) and any(map(wanted.is_met, other.amounts)):
            reason = _("The sources have “{source}”; the answer rounds it.")
            return _told(wanted, reason, operand.entry)
    return None


def _may_be(wanted: Wanted, operand: Operand) -> bool:
    """Whether an operand can have the unit of the figure, which a table gives elsewhere."""
    other = operand.entry.figure
    if other.kind is not wanted.figure.kind or wanted.figure.amount in other.amounts:
        return False
    return operand.dimension == wanted.dimension or (other.unit == NONE and not other.loose)


def _converted(wanted: Wanted) -> Outcome | None:
    """Find the same measure in other units: 350 °F for 175 °C, as near as people round."""
    if wanted.figure.unit == NONE and not wanted.figure.minutes:
        return None
    for operand in wanted.operands:
        given = _dimension(operand.entry)
        for amount in operand.entry.figure.amounts or _clock(operand.entry, wanted):
            same = amount if given == wanted.dimension == "second" else None
            other = same or converted(amount, given, wanted.dimension)
            if other is not None and _is_near(wanted, other):
                reason = _("The sources have “{source}”; the answer converts it.")
                return _told(wanted, reason, operand.entry)
    return None


def _is_near(wanted: Wanted, found: Decimal) -> bool:
    """Whether a figure is as near as its precision tells; fives and tens are often rounded to."""
    values = wanted.figure.values
    if not values or wanted.dimension == "second" or values[0] % 5:
        return wanted.is_met(found)
    return abs(wanted.figure.amount - found) <= abs(found) * _ROUNDED


def _clock(entry: Entry, wanted: Wanted) -> tuple[Decimal, ...]:
    """Read « 1 h 30 » as a duration, and « à 13 h 30 » or 13:30 not."""
    source = wanted.ledger.passages.texts[entry.source]
    lead = source[max(0, entry.figure.span.start - _LEAD) : entry.figure.span.start]
    if "h" not in wanted.ledger.written(entry).lower() or _AT.search(lead):
        return ()
    return tuple(Decimal(minutes * 60) for minutes in entry.figure.minutes[:1])


def _dimension(entry: Entry) -> str:
    return "second" if entry.figure.minutes else entry.figure.unit.dimension


def _told(wanted: Wanted, reason: str, entry: Entry) -> Outcome:
    return _outcome(wanted, reason.format(source=wanted.ledger.written(entry)), entry)


def _outcome(wanted: Wanted, reason: str, *entries: Entry) -> Outcome:
    evidence = tuple(e for entry in entries for e in wanted.ledger.evidence(entry, "", "derived"))
    return Outcome(Status.DERIVED, reason, evidence)
