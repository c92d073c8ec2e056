"""In how long runs of words a sentence is taken over: what copies errs less than what retells.

The density of extractive fragments (Grusky, Naaman and Artzi, "Newsroom", NAACL 2018): a sentence is cut
greedily into the longest runs that it shares with the sources; the density is the sum of their squared
lengths over its length in words, small words included.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

_SEED = 3  # words; shorter runs are only looked up, longer ones are followed from where these stand
_TRIED = 50  # places followed of one seed


class Runs:
    """The runs of words of the sources."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._single = frozenset(words)
        self._double = frozenset(pairwise(words))
        self._seeds: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in range(len(words) - _SEED + 1):
            self._seeds[tuple(words[at : at + _SEED])].append(at)

    def density(self, words: Sequence[str]) -> float:
        """Return the density of a sentence, from 0 to its number of words."""
        at, squares = 0, 0
        while at < len(words):
            length = self._longest(words, at)
            squares += length**2
            at += max(1, length)
        return squares / max(1, len(words))

    def _longest(self, words: Sequence[str], at: int) -> int:
        """Return the length of the longest run that begins here."""
        places = self._seeds.get(tuple(words[at : at + _SEED]), ())
        if places:
            return max(self._followed(words, at, place) for place in places[:_TRIED])
        return 2 if tuple(words[at : at + 2]) in self._double else int(words[at] in self._single)

    def _followed(self, words: Sequence[str], at: int, place: int) -> int:
        length = _SEED
        most = min(len(words) - at, len(self._words) - place)
        while length < most and words[at + length] == self._words[place + length]:
            length += 1
        return length
