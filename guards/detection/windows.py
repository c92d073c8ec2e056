"""Cuts a text into the windows that the names model reads: paragraphs, long ones at their lines or sentences.

A window depends on its own paragraph only, so that what stands before or after changes nothing in it.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.types import Span

LONGEST = 480
"""Characters; about 120 pieces of the vocabulary, far below the positions the model has."""

_BLANK = regex.compile(r"\n[ \t]*\n\s*")
_MARKS = ("\n", ". ", "! ", "? ", "; ", ", ", " ")


def windows(text: str) -> Iterator[Span]:
    """Yield windows in order; together they hold every character that is not blank."""
    start = 0
    for match in _BLANK.finditer(text):
        yield from _paragraph(text, start, match.start())
        start = match.end()
    yield from _paragraph(text, start, len(text))


def _paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        cut = end if end - start <= LONGEST else _cut(text, start)
        if not text[start:cut].isspace():
            yield Span(start, cut)
        start = cut


def _cut(text: str, start: int) -> int:
    """Where the longest good window ends: a line end, else a sentence, else a space."""
    limit = start + LONGEST
    for mark in _MARKS:
        if (at := text.rfind(mark, start + LONGEST // 3, limit)) > 0:
            return at + len(mark)
    return limit
