"""Names and figures of a question: what a text in another language may hold as it stands."""

from __future__ import annotations

import re

from knowledge.words.terms import fold

_WORD = re.compile(r"[^\W_]+")
_ALIKE = 5
"""Names that begin with so many letters alike are one: Lisbonne is Lisbon."""


def names(question: str) -> frozenset[str]:
    """Return the names (words with a capital, not the first) and figures of a question, folded.

    None of a question in capitals, where they tell nothing.
    """
    if question.isupper():
        return frozenset()
    words = _WORD.findall(question)
    capital = {word for word in words[1:] if len(word) > 1 and word[0].isupper()}
    return frozenset(map(fold, capital | {word for word in words if not word.isalpha()}))


def named(asked: frozenset[str], text: str) -> frozenset[str]:
    """Return those of some names that stand in a text."""
    there = set(map(fold, _WORD.findall(text)))
    beginnings = {word[:_ALIKE] for word in there if len(word) >= _ALIKE}
    return frozenset(
        name for name in asked if name in there or (name.isalpha() and name[:_ALIKE] in beginnings)
    )
