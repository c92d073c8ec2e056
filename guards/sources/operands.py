"""Figures of the sources that others may be made of, and how far each is to be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.types import ClaimKind

from .ledger import Entry
from .rows import Row
from .units import NONE

NAMED, BEARING, BESIDE = 0, 1, 2
"""Repeated by the answer; in a row that bears on its sentence; in a row beside one."""
FEW = 8
"""Figures of one unit in all sources: any of so few may be meant."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure of the sources, its trust (`NAMED` and so on), and the row it stands in."""

    entry: Entry
    trust: int
    row: Row

    @property
    def amount(self) -> Decimal:
        """Its likeliest reading, in the base unit of its dimension."""
        return self.entry.figure.amount

    @property
    def dimension(self) -> str:
        """What it counts; empty for a plain number."""
        return self.entry.figure.unit.dimension


def is_year(entry: Entry) -> bool:
    """Whether an entry looks like a year, with which nothing is counted."""
    figure = entry.figure
    if figure.kind is not ClaimKind.DATE or not figure.values:
        return False
    return _FIRST_YEAR <= figure.amount <= _LAST_YEAR


def counts(entry: Entry, dimension: str) -> bool:
    """Whether an entry counts something of a dimension and is no year."""
    figure = entry.figure
    return bool(figure.values) and figure.unit.dimension == dimension and not is_year(entry)


def is_plain(entry: Entry) -> bool:
    """Whether an entry counts things: a plain number that is no year."""
    return counts(entry, NONE.dimension)


def is_article(entry: Entry) -> bool:
    """Whether an entry is the word « un » or « one », which counts nothing."""
    return entry.figure.digits == 0 and entry.figure.amount == 1
