"""Reads commas between cells as semicolons, so that « Rent,1200,1150 » holds two figures."""

from __future__ import annotations

import re

_COMMAS = re.compile(r"[^\s,][^,\n]*(?:,[^\s,][^,\n]*)+")


def separated(text: str) -> str:
    """Return a text whose tables with commas have semicolons instead; a first line of words tells them."""
    lines = text.split("\n")
    for at, line in enumerate(lines[:-1]):
        count = line.count(",")
        if count and not any(c.isdigit() for c in line) and _COMMAS.fullmatch(line):
            below = at + 1
            while below < len(lines) and _is_row(lines[below], count):
                lines[below] = lines[below].replace(",", ";")
                below += 1
    return "\n".join(lines)


def _is_row(line: str, count: int) -> bool:
    return line.count(",") == count and _COMMAS.fullmatch(line.strip()) is not None
