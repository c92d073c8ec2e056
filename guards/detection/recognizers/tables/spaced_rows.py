"""One row of a table that spaces alone lay out: in which column each of its cells stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

_PIECE = regex.compile(r"\S++(?:[ ]\S++)*+")
_RULE = regex.compile(r"[ ]*+[-=_+]{3}[-=_+ ]*+\r?")
_SIGNS = frozenset("\t|;")
_LONGEST = 400
"""Characters of a row; a longer line is no row of a printout."""
Span = tuple[int, int]
"""Where a cell or the head of a column begins and ends in its line."""


def cells_of(line: str) -> Sequence[Span]:
    """The cells of a line, two spaces or more between them; none where other signs part it or it is too long."""
    if "  " not in line or len(line) > _LONGEST or not _SIGNS.isdisjoint(line):
        return ()
    return [match.span() for match in _PIECE.finditer(line.rstrip("\r"))]


def row_below(heads: Sequence[Span], line: str) -> str:
    """A line as a row below some heads, with tabs between its cells; nothing where it is none."""
    starts = [start for start, _ in heads]
    if _RULE.fullmatch(line):
        return _with_tabs(line, starts, range(len(heads)))
    cells = cells_of(line)
    if len(cells) < 2:
        return ""
    if places := _places(heads, cells):
        return _with_tabs(line, [start for start, _ in cells], places)
    # A cell as wide as its column has but one space behind it; « Youenn  Kervella » has two within.
    apart = len(cells) <= len(heads) or {start for start, _ in cells}.issuperset(starts[1:])
    filled = apart and all(
        line[start - 1] == " " and line[start : start + 1].strip()
        for start in starts[1:]
        if start <= len(line)
    )
    return _with_tabs(line, starts, range(len(heads))) if filled else ""


def _with_tabs(line: str, starts: Sequence[int], places: Sequence[int]) -> str:
    """A line with a tab before each cell for each border between it and the one before; nothing without room."""
    row, at, last = list(line), 0, 0
    for start, place in zip(starts, places, strict=True):
        first = start - (place - last)
        if first < at or start > len(line):
            return ""
        row[first:start] = "\t" * (place - last)
        at, last = start + 1, place
    return "".join(row)


def _places(heads: Sequence[Span], cells: Sequence[Span]) -> Sequence[int]:
    """In which column each cell of a row stands, or nothing where that cannot be told."""
    if len(cells) == len(heads) and all(_near(heads, *own) for own in enumerate(cells)):
        return range(len(heads))
    places = [_place(heads, cell) for cell in cells]
    return places if all(left < right for left, right in pairwise([-1, *places])) else ()


def _near(heads: Sequence[Span], place: int, cell: Span) -> bool:
    """Whether a cell stands between the heads on both sides of its own."""
    before = heads[place - 1][1] if place else 0
    after = heads[place + 1][0] if place + 1 < len(heads) else cell[1] + 1
    return cell[0] < after and cell[1] > before


def _place(heads: Sequence[Span], cell: Span) -> int:
    """The one column below whose head a cell stands, or -1."""
    found = [n for n, head in enumerate(heads) if head[0] < cell[1] and cell[0] < head[1]]
    return found[0] if len(found) == 1 else -1
