"""Columns of tables and CSV: a header says what every cell below it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from assistant.types import Kind
from guards.detection.grids import SEPARATORS, Cell, Line, is_csv, is_rule, lines, pieces
from guards.detection.recognizers.headings import Column, column
from guards.detection.rule import Hit

_MIN_COLUMNS = 2
_MAX_CELL = 80
_NOT_VALUES = frozenset({Kind.DATE, Kind.AMOUNT})


class LabelledColumns:
    """Cells under a header that names people, places or identifiers; ends where the columns end."""

    name = "table_column"
    kinds: tuple[Kind, ...] = (
        Kind.PERSON,
        Kind.ORG,
        Kind.LOCATION,
        Kind.ADDRESS,
        Kind.POSTAL_CODE,
        Kind.PHONE,
        Kind.CODE,
        Kind.COMPANY_ID,
        Kind.IBAN,
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield a hit for each cell."""
        return self.below(NO_HEADING, text)

    def below(self, heading: Heading, text: str) -> Iterator[Hit]:
        """Yield the hits in a text that goes on below a heading."""
        for line, own in _under(heading, text):
            if own.columns and line.text != own.line:
                yield from self._row(text, line.cells(own.separator), own.columns)

    def _row(self, text: str, cells: list[Cell], columns: Mapping[int, Column]) -> Iterator[Hit]:
        for index, (start, end) in enumerate(cells):
            own = columns.get(index)
            value = text[start:end]
            if own is None or not 1 < len(value) <= _MAX_CELL or is_rule(value):
                continue
            if own.fits(value):
                yield Hit(start, end, 0.8, own.kind, self.name)


@dataclass(frozen=True, slots=True)
class Heading:
    """The line that heads a table, and what it says of the columns."""

    line: str
    separator: str
    columns: Mapping[int, Column]
    width: int

    def holds(self, line: str) -> bool:
        """Whether a line is a row of the table."""
        return self.width > 1 and line.count(self.separator) >= self.width - 1


NO_HEADING = Heading("", "", {}, 0)


def open_heading(heading: Heading, text: str) -> Heading:
    """The heading below which the end of a text stands, that goes on below another."""
    below = deque(_under(heading, text.removesuffix("\n")), maxlen=1)
    return below[-1][1] if below else heading


def _under(heading: Heading, text: str) -> Iterator[tuple[Line, Heading]]:
    """Yield each line, and the heading that it is or stands below."""
    own = [*lines(text)]
    for line, below in zip_longest(own, own[1:], fillvalue=Line(0, "")):
        if not heading.holds(line.text):
            heading = _heading(line.text, below.text)
        yield line, heading


def _heading(line: str, below: str) -> Heading:
    """What a line heads, if it tells any of the line below."""
    for separator in SEPARATORS:
        if separator not in line or separator not in below:
            continue
        names = pieces(line, separator)
        if len(names) < _MIN_COLUMNS or below.count(separator) < len(names) - 1:
            continue
        if max(map(len, names)) > _MAX_CELL:
            continue
        known = {i: own for i, name in enumerate(names) if (own := column(name))}
        kept = {index: own for index, own in known.items() if own.kind not in _NOT_VALUES}
        # One labelled column is enough beside a bar; a comma also stands in prose.
        if kept and (separator != "," or len(known) * 2 >= len(names) or is_csv(line, below)):
            return Heading(line, separator, kept, len(names))
    return NO_HEADING


COLUMNS = LabelledColumns()
RECOGNISERS = (COLUMNS,)
