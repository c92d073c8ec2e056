"""Reads commas between cells as semicolons, so that « Rent,1200,1150 » holds two figures."""

from __future__ import annotations

import re

_CELL = r"[^\s,\d][^,\n\d]*"
_HEADINGS = re.compile(rf"^{_CELL}(?:,{_CELL})+$", re.MULTILINE)
_ROW = re.compile(r"[^\s,][^,\n]*(?:,[^\s,][^,\n]*)+")


def separated(text: str) -> str:
    """Return a text whose tables with commas have semicolons instead; a first line of words tells them."""
    pieces, at = [], 0
    for headings in _HEADINGS.finditer(text):
        if headings.start() < at:
            continue
        pieces.append(text[at : headings.start()])
        at = _end(text, headings.end(), headings.group().count(","))
        pieces.append(text[headings.start() : at].replace(",", ";"))
    return "".join((*pieces, text[at:]))


def _end(text: str, at: int, commas: int) -> int:
    """Return where the lines below a heading end that have as many cells."""
    while row := _ROW.match(text, at + 1):
        if row.group().count(",") != commas or text[at] != "\n":
            break
        at = row.end()
    return at
