"""Cuts long documents into parts that fit a model's context."""

from __future__ import annotations

import re

CHARACTERS_A_TOKEN = 3.0
"""Characters a token, on the low side: French text with placeholders on Qwen's tokenizer."""

ANSWER_SHARE = 0.25
"""Share of the context kept for the answer."""

OVERHEAD_TOKENS = 500
"""Room for the system prompt and the instruction."""


def room(context_tokens: int) -> int:
    """Return how many characters of material fit into one call."""
    tokens = context_tokens * (1 - ANSWER_SHARE) - OVERHEAD_TOKENS
    return max(1_000, int(tokens * CHARACTERS_A_TOKEN))


def split(text: str, size: int) -> list[str]:
    """Cut a text into pieces of at most `size` characters, at paragraphs, lines or sentences."""
    pieces = []
    while len(text) > size:
        cut = _cut(text, size) or size
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text] if text.strip() or not pieces else pieces


def _cut(text: str, size: int) -> int:
    """Where to cut, or 0 where any cut would go through a word.

    Each part is searched for confidential values by itself: half a value would not be known.
    """
    least = size // 2
    for mark in _MARKS:
        if (at := text.rfind(mark, least, size)) > 0:
            return _before_value(text, at + len(mark), least)
    return 0


def _before_value(text: str, cut: int, least: int) -> int:
    for match in _VALUE.finditer(text, 0, cut + _LONGEST_VALUE):
        if match.start() < cut < match.end():
            return match.start() if match.start() > least else cut
    return cut


_LONGEST_VALUE = 60
_MARKS = ("\n\n", "\n", ". ", "; ", ", ", " ", ";", ",")
# A value that spaces and line ends go through: phones, cards and accounts, names.
_VALUE = re.compile(
    r"(?:\+\d{1,3}[ .-]?|\b0)\d(?:[ .\n-]?\d{2}){4}\b"
    r"|\b(?:[A-Z]{2}\d{2}|\d{4})(?:[ \n-]?[A-Z\d]{4}){3,7}(?:[ \n-]?[A-Z\d]{1,3})?\b"
    r"|\b\d{1,3}(?:[ \n]\d{2,5}){2,6}\b"
    r"|\b[A-ZÀ-Þ][\w'’-]+(?:[ \n][A-ZÀ-Þ][\w'’-]+){1,4}"
)
