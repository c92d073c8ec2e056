"""A rate of an amount, « 30 % of the price », and amounts with and without tax or discount."""

from __future__ import annotations

from collections.abc import Iterator

from . import cues, taxes
from .lexical import stem
from .operands import BEARING, BESIDE, FEW, NAMED, Operand
from .units import CURRENCIES
from .wanted import Step, Wanted, step
from .words import fold


def applied(wanted: Wanted) -> Iterator[Step]:
    """Yield a rate of an amount where it is named, and the amount with or without it where that is said."""
    if wanted.dimension == "%" or not wanted.figure.values:
        return
    bases = [o for o in wanted.operands if _is_base(o, wanted)]
    for rate in wanted.operands:
        if rate.dimension == "%":
            named = _is_named(wanted, rate)
            for base in (*bases, *(_elsewhere(wanted) if named else ())):
                yield from _with(wanted, rate, base)
                if named or (rate.trust == base.trust == NAMED and wanted.dimension):
                    yield step("{a} × {b}", rate.amount * base.amount / 100, wanted, rate, base)


def _with(wanted: Wanted, rate: Operand, base: Operand) -> Iterator[Step]:
    share, said = rate.amount / 100, wanted.phrase.said
    taxed = _is_tax(rate)
    if cues.GROSS.search(said) if taxed else cues.RAISED.search(said):
        yield step("{b} × (1 + {a})", base.amount * (1 + share), wanted, rate, base)
    if taxed and share > -1 and cues.NET.search(said):
        yield step("{b} / (1 + {a})", base.amount / (1 + share), wanted, rate, base)
    if not taxed and cues.REDUCED.search(said):
        yield step("{b} × (1 − {a})", base.amount * (1 - share), wanted, rate, base)


def _is_base(operand: Operand, wanted: Wanted) -> bool:
    return operand.dimension == wanted.dimension and bool(operand.entry.figure.values)


def _is_tax(rate: Operand) -> bool:
    return taxes.are_named(rate.row.text)


def _is_named(wanted: Wanted, rate: Operand) -> bool:
    """Whether the sentence names what the rate is, « the deposit »."""
    if rate.trust > BEARING:
        return False
    if _is_tax(rate) and (
        cues.GROSS.search(wanted.phrase.said) or cues.NET.search(wanted.phrase.said)
    ):
        return True
    return not _named(wanted.phrase.said).isdisjoint(_named(rate.row.text))


def _named(text: str) -> set[str]:
    return {stem(fold(match.group())) for match in cues.RATED.finditer(text)}


def _elsewhere(wanted: Wanted) -> list[Operand]:
    """Return the amounts of sources that give few: a rate often stands far from what it is a rate of."""
    if wanted.dimension not in CURRENCIES:
        return []
    found = {
        entry.figure.amount: Operand(entry, BESIDE, wanted.index().row_of(entry))
        for entry in wanted.ledger.entries
        if entry.figure.unit.dimension == wanted.dimension
    }
    return list(found.values()) if len(found) <= FEW else []
