"""Columns of tables and CSV: a header says what every cell below it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from assistant.types import Kind
from guards.detection.grids import (
    SEPARATORS,
    Cell,
    Line,
    are_heads,
    is_csv,
    is_rule,
    lines,
    pieces,
    row_at,
)
from guards.detection.recognizers.aligned import with_tabs
from guards.detection.recognizers.column_cells import are_people
from guards.detection.recognizers.headings import BIRTHS, Column, columns
from guards.detection.recognizers.person_cells import is_known, may_be_somebody, people_in
from guards.detection.rule import Hit

_MIN_COLUMNS = 2
_MAX_CELL = 80
_ROWS_READ = 20
_OF_SHEETS = ";\t"
_NOT_VALUES = frozenset({Kind.DATE, Kind.AMOUNT})


class LabelledColumns:
    """Cells under a header that names people, places or identifiers; ends where the columns end."""

    name = "table_column"
    kinds: tuple[Kind, ...] = (
        Kind.PERSON,
        Kind.DATE,
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
        for line, own in _under(heading, _laid_out(heading, text)):
            if own.columns and line.text != own.line:
                yield from self._row(text, line.cells(own.separator), own.columns)

    def _row(self, text: str, cells: list[Cell], columns: Mapping[int, Column]) -> Iterator[Hit]:
        for index, (start, end) in enumerate(cells):
            own = columns.get(index)
            value = text[start:end]
            if own is None or not 1 < len(value) <= _MAX_CELL or is_rule(value):
                continue
            if own.fits(value):
                score = 0.95 if own.rule == BIRTHS else 0.8
                yield Hit(start, end, score, own.kind, own.rule)
            elif own.kind is Kind.PERSON:
                for at, to in people_in(value, own.fits):
                    yield Hit(start + at, start + to, 0.8, own.kind, own.rule)


@dataclass(frozen=True, slots=True)
class Heading:
    """The line that heads a table, and what it says of the columns."""

    line: str
    separator: str
    columns: Mapping[int, Column]
    width: int

    def fills(self, row: str) -> bool:
        """Whether a row has a cell for each column."""
        return self.width > 1 and len(pieces(row, self.separator)) >= self.width

    def begins(self, row: str) -> bool:
        """Whether a row has cells for the first columns alone: the last may be left out."""
        # A comma also stands in the sentence below a table.
        if self.width < _MIN_COLUMNS or (self.separator == "," and ", " in row):
            return False
        return 1 < len(pieces(row, self.separator)) < self.width


NO_HEADING = Heading("", "", {}, 0)


def open_heading(heading: Heading, text: str) -> Heading:
    """The heading below which the end of a text stands, that goes on below another."""
    text = _laid_out(heading, text.removesuffix("\n"))
    below = deque(_under(heading, text), maxlen=1)
    return below[-1][1] if below else heading


def _laid_out(heading: Heading, text: str) -> str:
    """A text with tabs in tables that spaces lay out, also where it goes on below a heading."""
    if "  " not in heading.line:
        return with_tabs(text)
    first = heading.line.replace("\t", " ") + "\n"
    return with_tabs(first + text)[len(first) :]


def _under(heading: Heading, text: str) -> Iterator[tuple[Line, Heading]]:
    """Yield each row or other line, and the heading that it is or stands below."""
    own = [*lines(text)]
    at = 0
    while at < len(own):
        row, after = row_at(own, at, heading.separator, heading.width)
        if not _is_row(heading, row.text, own, after):
            row, after = own[at], at + 1
            below = _heading(own, at)
            if below is not NO_HEADING or not heading.begins(row.text):
                heading = below
        yield row, heading
        at = after


def _is_row(heading: Heading, row: str, own: Sequence[Line], after: int) -> bool:
    """Whether a row has all its cells, or is a shorter one that another follows with all of its own."""
    if heading.fills(row):
        return True
    if not row.strip() or after >= len(own) or not heading.fills(own[after].text):
        return False
    # A first cell alone has no sign of its own: only sheets leave out all the others.
    alone = heading.separator in _OF_SHEETS and _heading(own, after) is NO_HEADING
    return heading.begins(row) or alone


def _heading(own: Sequence[Line], at: int) -> Heading:
    """What a line heads, if it tells any of the line below."""
    line = own[at].text
    for separator in SEPARATORS if at + 1 < len(own) else ():
        if separator not in line:
            continue
        names = [name.strip() for name in pieces(line.rstrip("\r"), separator)]
        if len(names) < _MIN_COLUMNS or max(map(len, names)) > _MAX_CELL:
            continue
        row = row_at(own, at + 1, separator, len(names))[0].text
        if separator not in row:
            continue
        known = columns(names)
        kept = {index: own for index, own in known.items() if _is_value(own)}
        kept |= _by_cells(kept, own[at + 1 : at + 1 + _ROWS_READ], separator)
        # One labelled column is enough beside a bar; a comma also stands in prose.
        tight = separator != "," or len(known) * 2 >= len(names) or is_csv(line, row)
        heading = Heading(line, separator, kept, len(names))
        if kept and tight and (heading.fills(row) or (are_heads(names) and heading.begins(row))):
            return heading
    return NO_HEADING


def _by_cells(
    known: Mapping[int, Column], rows: Sequence[Line], separator: str
) -> Mapping[int, Column]:
    """The columns of what may be goods in which the cells below say that people stand there."""
    doubtful = [index for index, column in known.items() if column.fits is is_known]
    cells = (
        [[p.strip(' "*`\r') for p in pieces(row.text, separator)] for row in rows]
        if doubtful
        else []
    )
    found = (
        (index, [row[index] for row in takewhile(_is_parted, cells) if index < len(row)])
        for index in doubtful
    )
    return {
        index: replace(known[index], fits=may_be_somebody)
        for index, own in found
        if are_people(own)
    }


COLUMNS = LabelledColumns()
RECOGNISERS = (COLUMNS,)


def _is_parted(row: Sequence[str]) -> bool:
    return len(row) > 1


def _is_value(column: Column) -> bool:
    return column.kind not in _NOT_VALUES or column.rule == BIRTHS
