"""What is asked of a figure that no source has: its amount, what is said beside it, what it may be made of.

An operand is a figure that its sentence repeats, one of the rows that bear on the sentence, or one of the
rows beside those, in this order of trust (`NAMED`, `BEARING`, `BESIDE`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from assistant.types import ClaimKind

from .bearing import Bearing
from .cells import Column
from .figures import Figure
from .ledger import Entry, Ledger
from .rows import Row, content
from .units import NONE
from .words import read

NAMED, BEARING, BESIDE = 0, 1, 2
_MOST = 16  # operands; the first ones bear most
_FEW = 5  # figures in all: any two of so few may be meant
_TRUST = 3  # two operands from rows beside are made of nothing
_MINUTE = 60
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_ABOUT = re.compile(
    r"(?:about|around|nearly|roughly|almost|over|approximately|some|more than|less than|under|just"
    r"|close to|environ|près de|presque|quelque|plus de|moins de|autour de|à peu près|à peine"
    r"|de l['’]ordre de|~|≈)[ \u00a0]?[€$£]?$",
    re.IGNORECASE,
)
_OVER = re.compile(r"(?:over|more than|plus de)[ \u00a0]?[€$£]?$", re.IGNORECASE)
_UNDER = re.compile(r"(?:under|less than|moins de)[ \u00a0]?[€$£]?$", re.IGNORECASE)
_LOOSE = Decimal("0.025")  # of an amount of one digit that is only « about » so much
_COARSEST = Decimal("0.05")  # of any amount: more is no rounding of it


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure of the sources, how far it is to be trusted, and the row it stands in."""

    entry: Entry
    trust: int
    row: Row | None

    @property
    def amount(self) -> Decimal:
        """Its likeliest reading, in the base unit of its dimension."""
        return self.entry.figure.amount

    @property
    def dimension(self) -> str:
        """What it counts; empty for a plain number."""
        return self.entry.figure.unit.dimension


