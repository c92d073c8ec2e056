"""Institutions without a name: « La Commission », « the Board », « la Société » of a contract."""

from __future__ import annotations

from itertools import dropwhile, takewhile

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


_CONTRACTED = frozenset(("du", "des", "au", "aux"))
"""Articles that stand before « Syndic », and within « Service des achats »."""
_PART_OF_A_HOUSE = frozenset(
    ("department", "departement", "direction", "service", "team", "equipe", "division", "pole", "office", "bureau",
    "unit", "cellule", "committee", "comite")
)  # fmt: skip


_BEFORE = regex.compile(r"(?P<word>[^\W\d_]+)['’ ]\Z")


def is_generic(value: str, before: str = "") -> bool:
    """Whether an institution is one that every country has, or one behind an article of what there are many of.

    `before` is what stands there. A number or a letter by itself is a name: « École 42 », "Bank A"; so is a word
    without an article: « Orchestra ». A part of a company is called after what it does: "the Legal Department".
    """
    if _is_numbered(value):
        return False
    if is_one_of_many(value, before):
        return True
    folded = [fold(word) for word in _WORD.findall(value) if not _is_beside(word)]
    return (
        bool(folded)
        and not _is_alone(folded)
        and (all(word in words("institutions") for word in folded) or _is_department(folded))
    )


def is_one_of_many(value: str, before: str = "") -> bool:
    """Whether a word of what there are many of stands behind an article: « Le Syndic », "The Tenant"."""
    found = _WORD.findall(value)
    articles = [*takewhile(_is_beside, found)]
    own = [fold(word) for word in found[len(articles) :]]
    if _is_numbered(value) or not _is_alone(own):
        return False
    behind = _BEFORE.search(before)
    return bool(articles) or (behind is not None and _is_article(behind["word"]))


def _is_numbered(value: str) -> bool:
    return any(map(str.isdigit, value)) or any(len(word) == 1 for word in _names(value))


def _names(value: str) -> list[str]:
    return [*dropwhile(_is_beside, _WORD.findall(value))]


def _is_alone(folded: list[str]) -> bool:
    return len(folded) == 1 and folded[0] in words("institutions_alone")


def _is_department(folded: list[str]) -> bool:
    others = [word for word in folded if word not in _PART_OF_A_HOUSE]
    return 0 < len(others) < len(folded) and all(word in words("departments") for word in others)


def _is_article(word: str) -> bool:
    return _is_beside(word) or fold(word) in _CONTRACTED


def _is_beside(word: str) -> bool:
    return fold(word) in _BESIDE
