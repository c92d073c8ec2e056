"""Blanks out parts of a text that were read already, keeping every offset."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.types import Span

_BLANK = "\x00"  # neither a space nor a letter, so nothing joins across it


def masked(text: str, spans: Iterable[Span]) -> str:
    """Return the text with the spans blanked out."""
    pieces, at = [], 0
    for span in sorted(spans, key=lambda span: span.start):
        pieces += [text[at : span.start], _BLANK * (span.end - max(at, span.start))]
        at = max(at, span.end)
    return "".join([*pieces, text[at:]])
