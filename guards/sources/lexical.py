"""How much of a sentence's content stands in one place of the sources: a weight of words.

Rare words weigh more (inverse document frequency over overlapping windows of the sources). It is
evidence of a common subject, never a proof, and never makes a verdict by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from math import log

from .passages import Passages, Place
from .wordlists import ORDINARY
from .words import read

_WINDOW = 60
_STRIDE = 20
_COMMON = 400  # windows; a word in more of them says nothing about where
_SHARE = 0.7  # of one window; the rest is for words found anywhere, as summaries join places
_SUFFIX = re.compile(
    r"(?:issements?|issement|ations?|itions?|ements?|ments?|ances?|ences?|ingly|ings?|edly|ed|ees?"
    r"|es|er|ly|eurs?|euses?|ives?|ifs?|aient|ait|ant|ent|ez|s|x|e)$"
)


@dataclass(frozen=True, slots=True)
class Support:
    """The best window and the weighted share of the sentence's words, in [0, 1]."""

    share: float
    place: Place | None


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

    def support(self, sentence: str) -> Support:
        """Weigh a sentence; one without content words counts as supported by nothing needed."""
        stems = {stem(key) for key in read(sentence).keys if _has_content(key)}
        weights = {word: self._weight(word) for word in stems}
        total = sum(weights.values())
        if not total or not self.windows:
            return Support(1.0 if self.windows else 0.0, None)
        scores: defaultdict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            if len(places := self.holding.get(word, ())) <= _COMMON:
                for number in places:
                    scores[number] += weight
        anywhere = sum(weight for word, weight in weights.items() if word in self.holding)
        best, score = max(scores.items(), key=lambda item: item[1], default=(-1, 0.0))
        share = (_SHARE * score + (1 - _SHARE) * anywhere) / total
        return Support(share, self.passages.place(*self.windows[best]) if best >= 0 else None)

    def _weight(self, word: str) -> float:
        return log(1 + (len(self.windows) + 1) / (len(self.holding.get(word, ())) + 0.5))


@lru_cache(maxsize=65_536)
def stem(key: str) -> str:
    """Return a folded word without its commonest French and English endings."""
    if len(key) < 4 or not key.isalpha():
        return key
    short = _SUFFIX.sub("", key)
    return short if len(short) >= 3 else key


def _has_content(key: str) -> bool:
    return key.isdigit() or (len(key) > 1 and key not in ORDINARY)
