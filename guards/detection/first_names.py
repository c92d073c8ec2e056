"""Known first names, French and English."""

from __future__ import annotations

from functools import cache

from guards.detection.folding import fold
from guards.detection.wordlists import words


@cache
def first_names() -> frozenset[str]:
    """Known first names, folded; unambiguous and ambiguous ones."""
    return words("first_names_fr") | words("first_names_en")


def is_first_name(word: str) -> bool:
    """Whether a capitalised word is a first name and no ordinary word."""
    folded = fold(word)
    known = first_names()
    return folded not in words("ambiguous_first_names") and (
        folded in known or ("-" in folded and all(part in known for part in folded.split("-")))
    )


def gender_of(first_name: str) -> str:
    """`f` or `m` for a first name that is commonly given to one gender only, else empty."""
    folded = first_name if first_name in first_names() else first_name.split("-")[0]
    if folded in words("feminine_first_names"):
        return "f"
    return "m" if folded in words("masculine_first_names") else ""
