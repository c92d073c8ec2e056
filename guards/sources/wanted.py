"""A figure that no source has: what is said beside it, and what of the sources it may be made of.

An operand is a figure that its sentence repeats, one of the rows that bear on the sentence, or one of the
rows beside those, in this order of trust.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from . import precision
from .bearing import Bearing
from .cells import Column
from .figures import Figure
from .ledger import Entry, Ledger
from .operands import BEARING, BESIDE, NAMED, Operand, is_article
from .phrase import Phrase
from .rows import Row, content
from .words import read

_MOST = 16  # operands; the first ones bear most
_SCARCE = 5  # figures in all: any two of so few may be meant
_TRUST = 3  # two operands from rows beside are made of nothing
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Step:
    """One step of arithmetic: its result in the base unit of the figure asked for, and the sum."""

    amount: Decimal
    formula: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Wanted:
    """A figure of the answer and what is said of it; `near` are those beside it, `asked` the words of the question."""

    figure: Figure
    phrase: Phrase
    near: Sequence[Figure]
    asked: frozenset[str]
    ledger: Ledger
    index: Callable[[], Bearing]

    @property
    def dimension(self) -> str:
        """What the figure counts; « 8 h 30 » may be a duration."""
        return "second" if self.figure.minutes else self.figure.unit.dimension

    @property
    def amount(self) -> Decimal | None:
        """Its likeliest reading in the base unit; None for a date."""
        if self.figure.minutes:
            return Decimal(self.figure.minutes[0] * _MINUTE)
        return self.figure.amount if self.figure.values else None

    @cached_property
    def words(self) -> frozenset[str]:
        """What its sentence is about; a bare answer is about what was asked."""
        said = content(read(self.phrase.said).keys)
        return said or self.asked

    @cached_property
    def bearing(self) -> tuple[Row, ...]:
        """The rows of the sources that bear on the sentence; all of sources that give few figures."""
        found = self.index().on(self.words)
        if found or len(self.ledger.entries) > _SCARCE:
            return found
        return tuple(row for row in self.index().rows if row.entries)

    @cached_property
    def around(self) -> tuple[Row, ...]:
        """The rows that bear and those beside them."""
        beside = (row for one in self.bearing for row in self.index().beside(one))
        return tuple(dict.fromkeys((*self.bearing, *beside)))

    @property
    def columns(self) -> tuple[Column, ...]:
        """The lists and tables of the sources."""
        return self.index().columns

    @cached_property
    def operands(self) -> tuple[Operand, ...]:
        """What the figure may be made of, most trusted first."""
        found: dict[tuple[str, object], Operand] = {}
        for operand in (*self._repeated(), *self._standing()):
            figure = operand.entry.figure
            key = figure.unit.dimension, figure.amounts[:1] or figure.moments or figure.minutes
            found.setdefault(key, operand)
        return tuple(found.values())[:_MOST]

    def pairs(self) -> Iterator[tuple[Operand, Operand]]:
        """Yield two at a time, one of which at least bears on the sentence."""
        for one, other in combinations(self.operands, 2):
            if one.trust + other.trust <= _TRUST:
                yield one, other

    def heading(self, operand: Operand) -> str:
        """Return what stands above an operand in its table, or nothing."""
        return self.index().headings.get((operand.entry.source, operand.entry.figure.span), "")

    def written(self, operand: Operand) -> str:
        """Return an operand as its source writes it."""
        return self.ledger.written(operand.entry)

    def is_met(self, amount: Decimal) -> bool:
        """Whether an amount is the figure, at the precision that the answer gives it."""
        wanted = self.amount
        return wanted is not None and precision.meets(amount, wanted, self.figure, self.phrase.lead)

    def _repeated(self) -> Iterator[Operand]:
        for figure in self.near:
            if entry := self.ledger.first(figure):
                yield Operand(entry, NAMED, self.index().row_of(entry))

    def _standing(self) -> Iterator[Operand]:
        for row in self.around:
            trust = BEARING if row in self.bearing else BESIDE
            yield from (Operand(e, trust, row) for e in row.entries if not is_article(e))


def step(form: str, amount: Decimal, wanted: Wanted, one: Operand, other: Operand) -> Step:
    """Return a step of two figures; `form` writes them as {a} and {b}."""
    formula = form.format(a=wanted.written(one), b=wanted.written(other))
    return Step(amount, formula, (one.entry, other.entry))
