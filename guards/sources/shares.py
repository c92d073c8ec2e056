"""Percentages of two figures: one of another, a rise, a fall."""

from __future__ import annotations

from collections.abc import Iterator

from . import cues
from .counts import counted
from .operands import BEARING, NAMED, Operand, counts
from .wanted import Step, Wanted, step

_CROWD = 4  # figures of one row; among more some two are in any proportion
_OTHERWISE = ("%", "day", "month")  # dates and durations are shares of nothing


def percentages(wanted: Wanted) -> Iterator[Step]:
    """Yield what one figure is of another, or by how much it rose or fell, in percent."""
    if wanted.dimension != "%":
        return
    rise, fall = (form.search(wanted.phrase.said) for form in (cues.RISE, cues.FALL))
    for one, other in wanted.pairs():
        if not _comparable(one, other, wanted):
            continue
        big, small = (one, other) if one.amount > other.amount else (other, one)
        ratio = small.amount / big.amount
        if rise:
            yield step("({a} − {b}) / {b}", (1 / ratio - 1) * 100, wanted, big, small)
        if fall:
            yield step("({a} − {b}) / {a}", (1 - ratio) * 100, wanted, big, small)
        if not rise and not fall:
            yield step("{b} / {a}", ratio * 100, wanted, big, small)


def _comparable(one: Operand, other: Operand, wanted: Wanted) -> bool:
    """Whether two figures count the same, side by side: in the answer, or in one row of few."""
    if one.dimension != other.dimension or one.dimension in _OTHERWISE:
        return False
    if not (counts(one.entry, one.dimension) and counts(other.entry, other.dimension)):
        return False
    if min(one.amount, other.amount) <= 0 or one.amount == other.amount:
        return False
    if one.trust == other.trust == NAMED:
        return True
    if abs(one.row.number - other.row.number) > 1 or one.row.source != other.row.source:
        return False
    if one.trust + other.trust > 2 * BEARING and not _count_the_same(one, other, wanted):
        return False
    rows = {one.row, other.row}
    return sum(counts(e, one.dimension) for row in rows for e in row.entries) <= _CROWD


def _count_the_same(one: Operand, other: Operand, wanted: Wanted) -> bool:
    """Whether one word stands behind both: « 1,600 households », « 1,152 households »."""
    noun = counted(one, wanted)
    return noun is not None and noun == counted(other, wanted)
