"""Tables in a text, Markdown or CSV: rows of cells parted by one sign, and the row that heads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

SEPARATORS = ("|", ";", "\t", ",")
_EDGE = ' "*`'
Cell = tuple[int, int]
"""Where the text of a cell begins and ends, without what quotes or marks it."""

# At most five words, no sentence.
_HEAD = regex.compile(r"[\s\"*`]*(?:\p{L}|\#)[^\s.!?]*\.?(?:[ ][^\s!?]{1,20}){0,4}[\s\"*`]*")
_RULE = regex.compile(r"[\s|:+=-]*")
_LINES_OF_A_ROW = 20
# « "Penhale, Maya",07700 900123 »: what is quoted holds no border.
_QUOTED = {
    sign: regex.compile(
        rf'(?:[ ]*"(?:[^"]++|"")*+"[ ]*(?=[{sign}\r]|\Z)|[^{sign}]*+)(?:{regex.escape(sign)}|\Z)'
    )
    for sign in SEPARATORS
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text, and where it begins there."""

    start: int
    text: str

    def cells(self, separator: str) -> list[Cell]:
        """Its cells."""
        at = self.start
        cells = []
        for piece in pieces(self.text, separator):
            left = at + len(piece) - len(piece.lstrip(_EDGE))
            cells.append((left, max(left, at + len(piece.rstrip(_EDGE + "\r")))))
            at += len(piece) + 1
        return cells


@dataclass(frozen=True, slots=True)
class Table:
    """The heads of a table and the rows below them."""

    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(text: str) -> Iterator[Table]:
    """Yield the tables of a text that have heads: words in each cell of the first row, and rows of as many cells."""
    own = [*lines(text)]
    at = 0
    while at < len(own) - 1:
        separator = _separator(own[at].text, own[at + 1].text)
        end = at + 1
        if separator:
            found, end = _rows(own, end, separator, len(pieces(own[at].text, separator)))
            rows = tuple(tuple(row.cells(separator)) for row in found)
            yield Table(tuple(own[at].cells(separator)), rows)
        at = end


def _rows(own: Sequence[Line], at: int, separator: str, width: int) -> tuple[list[Line], int]:
    """The rows of a table that begin at a line, and the line behind the last."""
    rows: list[Line] = []
    while at < len(own):
        row, after = row_at(own, at, separator, width)
        # The last cells of a row may be left out.
        if not 1 < len(pieces(row.text, separator)) <= width:
            break
        rows.append(row)
        at = after
    return rows, at


def row_at(own: Sequence[Line], at: int, separator: str, width: int) -> tuple[Line, int]:
    """The row that begins at a line, with the lines that a cell in quotes goes on in, and the line behind it."""
    text = own[at].text
    if not separator or '"' not in text:
        return own[at], at + 1
    for end in range(at + 1, min(len(own), at + _LINES_OF_A_ROW) + 1):
        if not _is_open(text, separator):
            # A quote that nothing closes must not swallow rows: then the line stands alone.
            if end > at + 1 and len(pieces(text, separator)) == width:
                return Line(own[at].start, text), end
            break
        if end == len(own) or (end > at + 1 and _is_row(own[end - 1].text, separator, width)):
            break
        text += "\n" + own[end].text
    return own[at], at + 1


def _is_row(line: str, separator: str, width: int) -> bool:
    return len(pieces(line, separator)) >= width


def _is_open(line: str, separator: str) -> bool:
    """Whether a line ends within a quotation that a cell begins with."""
    if line.count('"') % 2 == 0:
        return False
    cells = (piece.strip(" \r") for piece in pieces(line, separator))
    return any(cell.startswith('"') and cell.count('"') % 2 for cell in cells)


def _separator(line: str, below: str) -> str:
    """What parts the cells of a line, if it may be the heads of the line below, or nothing."""
    for separator in SEPARATORS:
        if separator not in line or separator not in below:
            continue
        heads = pieces(line, separator)
        tight = separator != "," or is_csv(line, below)
        if (
            tight
            and 1 < len(pieces(below, separator)) <= len(heads)
            and all(map(_is_head, heads[1:-1]))
        ):
            return separator if _is_head(heads[0]) or separator == "|" else ""
    return ""


def is_csv(line: str, below: str) -> bool:
    """Whether commas part cells: in prose a space stands behind each."""
    if ", " in line or line.count(",") < 2:
        return False
    heads, cells = len(pieces(line, ",")), len(pieces(below, ","))
    return cells == heads or (1 < cells < heads and ", " not in below)


def are_heads(names: Sequence[str]) -> bool:
    """Whether each of the cells of a line may say what stands below it."""
    return all(map(_is_head, filter(None, names)))


def _is_head(piece: str) -> bool:
    return _HEAD.fullmatch(piece) is not None


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text."""
    at = 0
    for line in text.split("\n"):
        yield Line(at, line)
        at += len(line) + 1


def pieces(line: str, separator: str) -> list[str]:
    """Part a line; a sign within quotes parts nothing."""
    if '"' not in line:
        return line.split(separator)
    found = [match.group() for match in _QUOTED[separator].finditer(line)]
    return [one.removesuffix(separator) for one in found if one] + [""] * line.endswith(separator)


def is_rule(text: str) -> bool:
    """Whether nothing but dashes stands there: the line below the heads of a Markdown table."""
    return _RULE.fullmatch(text) is not None
