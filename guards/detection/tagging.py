"""Reads names from the probabilities of a tagger: begin, inside, outside, and how sure it is.

A word is part of a name when the chance that it is none falls below a threshold; among such words
the likeliest legal sequence is taken (Viterbi: « inside » follows its own kind only).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple

_OUTSIDE = 0
_NEVER = -1e9
_NOBODY = 2.0
_OFTEN = 0.4
_HARDLY = 0.002
"""Below it a word is no name whatever its kind: most words are, and need no look at their kinds."""


class Word(NamedTuple):
    """A word of a text and the probability of each label."""

    start: int
    end: int
    chances: Sequence[float]
    small: bool = False
    """It begins with a small letter, as few names do."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name: its span, its kind, and the mean chance that its words are names."""

    start: int
    end: int
    kind: str
    chance: float
    kinds: Mapping[str, float] = field(default_factory=dict)
    """The mean chance of each kind."""


class Tags:
    """The labels of one model: « O », then « B-KIND » and « I-KIND »."""

    def __init__(self, labels: Sequence[str]) -> None:
        if labels[:1] != ("O",):
            raise ValueError("the first label is not O")
        self.labels = tuple(labels)
        self.kinds = tuple(label[2:] for label in labels[1::2])

    def names(self, words: Sequence[Word], thresholds: Mapping[str, float]) -> list[Tagged]:
        """Return the names among the words of one window, in order."""
        found: list[Tagged] = []
        run: list[Word] = []
        for word in words:
            if self._may_name(word, thresholds):
                run.append(word)
            elif run:
                found += self._read(run)
                run = []
        return found + self._read(run) if run else found

    def _may_name(self, word: Word, thresholds: Mapping[str, float]) -> bool:
        named = 1.0 - word.chances[_OUTSIDE]
        if named < _HARDLY:
            return False
        begins, insides = word.chances[1::2], word.chances[2::2]
        kinds = [begin + inside for begin, inside in zip(begins, insides, strict=True)]
        return named >= thresholds.get(self.kinds[kinds.index(max(kinds))], _NOBODY)

    def _read(self, run: Sequence[Word]) -> list[Tagged]:
        path = self._path(run)
        found: list[Tagged] = []
        begun = 0
        for at in range(1, len(run) + 1):
            if at == len(run) or path[at] % 2 == 1:
                words = _without_edges(run[begun:at])
                chance = sum(1.0 - word.chances[_OUTSIDE] for word in words) / len(words)
                kind = self.kinds[(path[begun] - 1) // 2]
                kinds = self._kinds(words)
                found.append(Tagged(words[0].start, words[-1].end, kind, chance, kinds))
                begun = at
        return found

    def _kinds(self, words: Sequence[Word]) -> dict[str, float]:
        """The mean chance of each kind."""
        sums = [
            sum(word.chances[n] for word in words) / len(words) for n in range(len(self.labels))
        ]
        pairs = zip(sums[1::2], sums[2::2], strict=True)
        return {kind: b + i for kind, (b, i) in zip(self.kinds, pairs, strict=True)}

    def _path(self, run: Sequence[Word]) -> list[int]:
        """The likeliest legal labels, none of them « outside »."""
        size = len(self.labels)
        if len(run) == 1:
            return [max(range(1, size, 2), key=run[0].chances.__getitem__)]
        first = [_score(run[0].chances[n]) if n % 2 else _NEVER for n in range(size)]
        scores, back = first, list[list[int]]()
        for word in run[1:]:
            best = max(range(1, size), key=scores.__getitem__)
            own, came = [_NEVER] * size, [best] * size
            for number in range(1, size):
                before = best
                if number % 2 == 0:
                    before = max((number - 1, number), key=scores.__getitem__)
                own[number] = scores[before] + _score(word.chances[number])
                came[number] = before
            scores = own
            back.append(came)
        at = max(range(1, size), key=scores.__getitem__)
        path = [at]
        for came in reversed(back):
            at = came[at]
            path.append(at)
        return path[::-1]


def _without_edges(words: Sequence[Word]) -> Sequence[Word]:
    """Leave « of » out at both ends of a name: it links names as often as it is within one."""
    first, last = 0, len(words)
    while last - first > 1 and _links(words[last - 1]):
        last -= 1
    while last - first > 1 and _links(words[first]):
        first += 1
    return words[first:last]


def _links(word: Word) -> bool:
    return word.small and word.chances[_OUTSIDE] > _OFTEN


def _score(chance: float) -> float:
    return log(max(chance, 1e-9))
