"""Cuts a long text into pieces to analyse, never inside what belongs together."""

from __future__ import annotations

from collections.abc import Iterator

_SIZE = 12_000
_LONGEST_KEY = 12_000
_MARKS = ("\n\n", "\n", ". ", " ")
_BEGIN, _END = "-----BEGIN ", "-----END "


def chunks(text: str, size: int = _SIZE) -> Iterator[tuple[int, int]]:
    """Yield ranges that cover the text: cut at blank lines, line ends, sentences, or spaces."""
    start = 0
    while len(text) - start > size:
        end = _past_key(text, start, _cut(text, start, size))
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


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
