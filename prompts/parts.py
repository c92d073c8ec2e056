"""Cuts long documents into parts that fit a model's context."""

from __future__ import annotations

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
        cut = _cut(text, size)
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text] if text.strip() or not pieces else pieces


def _cut(text: str, size: int) -> int:
    for mark in ("\n\n", "\n", ". ", " "):
        if (at := text.rfind(mark, size // 2, size)) > 0:
            return at + len(mark)
    return size
