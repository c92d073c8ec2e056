"""Totals and averages of figures that the sources give side by side or below each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from . import cues
from .cells import Column
from .ledger import Entry
from .operands import FEW, NAMED, counts
from .rows import content
from .units import CURRENCIES, NONE
from .wanted import Step, Wanted
from .words import read

_MOST = 60  # figures of one total
_SHOWN = 6
_LEAST = 2


def of_many(wanted: Wanted) -> Iterator[Step]:
    """Yield the total and the average of a row, a list or a column of a table."""
    total, mean = wanted.phrase.calls_for(cues.SUM), wanted.phrase.calls_for(cues.AVERAGE)
    if not (total or mean) or not wanted.figure.values:
        return
    for entries in (*_in_answer(wanted), *_across(wanted), *_below(wanted)):
        if _LEAST <= len(entries) <= _MOST:
            whole = sum((entry.figure.amount for entry in entries), Decimal(0))
            shown = _shown(wanted, entries)
            if total:
                yield Step(whole, shown, entries)
            if mean:
                yield Step(whole / len(entries), f"({shown}) / {len(entries)}", entries)


def _in_answer(wanted: Wanted) -> Iterator[tuple[Entry, ...]]:
    yield tuple(
        o.entry for o in wanted.operands if o.trust == NAMED and counts(o.entry, wanted.dimension)
    )


def _across(wanted: Wanted) -> Iterator[tuple[Entry, ...]]:
    """Yield rows, lines of several rows, and where none bears all figures of a unit that are few."""
    rows = [[row] for row in wanted.bearing] + [wanted.index().line(row) for row in wanted.bearing]
    for group in rows:
        found = (entry for row in group for entry in row.entries)
        yield tuple(entry for entry in found if counts(entry, wanted.dimension))
    every = tuple(e for e in wanted.ledger.entries if counts(e, wanted.dimension))
    if wanted.dimension and not wanted.bearing and len(every) <= FEW:
        yield every


def _below(wanted: Wanted) -> Iterator[tuple[Entry, ...]]:
    """Yield columns; of several in one table only one whose heading the sentence names."""
    said = content(read(wanted.phrase.said).keys)
    for column in wanted.columns:
        heading = content(read(column.heading).keys)
        if (column.alone or said & heading) and not _names_rows(said - heading, column, wanted):
            yield tuple(e for e in column.entries if _adds(e, wanted))


def _names_rows(said: frozenset[str], column: Column, wanted: Wanted) -> bool:
    """Whether the sentence is of some of the rows only."""
    passages = wanted.ledger.passages
    named = sum(not said.isdisjoint(row.stems(passages)) for row in column.rows)
    return 0 < named < len(column.rows)


def _adds(entry: Entry, wanted: Wanted) -> bool:
    """Whether a cell may be added: a table gives its unit elsewhere."""
    bare = entry.figure.unit == NONE and wanted.dimension in CURRENCIES
    return entry.figure.unit.dimension == wanted.dimension or bare


def _shown(wanted: Wanted, entries: Sequence[Entry]) -> str:
    written = [wanted.ledger.written(entry) for entry in entries]
    if len(written) > _SHOWN:
        written[_SHOWN - 2 : -1] = ["…"]
    return " + ".join(written)
