"""Wraps text into screen lines that remember where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from tui.no_break import GAP, WORD

_WORD = re.compile(f"{WORD}+{GAP}*|{GAP}+")
_BULLET = re.compile(r"\s*(?:[•*+-]|\d{1,3}[.)])\s+")
_DEEPEST = 8
_NARROW = re.compile(
    r"[ -~\u00a0-\u024f\u2010-\u2027\u202f-\u205f\u2190-\u21ff\u2400-\u243f\ufffd€\n]*"
)
"""Characters of one cell each: Western text, which needs no counting cell by cell."""


class Line(NamedTuple):
    """A screen line: the range of the text it shows, and its indent in cells."""

    start: int
    end: int
    indent: int = 0


def wrap(text: str, width: int) -> list[Line]:
    """Return the screen lines of a text; list items hang under their first word."""
    width = max(4, width)
    lines: list[Line] = []
    narrow = _NARROW.fullmatch(text) is not None
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start <= width and (narrow or text[start:end].isascii()):
            lines.append(Line(start, end))
        elif not (narrow and _fast(text, start, end, width, lines)):
            lines.extend(_paragraph(text, start, end, width))
        start = end + 1
    return lines


def _fast(text: str, start: int, end: int, width: int, lines: list[Line]) -> bool:
    """Add the lines of a paragraph whose characters take one cell each, unless a word is too long."""
    hang = _hang(text, start, end, width)
    first = _row(width).match(text, start, end)
    if first is None:
        return False
    found, at = [Line(start, first.end())], first.end()
    for match in _row(width - hang).finditer(text, at, end):
        if match.start() != at:
            return False
        found.append(Line(at, at := match.end(), hang))
    if at == end:
        lines.extend(found)
    return at == end


@lru_cache(maxsize=64)
def _row(width: int) -> re.Pattern[str]:
    """Return what finds as many whole words as a line has room for, and the space after them."""
    return re.compile(rf"[^\n]{{0,{width - 1}}}{WORD}(?!{WORD}){GAP}*")


def _hang(text: str, start: int, end: int, width: int) -> int:
    bullet = _BULLET.match(text, start, end)
    return min(len(bullet[0]), _DEEPEST, width // 3) if bullet else 0


def cells(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def _paragraph(text: str, start: int, end: int, width: int) -> Iterator[Line]:
    hang = _hang(text, start, end, width)
    at, used, indent = start, 0, 0
    for match in _WORD.finditer(text, start, end):
        word = match[0].rstrip()
        if used + cells(word) > width - indent and used:
            yield Line(at, match.start(), indent)
            at, used, indent = match.start(), 0, hang
        for cut in _cuts(text, match.start(), match.start() + len(word), width - indent):
            yield Line(at, cut, indent)
            at, used, indent = cut, 0, hang
        used += cells(text[max(at, match.start()) : match.end()])
    yield Line(at, end, indent)


def _cuts(text: str, start: int, end: int, room: int) -> Iterator[int]:
    """Yield where a word longer than a line is cut."""
    used = 0
    for index in range(start, end) if cells(text[start:end]) > room else ():
        size = cells(text[index])
        if used + size > room:
            yield index
            used = 0
        used += size
