"""A document put together of pieces of text, `⏎` standing for a line end."""

from __future__ import annotations

from collections.abc import Iterable

Piece = tuple[str, str]
"""Some text and its label, or "" for none."""


def joined(pieces: Iterable[Piece]) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Return the text, and start, end and label of what is labelled in it."""
    text, spans = "", []
    for part, label in pieces:
        part = part.replace("⏎", "\n")
        if label and part.strip():
            spans.append((len(text), len(text) + len(part), label))
        text += part
    return text, tuple(spans)
