"""The line that heads a table, what it says of each column, and which lines are rows below it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from assistant.types import Kind
from guards.detection.recognizers.tables.cells_with_people import is_known, may_be_somebody
from guards.detection.recognizers.tables.columns_of_people import are_people
from guards.detection.recognizers.tables.heading_kinds import BIRTHS, Column, columns
from guards.detection.recognizers.tables.separated_cells import (
    SEPARATORS,
    Line,
    are_heads,
    is_csv,
    is_rule,
    lines,
    pieces,
    row_at,
)
from guards.detection.recognizers.tables.spaces_as_tabs import heads_a_column, with_tabs

_MIN_COLUMNS = 2
MAX_CELL = 80
"""Characters of a cell; a longer one holds no value."""
_ROWS_READ = 20
_OF_SHEETS = ";\t"
_NOT_VALUES = frozenset({Kind.DATE, Kind.AMOUNT})


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
    below = deque(under(heading, text.removesuffix("\n")), maxlen=1)
    return below[-1][1] if below else heading


def _laid_out(heading: Heading, text: str) -> str:
    """A text with tabs in tables that spaces lay out, also where it goes on below a heading."""
    if "  " not in heading.line:
        return with_tabs(text)
    first = heading.line.replace("\t", " ") + "\n"
    return with_tabs(first + text)[len(first) :]


def under(heading: Heading, text: str) -> Iterator[tuple[Line, Heading]]:
    """Yield each row or other line, and the heading that it is or stands below."""
    own = [*lines(_laid_out(heading, text))]
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
    return heading.begins(row) or (heading.separator in _OF_SHEETS and not _heads(own, after))


def _heads(own: Sequence[Line], at: int) -> bool:
    """Whether another table begins at a line, also one of whose cells nothing is known."""
    separators = (sign for sign in _OF_SHEETS if sign in own[at].text)
    return _heading(own, at) is not NO_HEADING or any(
        all(map(heads_a_column, pieces(own[at].text, sign))) for sign in separators
    )


def _heading(own: Sequence[Line], at: int) -> Heading:
    """What a line heads, if it tells any of the line below."""
    line = own[at].text
    for separator in SEPARATORS if at + 1 < len(own) else ():
        if separator not in line:
            continue
        if is_rule(line):
            break
        names = [name.strip() for name in pieces(line.rstrip("\r"), separator)]
        if len(names) < _MIN_COLUMNS or max(map(len, names)) > MAX_CELL:
            continue
        row = row_at(own, at + 1, separator, len(names))[0].text
        if separator not in row:
            continue
        shape = Heading(line, separator, {}, len(names))
        # Asked first: what the cells of a line of prose may head takes longest to tell.
        if not (shape.fills(row) or (are_heads(names) and shape.begins(row))):
            continue
        known = columns(names)
        kept = {index: own for index, own in known.items() if _is_value(own)}
        kept |= _by_cells(kept, own[at + 1 : at + 1 + _ROWS_READ], separator)
        # One labelled column is enough beside a bar; a comma also stands in prose.
        tight = separator != "," or len(known) * 2 >= len(names) or is_csv(line, row)
        if kept and tight:
            return replace(shape, columns=kept)
    return NO_HEADING


def _by_cells(
    known: Mapping[int, Column], rows: Sequence[Line], separator: str
) -> Mapping[int, Column]:
    """The columns of what may be goods in which the cells below say that people stand there."""
    doubtful = [index for index, column in known.items() if column.fits is is_known]
    if not doubtful:
        return {}
    parted = ([one.strip(' "*`\r') for one in pieces(row.text, separator)] for row in rows)
    cells = [*takewhile(_is_parted, parted)]
    return {
        index: replace(known[index], fits=may_be_somebody)
        for index in doubtful
        if are_people([row[index] for row in cells if index < len(row)])
    }


def _is_parted(row: Sequence[str]) -> bool:
    return len(row) > 1


def _is_value(column: Column) -> bool:
    return column.kind not in _NOT_VALUES or column.rule == BIRTHS
