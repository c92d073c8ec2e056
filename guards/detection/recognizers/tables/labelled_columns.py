"""Columns of tables and CSV: a header says what every cell below it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.types import Kind
from guards.detection.recognizers.tables.cells_with_people import people_in
from guards.detection.recognizers.tables.heading_kinds import BIRTHS, Column
from guards.detection.recognizers.tables.rows_below_headings import (
    MAX_CELL,
    NO_HEADING,
    Heading,
    under,
)
from guards.detection.recognizers.tables.separated_cells import Cell, is_rule
from guards.detection.rule import Hit


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
        Kind.USERNAME,
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield a hit for each cell."""
        return self.below(NO_HEADING, text)

    def below(self, heading: Heading, text: str) -> Iterator[Hit]:
        """Yield the hits in a text that goes on below a heading."""
        for line, own in under(heading, text):
            if own.columns and line.text != own.line:
                yield from self.row(text, line.cells(own.separator), own.columns)

    def row(self, text: str, cells: Sequence[Cell], columns: Mapping[int, Column]) -> Iterator[Hit]:
        """Yield the hits in the cells of one row."""
        for index, (start, end) in enumerate(cells):
            own = columns.get(index)
            value = text[start:end]
            if own is None or not 1 < len(value) <= MAX_CELL or is_rule(value):
                continue
            if own.fits(value):
                score = 0.95 if own.rule == BIRTHS else 0.8
                yield Hit(start, end, score, own.kind, own.rule)
            elif own.kind is Kind.PERSON:
                for at, to in people_in(value, own.fits):
                    yield Hit(start + at, start + to, 0.8, own.kind, own.rule)


COLUMNS = LabelledColumns()
RECOGNISERS = (COLUMNS,)
