"""Writes the lists of words that the guard's package holds, and says what none of them takes for a name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from guards.detection.wordlists import words

_FOLDER = Path("guards/detection/data")
_ORDINARY = ("common", "ordinary", "technical", "acronyms", "plain_words", "demonyms")


def ordinary(*more: str) -> frozenset[str]:
    """Return ordinary words, folded, and what `more` lists hold."""
    return frozenset().union(*map(words, (*_ORDINARY, *more)))


def write(name: str, head: str, entries: Iterable[str]) -> None:
    """Write a list of the package under its head, sorted."""
    text = head + "\n".join(sorted(entries)) + "\n"
    (_FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")
