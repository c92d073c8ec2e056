"""Columns of tables and CSV: a header says what every cell below it is."""

from __future__ import annotations

from collections.abc import Iterator
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
        columns: dict[int, Column] = {}
        separator, width = "", 0
        own = [*lines(text)]
        for line, below in zip_longest(own, own[1:], fillvalue=Line(0, "")):
            if separator and line.text.count(separator) >= width - 1 and width > 1:
                yield from self._row(text, line.cells(separator), columns)
                continue
            separator, columns = _header(line.text, below.text)
            width = len(pieces(line.text, separator)) if separator else 0

    def _row(self, text: str, cells: list[Cell], columns: dict[int, Column]) -> Iterator[Hit]:
        for index, (start, end) in enumerate(cells):
            own = columns.get(index)
            value = text[start:end]
            if own is None or not 1 < len(value) <= _MAX_CELL or is_rule(value):
                continue
            if own.fits(value):
                yield Hit(start, end, 0.8, own.kind, self.name)


def _header(line: str, below: str) -> tuple[str, dict[int, Column]]:
    """The separator and the meaning of the columns, if the line is a header that tells any of the line below."""
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
            return separator, kept
    return "", {}


RECOGNISERS = (LabelledColumns(),)
