"""Lists and tables of a source: the figures that stand below each other, one a line."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from .ledger import Entry
from .rows import Row

_ITEM = re.compile(r"\s*(?:[-*+•–]|\d{1,2}[.)])\s")
_LEAST = 2
_BULLET = "-"


@dataclass(frozen=True, slots=True)
class Column:
    """Figures below each other, the words above them, and the rows they stand in."""

    heading: str
    entries: tuple[Entry, ...]
    rows: tuple[Row, ...]
    alone: bool


def columns(rows: Sequence[Row]) -> Iterator[Column]:
    """Yield the columns of lists and tables, of two figures at least."""
    for mark, group in groupby(rows, key=_mark):
        if mark[1]:
            yield from _columns(list(group), mark[1])


def _mark(row: Row) -> tuple[int, str]:
    """Return what cuts a row into cells; a list item is one cell."""
    if _ITEM.match(row.text):
        return row.source, _BULLET
    marks = [mark for mark in ("|", ";", "\t", ",") if row.text.count(mark) >= (mark == ",") + 1]
    plain = not any(end in row.text for end in (". ", ", "))
    return row.source, marks[0] if marks and (plain or marks[0] == "|") else ""


def _columns(rows: Sequence[Row], mark: str) -> Iterator[Column]:
    below: defaultdict[int, list[tuple[Entry, Row]]] = defaultdict(list)
    for row in rows:
        for cell, entry in _first(row, mark):
            below[cell].append((entry, row))
    titles = rows[0].text.split(mark)
    dimensions = Counter(_dimension(found) for found in below.values())
    for cell, found in below.items():
        if len(found) >= _LEAST:
            title = titles[cell] if mark != _BULLET and cell < len(titles) else ""
            entries, held = zip(*found, strict=True)
            yield Column(title, entries, held, dimensions[_dimension(found)] == 1)


def _first(row: Row, mark: str) -> Iterator[tuple[int, Entry]]:
    """Yield the first figure of each cell of a row."""
    seen = set()
    for entry in row.entries:
        at = entry.figure.span.start - row.span.start
        cell = 0 if mark == _BULLET else row.text.count(mark, 0, at)
        if cell not in seen and entry.figure.values:
            seen.add(cell)
            yield cell, entry


def _dimension(found: Sequence[tuple[Entry, Row]]) -> str:
    return found[-1][0].figure.unit.dimension
