"""Cuts a long text into pieces to analyse, never inside what belongs together."""

from __future__ import annotations

SIZE = 12_000
"""Characters of a piece, at most; but for a private key, which stays whole."""

_LONGEST_KEY = 12_000
_MARKS = ("\n\n", "\n", ". ", " ", ";", ",")
_BEGIN, _END = "-----BEGIN ", "-----END "


def chunk_end(text: str, start: int, size: int = SIZE) -> int:
    """Return where a piece that begins at `start` ends: a blank line, a line end, a sentence, a space."""
    if len(text) - start <= size:
        return len(text)
    return _past_key(text, start, _cut(text, start, size))


def _cut(text: str, start: int, size: int) -> int:
    for mark in _MARKS:
        if (at := text.rfind(mark, start + size // 2, start + size)) > 0:
            return at + len(mark)
    return start + size


def _past_key(text: str, start: int, end: int) -> int:
    """A private key is one value: cut after its end, not within."""
    begun = text.rfind(_BEGIN, start, end)
    if begun < 0 or text.find(_END, begun, end) >= 0:
        return end
    closing = text.find(_END, end, end + _LONGEST_KEY)
    if closing < 0:
        return end
    line = text.find("\n", closing)
    return len(text) if line < 0 else line + 1
