"""Institutions without a name: « La Commission », « the Board », « la Société » of a contract."""

from __future__ import annotations

from itertools import takewhile

import regex

from guards.detection.folding import fold
from guards.detection.wordlists import words

_WORD = regex.compile(r"[^\W\d_]+")
_BESIDE = frozenset(
    (
        "the", "a", "an", "our", "my", "your", "his", "her", "their", "this", "that", "and",
        "la", "le", "les", "l", "un", "une", "et", "notre", "nos", "votre", "vos", "mon", "ma", "leur", "ce",
        "cet", "cette",
    )
)  # fmt: skip
"""What names nobody beside an institution."""


_BEFORE = regex.compile(r"(?P<word>[^\W\d_]+)['’ ]\Z")


def is_generic(value: str, before: str = "") -> bool:
    """Whether an institution is one that every country has, or one behind an article of what there are many of.

    `before` is what stands there. A number or a letter by itself is a name: « École 42 », "Bank A"; so is a word
    without an article: « Orchestra ».
    """
    found = _WORD.findall(value)
    articles = [*takewhile(_is_beside, found)]
    own = found[len(articles) :]
    if any(map(str.isdigit, value)) or any(len(word) == 1 for word in own):
        return False
    folded = [fold(word) for word in own if not _is_beside(word)]
    if len(folded) == 1 and folded[0] in words("institutions_alone"):
        behind = _BEFORE.search(before)
        return bool(articles) or (behind is not None and _is_beside(behind["word"]))
    return bool(folded) and all(word in words("institutions") for word in folded)


def _is_beside(word: str) -> bool:
    return fold(word) in _BESIDE
