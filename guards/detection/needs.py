"""What a rule finds nothing without: strings, all sought in one pass for all rules at once, and digits.

A hundred rules ask of every text whether one of their strings stands in it. One after the other they take a
sixth of the time that the rules take in all; in one pass (Aho–Corasick) next to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guards.detection.folding import fold_aligned
from guards.forgetting import remembered

_KEPT = 20_000
_ROW = re.compile(r"\d(?:\D?\d)*")


@dataclass(frozen=True, slots=True)
class Standing:
    """Which strings stand in a text, and where each begins."""

    strings: frozenset[str]
    places: Mapping[str, Sequence[int]]

    def starts(self, strings: frozenset[str]) -> list[int]:
        """Return where some of the strings begin, in order."""
        return sorted({at for one in strings & self.strings for at in self.places[one]})


class Search:
    """A search for some strings, made once and never changed."""

    def __init__(self, strings: frozenset[str]) -> None:
        self.strings = strings
        self._automaton: Any = None

    def within(self, folded: str) -> frozenset[str]:
        """Return which of the strings stand in a folded text."""
        return frozenset([string for _, string in self._found(folded)])

    def standing(self, folded: str) -> Standing:
        """Return the same, and where they stand."""
        places: dict[str, list[int]] = {}
        for last, string in self._found(folded):
            places.setdefault(string, []).append(last + 1 - len(string))
        return Standing(frozenset(places), places)

    def _found(self, folded: str) -> Iterator[tuple[int, str]]:
        if not self.strings:
            return iter(())
        automaton = self._automaton or self._made()
        found: Iterator[tuple[int, str]] = automaton.iter(folded)
        return found

    def _made(self) -> Any:  # noqa: ANN401
        import ahocorasick

        made = ahocorasick.Automaton()
        for string in self.strings:
            made.add_word(string, string)
        made.make_automaton()
        self._automaton = made
        return made


_search = Search(frozenset())


def needed(strings: Iterable[str]) -> frozenset[str]:
    """Have these folded strings sought in every text from now on; return them as a set."""
    global _search
    own = frozenset(strings)
    if not own <= _search.strings:
        # What is kept of a text is kept for one search, so that none is ever out of date.
        _search = Search(_search.strings | own)
    return own


def standing(text: str) -> Standing:
    """Return which of all the strings needed stand in a text, whatever its case and accents."""
    if len(text) <= _KEPT:
        return _kept(_search, text)
    return _search.standing(fold_aligned(text))


@remembered(64)
def _kept(search: Search, text: str) -> Standing:
    return search.standing(fold_aligned(text))


@remembered(64)
def digits_in_a_row(text: str) -> int:
    """Return the most digits that stand together, each no more than one character after the last."""
    rows = (match.group() for match in _ROW.finditer(text))
    return max((sum(map(str.isdecimal, row)) for row in rows), default=0)
