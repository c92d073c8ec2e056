"""Wraps text into screen lines that remember where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

_WORD = re.compile(r"\S+\s*|\s+")
_BULLET = re.compile(r"\s*(?:[•*+-]|\d{1,3}[.)])\s+")
_DEEPEST = 8


class Line(NamedTuple):
    """A screen line: the range of the text it shows, and its indent in cells."""

    start: int
    end: int
    indent: int = 0


def wrap(text: str, width: int) -> list[Line]:
    """Return the screen lines of a text; list items hang under their first word."""
    width = max(4, width)
    lines: list[Line] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start <= width and text[start:end].isascii():
            lines.append(Line(start, end))
        else:
            lines.extend(_paragraph(text, start, end, width))
        start = end + 1
    return lines


def cells(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def _paragraph(text: str, start: int, end: int, width: int) -> Iterator[Line]:
    bullet = _BULLET.match(text, start, end)
    hang = min(len(bullet[0]), _DEEPEST, width // 3) if bullet else 0
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