@dataclass(frozen=True, slots=True)
class Step:
    """One step of arithmetic: its result in the base unit of the figure asked for, and the sum."""

    amount: Decimal
    formula: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Wanted:
    """A figure of the answer; `said` is its sentence with plain apostrophes, `at` its place in it.

    `near` are the other figures of that sentence.
    """

    figure: Figure
    said: str
    at: int
    lead: str
    near: Sequence[Figure]
    ledger: Ledger
    index: Callable[[], Bearing]

    @property
    def dimension(self) -> str:
        """What the figure counts; « 8 h 30 » may be a duration."""
        return "second" if self.figure.minutes else self.figure.unit.dimension

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """Its readings in the base unit."""
        minutes = (Decimal(minute * _MINUTE) for minute in self.figure.minutes[:1])
        return tuple(minutes) or ((self.figure.amount,) if self.figure.values else ())

    @cached_property
    def after(self) -> str:
        """Return what the sentence says behind the figure."""
        return self.said[self.at + len(self.figure.span) :]

    @cached_property
    def bearing(self) -> tuple[Row, ...]:
        """Return the rows of the sources that bear on the sentence; all of sources that give few figures."""
        index = self.index()
        few = (
            tuple(row for row in index.rows if row.entries)
            if len(self.ledger.entries) <= _FEW
            else ()
        )
        return index.on(content(read(self.said).keys)) or few

    @property
    def columns(self) -> tuple[Column, ...]:
        """The lists and tables of the sources."""
        return self.index().columns

    def heading(self, operand: Operand) -> str:
        """Return what stands above an operand in its table, or nothing."""
        return self.index().headings.get((operand.entry.source, operand.entry.figure.span), "")

    @cached_property
    def around(self) -> tuple[Row, ...]:
        """Return the rows that bear and those beside them."""
        beside = (row for one in self.bearing for row in self.index().beside(one))
        return tuple(dict.fromkeys((*self.bearing, *beside)))

    @cached_property
    def operands(self) -> tuple[Operand, ...]:
        """Return what the figure may be made of, most trusted first."""
        found: dict[tuple[str, object], Operand] = {}
        for operand in self._operands():
            figure = operand.entry.figure
            key = figure.unit.dimension, figure.amounts[:1] or figure.moments or figure.minutes
            found.setdefault(key, operand)
        return tuple(found.values())[:_MOST]

    def pairs(self) -> Iterator[tuple[Operand, Operand]]:
        """Yield two at a time, one of which at least bears on the sentence."""
        for one, other in combinations(self.operands, 2):
            if one.trust + other.trust <= _TRUST:
                yield one, other

    def is_met(self, amount: Decimal) -> bool:
        """Whether an amount is the figure, at the precision that the answer gives it."""
        return any(
            wanted and abs(amount - wanted) <= self._slack(wanted) and self._side(amount - wanted)
            for wanted in self.amounts
        )

    @cached_property
    def is_about(self) -> bool:
        """Whether the answer gives the figure as « about » so much."""
        return _ABOUT.search(self.lead) is not None

    def _operands(self) -> Iterator[Operand]:
        for figure in self.near:
            for entry in self._repeated(figure):
                yield Operand(entry, NAMED, self.index().row_of(entry))
        for row in self.around:
            trust = BEARING if row in self.bearing else BESIDE
            yield from (
                Operand(entry, trust, row) for entry in row.entries if not _is_article(entry)
            )

    def _repeated(self, figure: Figure) -> Sequence[Entry]:
        ledger = self.ledger
        for amount in figure.amounts:
            if found := ledger.amounts.get((figure.unit.dimension, amount)):
                return found[:1]
        for moment in figure.moments:
            if found := [entry for entry in ledger.moments.get(moment, ()) if not entry.part]:
                return found[:1]
        return ()

    def _slack(self, wanted: Decimal) -> Decimal:
        figure, factor = self.figure, self.figure.unit.factor
        if figure.minutes:
            return Decimal(_MINUTE) / 2
        scale = abs(figure.values[0] / figure.mantissa) if figure.mantissa else Decimal(1)
        half = Decimal(1).scaleb(-figure.decimals) / 2 * factor * scale
        half = max(half, self._loose(wanted)) if self.is_about else half
        return min(half, abs(wanted) * _COARSEST)

    def _loose(self, wanted: Decimal) -> Decimal:
        step = last_digit(wanted)
        return step / 2 if abs(wanted) >= 10 * step else min(step / 2, abs(wanted) * _LOOSE)

    def _side(self, over: Decimal) -> bool:
        """Whether an amount lies on the side that the answer says: « more than 2,000 »."""
        if _OVER.search(self.lead):
            return over >= 0
        return over <= 0 or not _UNDER.search(self.lead)


def step(form: str, amount: Decimal, wanted: Wanted, one: Operand, other: Operand) -> Step:
    """Return a step of two figures; `form` writes them as {a} and {b}."""
    entries = one.entry, other.entry
    a, b = map(wanted.ledger.written, entries)
    return Step(amount, form.format(a=a, b=b), entries)


def last_digit(amount: Decimal) -> Decimal:
    """Return the worth of the last digit that is no zero."""
    exponent = amount.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def is_year(entry: Entry) -> bool:
    """Whether an entry looks like a year, with which nothing is counted."""
    figure = entry.figure
    return figure.kind is ClaimKind.DATE and _FIRST_YEAR <= figure.amount <= _LAST_YEAR


def is_plain(entry: Entry) -> bool:
    """Whether an entry counts things: a plain number that is no year."""
    figure = entry.figure
    return bool(figure.values) and figure.unit == NONE and not is_year(entry)


def _is_article(entry: Entry) -> bool:
    """Whether an entry is the word « un » or « one », which counts nothing."""
    return entry.figure.digits == 0 and entry.figure.amount == 1
