"""How much of a sentence's content stands in one place of the sources: a weight of words.

Rare words weigh more (inverse document frequency over overlapping windows of the sources). It is
evidence of a common subject, never a proof, and never makes a verdict by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import pairwise
from math import log

from .passages import Passages, Place
from .runs import Runs
from .wordlists import ORDINARY, REPORTING
from .words import read

_WINDOW = 60
_STRIDE = 20
_REACH = 4  # content words within which two are neighbours
_COMMON = 400  # windows; a word in more of them says nothing about where
_SHARE = 0.7  # of one window; the rest is for words found anywhere, as summaries join places
_SUFFIX = re.compile(
    r"(?:issements?|issement|ations?|itions?|ements?|ments?|ances?|ences?|ingly|ings?|edly|ed|ees?"
    r"|erai[st]?|erons|eront|eraient|eras?|es|er|ly|eurs?|euses?|ives?|ifs?|aient|ait|ant|ent|ez|s|x|e)$"
)


@dataclass(frozen=True, slots=True)
class Support:
    """How the words of a sentence stand in the sources.

    `share` is the weighted share held by the best window, with a part for words found anywhere;
    `absent` the share found nowhere; `gap` the longest run of words that the best window does not
    hold, in words found nowhere, of which an addition is made; `words` counts content words; `pairs`
    is the share of neighbours that are near each other in the sources too, so that who did what holds;
    `density` says in how long runs of words it is taken over (`runs`).
    """

    share: float
    place: Place | None
    absent: float = 0.0
    gap: float = 0.0
    words: int = 0
    pairs: float = 1.0
    density: float = 0.0


class Lexicon:
    """The windows of the sources by the stems they hold."""

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self.windows: list[tuple[int, int]] = []
        for offset, words in zip(passages.offsets, passages.words, strict=True):
            for first in range(0, max(1, len(words) - _WINDOW + _STRIDE), _STRIDE):
                if len(words):
                    self.windows.append((offset + first, offset + min(first + _WINDOW, len(words))))
        self.holding: defaultdict[str, list[int]] = defaultdict(list)
        for number, (first, last) in enumerate(self.windows):
            for root in set(map(stem, passages.keys[first:last])):
                self.holding[root].append(number)

    def weight(self, stems: Iterable[str]) -> float:
        """Return the weight of a set of stems: rare ones count most."""
        return sum(map(self._weight, stems))

    def places(self, sentence: str, count: int) -> list[Place]:
        """Return the windows that hold most of a sentence, best first."""
        scores = self._scores(_weights(sentence, self._weight))
        best = nlargest(count, scores.items(), key=_second)
        return [self.passages.place(*self.windows[number]) for number, _score in best]

    def support(self, sentence: str) -> Support:
        """Weigh a sentence; one without content words counts as supported by nothing needed."""
        keys = read(sentence).keys
        return self._support(keys, [stem(key) for key in keys if has_content(key)])

    def support_beyond(self, sentence: str, asked: Collection[str]) -> Support:
        """Weigh a sentence without what an answer takes up or says of its sources, if that leaves any words.

        Words that were `asked` (stems) and stand in no source say nothing, nor do those of reporting. This
        ranks sentences; whether one is borne out is for `support` to say.
        """
        keys = read(sentence).keys
        every = [stem(key) for key in keys if has_content(key)]
        order = [stem(key) for key in keys if has_content(key) and key not in REPORTING]
        order = [word for word in order if word in self.holding or word not in asked]
        return self._support(keys, order or every)

    def _support(self, keys: Sequence[str], order: Sequence[str]) -> Support:
        weights = {word: self._weight(word) for word in order}
        total = sum(weights.values())
        if not total or not self.windows:
            return Support(1.0 if self.windows else 0.0, None)
        anywhere = sum(weight for word, weight in weights.items() if word in self.holding)
        best, score = max(self._scores(weights).items(), key=_second, default=(-1, 0.0))
        share = (_SHARE * score + (1 - _SHARE) * anywhere) / total
        place = self.passages.place(*self.windows[best]) if best >= 0 else None
        gap, pairs = self._gap(order, best), self._pairs(order)
        density = self._runs.density(list(map(stem, keys)))
        return Support(share, place, 1 - anywhere / total, gap, len(weights), pairs, density)

    def _pairs(self, order: Sequence[str]) -> float:
        """Return the share of neighbours that the sources have near each other."""
        couples = [(a, b) for a, b in pairwise(order) if a != b]
        near = sum((min(couple), max(couple)) in self._neighbours for couple in couples)
        return near / len(couples) if couples else 1.0

    @cached_property
    def _runs(self) -> Runs:
        return Runs(list(map(stem, self.passages.keys)))

    @cached_property
    def _neighbours(self) -> frozenset[tuple[str, str]]:
        stems = [stem(key) for key in self.passages.keys if has_content(key) or not key.strip()]
        return frozenset(
            (min(one, other), max(one, other))
            for at, one in enumerate(stems)
            for other in stems[at + 1 : at + 1 + _REACH]
        )

    def _gap(self, order: Sequence[str], window: int) -> float:
        first, last = self.windows[window] if window >= 0 else (0, 0)
        held = set(map(stem, self.passages.keys[first:last]))
        longest = run = 0.0
        for word in order:
            run = 0.0 if word in held else run + self._weight(word)
            longest = max(longest, run)
        return longest / self._weight("")  # the weight of a word that stands nowhere

    def _scores(self, weights: Mapping[str, float]) -> Mapping[int, float]:
        scores: defaultdict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            if len(places := self.holding.get(word, ())) <= _COMMON:
                for number in places:
                    scores[number] += weight
        return scores

    def _weight(self, word: str) -> float:
        return log(1 + (len(self.windows) + 1) / (len(self.holding.get(word, ())) + 0.5))


def _second(item: tuple[int, float]) -> float:
    return item[1]


def _weights(sentence: str, weight: Callable[[str], float]) -> dict[str, float]:
    stems = {stem(key) for key in read(sentence).keys if has_content(key)}
    return {word: weight(word) for word in stems}


@lru_cache(maxsize=65_536)
def stem(key: str) -> str:
    """Return a folded word without its commonest French and English endings."""
    if len(key) < 4 or not key.isalpha():
        return key
    short = _SUFFIX.sub("", key)
    return short if len(short) >= 3 else key


def has_content(key: str) -> bool:
    """Whether a folded word says what a text is about."""
    return key.isdigit() or (len(key) > 1 and key not in ORDINARY)
