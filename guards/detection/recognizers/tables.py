"""Columns of tables and CSV: a header says what every cell below it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import regex

from assistant.types import Kind
from guards.detection.recognizers.labels import kind_of, looks_like_name
from guards.detection.rule import Hit

_SEPARATORS = ("|", ";", "\t", ",")
_MIN_COLUMNS = 2
_MAX_CELL = 80
_RULE = regex.compile(r"[\s|:+=-]*")
_NOT_VALUES = frozenset({Kind.DATE, Kind.AMOUNT})
Cell = tuple[int, int]


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
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield a hit for each cell."""
        columns: dict[int, Kind] = {}
        separator, width = "", 0
        lines = [*_lines(text)]
        for (start, end), below in zip_longest(lines, lines[1:], fillvalue=(0, 0)):
            line = text[start:end]
            if separator and line.count(separator) >= width - 1 and width > 1:
                yield from self._row(text, _cells(text, start, end, separator), columns)
                continue
            separator, columns = _header(line, text[slice(*below)])
            width = line.count(separator) + 1 if separator else 0

    def _row(self, text: str, cells: list[Cell], columns: dict[int, Kind]) -> Iterator[Hit]:
        for index, (start, end) in enumerate(cells):
            kind = columns.get(index)
            value = text[start:end]
            if kind is None or not 1 < len(value) <= _MAX_CELL or _RULE.fullmatch(value):
                continue
            if not _fits(kind, value):
                continue
            yield Hit(start, end, 0.8, kind, self.name)


def _fits(kind: Kind, value: str) -> bool:
    """Whether a cell may hold what its header says: a comma also parts the clauses of a sentence."""
    if kind in (Kind.PERSON, Kind.ORG, Kind.LOCATION):
        return looks_like_name(value)
    numbered = any(map(str.isdigit, value))
    if kind in (Kind.PHONE, Kind.POSTAL_CODE):
        return numbered
    return kind is not Kind.CODE or numbered or " " not in value


def _lines(text: str) -> Iterator[Cell]:
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1


def _header(line: str, below: str) -> tuple[str, dict[int, Kind]]:
    """The separator and the meaning of the columns, if the line is a header that tells any of the line below."""
    for separator in _SEPARATORS:
        names = line.split(separator)
        if len(names) < _MIN_COLUMNS or below.count(separator) < len(names) - 1:
            continue
        if max(map(len, names)) > _MAX_CELL:
            continue
        kinds = {i: kind for i, name in enumerate(names) if (kind := kind_of(name))}
        kept = {index: kind for index, kind in kinds.items() if kind not in _NOT_VALUES}
        # One labelled column is enough beside a bar; a comma also stands in prose.
        if kept and (separator != "," or len(kinds) * 2 >= len(names)):
            return separator, kept
    return "", {}


def _cells(text: str, start: int, end: int, separator: str) -> list[Cell]:
    cells = []
    at = start
    for piece in text[start:end].split(separator):
        left = at + len(piece) - len(piece.lstrip(' "*`'))
        right = at + len(piece.rstrip(' "*`\r'))
        cells.append((left, max(left, right)))
        at += len(piece) + 1
    return cells


RECOGNISERS = (LabelledColumns(),)
