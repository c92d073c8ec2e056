"""Which rows of the sources bear on a sentence: those that share most of its words.

A figure may be made of others only where what is said of it bears on them. Built once a check, when a
figure is first looked for as a result.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cached_property

from assistant.types import Span

from .cells import Column, columns
from .ledger import Entry, Ledger
from .lexical import Lexicon
from .rows import Row, cut

_COMMON = 60  # rows; a word in more of them says nothing about where
_LINE = 12  # rows of one line
_BEST = 3  # rows with figures; one without may say what those beside it are
_CLOSE = 0.5  # of the weight that the best of them shares


class Bearing:
    """The rows of all sources, with an index of their words."""

    def __init__(self, ledger: Ledger, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        self._best: dict[frozenset[str], tuple[Row, ...]] = {}
        self.rows = tuple(cut(ledger))
        for row in self.rows:
            for word in row.stems(ledger.passages):
                self._holding[word].append(row.number)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The lists and tables of the sources."""
        return tuple(columns(self.rows))

    @cached_property
    def headings(self) -> dict[tuple[int, Span], str]:
        """What stands above each figure of a table."""
        return {
            (entry.source, entry.figure.span): column.heading
            for column in self.columns
            for entry in column.entries
        }

    def on(self, stems: Collection[str]) -> tuple[Row, ...]:
        """Return the few rows that share most with the words of a sentence, best first."""
        wanted = frozenset(stems)
        if wanted not in self._best:
            self._best[wanted] = tuple(self._ranked(wanted))
        return self._best[wanted]

    def row_of(self, entry: Entry) -> Row:
        """Return the row that an entry stands in."""
        place = entry.source, entry.figure.span.start
        return self.rows[bisect_right(self.rows, place, key=_place) - 1]

    def line(self, row: Row) -> list[Row]:
        """Return the rows that stand on one line with a row, in order."""
        return [other for other in self.rows[self._first(row) :][:_LINE] if other.line == row.line]

    def beside(self, row: Row) -> Iterator[Row]:
        """Yield the rows just before and after one in its source."""
        for number in (row.number - 1, row.number + 1):
            if 0 <= number < len(self.rows) and self.rows[number].source == row.source:
                yield self.rows[number]

    def _ranked(self, wanted: frozenset[str]) -> list[Row]:
        shared: defaultdict[int, float] = defaultdict(float)
        for word in sorted(wanted):
            places = self._holding.get(word, ())
            if 0 < len(places) <= _COMMON:
                weight = self._lexicon.weight((word,))
                for number in places:
                    shared[number] += weight
        best = sorted(shared, key=lambda number: (-shared[number], number))
        giving = [number for number in best if self.rows[number].entries][:_BEST]
        least = _CLOSE * shared[giving[0]] if giving else 0.0
        told = [
            below for number in best[:1] if number not in giving for below in self._from(number)
        ]
        return [
            self.rows[n] for n in dict.fromkeys((*told, *giving)) if n in told or shared[n] >= least
        ]

    def _first(self, row: Row) -> int:
        return bisect_left(self.rows, row.line, hi=row.number, key=_line)

    def _from(self, number: int) -> Iterator[int]:
        """Yield a row without figures and the one after it, of which it may be the heading."""
        yield number
        after = self.rows[number + 1 : number + 2]
        yield from (row.number for row in after if row.source == self.rows[number].source)


def _place(row: Row) -> tuple[int, int]:
    return row.source, row.span.start


def _line(row: Row) -> int:
    return row.line
