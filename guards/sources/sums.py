"""Sums and differences of two figures that the sources give side by side."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from . import cues
from .operands import BESIDE, NAMED, Operand, counts
from .wanted import Step, Wanted, step

_NO_SUM = frozenset(("°", "°C", "°F", "km/h", "mph", "m/s"))
_PAIR = 2


def of_two(wanted: Wanted) -> Iterator[Step]:
    """Yield the sum and the difference of two figures, where the answer calls for it."""
    added, less = wanted.phrase.calls_for(cues.SUM), _is_difference(wanted)
    for one, other in wanted.pairs() if (added or less) and not wanted.phrase.is_bound else ():
        if not _alike(one, other, wanted):
            continue
        big, small = sorted((one, other), key=_amount, reverse=True)
        if added and _is_whole(one, other, wanted):
            yield step("{a} + {b}", big.amount + small.amount, wanted, big, small)
        if less:
            yield step("{a} − {b}", big.amount - small.amount, wanted, big, small)


def _is_difference(wanted: Wanted) -> bool:
    """Whether the sentence calls for one, and gives the figure not as what something rose to."""
    if cues.LEVEL.search(wanted.phrase.lead) or wanted.dimension == "%":
        return False
    return any(map(wanted.phrase.calls_for, (cues.DIFFERENCE, cues.RISE, cues.FALL)))


def _is_whole(one: Operand, other: Operand, wanted: Wanted) -> bool:
    """Whether two figures make a whole: the answer repeats them, or no third one stands with them."""
    if one.trust == other.trust == NAMED:
        return True
    alone = [_standing(operand, wanted.dimension) for operand in (one, other)]
    if one.row is other.row:
        return alone[0] == _PAIR
    above = wanted.heading(one)
    if above and above == wanted.heading(other):
        return False
    return all(o.trust < BESIDE or few == 1 for o, few in zip((one, other), alone, strict=True))


def _standing(operand: Operand, dimension: str) -> int:
    """Return how many figures of a unit its row has."""
    return sum(counts(entry, dimension) for entry in operand.row.entries)


def _alike(one: Operand, other: Operand, wanted: Wanted) -> bool:
    if not one.dimension == other.dimension == wanted.dimension or wanted.dimension in _NO_SUM:
        return False
    return all(counts(operand.entry, wanted.dimension) for operand in (one, other))


def _amount(operand: Operand) -> Decimal:
    return operand.amount
