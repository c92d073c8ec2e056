"""Institutions without a name: « La Commission », « the Board », « la Société » of a contract."""

from __future__ import annotations

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


def is_generic(value: str) -> bool:
    """Whether an institution is one that every country has, or one word for what there are many of."""
    own = [word for word in map(fold, _WORD.findall(value)) if word not in _BESIDE]
    alone = len(own) == 1 and own[0] in words("institutions_alone")
    return alone or (bool(own) and all(word in words("institutions") for word in own))
