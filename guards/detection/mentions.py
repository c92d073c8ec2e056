"""A name found once is found everywhere in the request, whatever its case, accents or order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from assistant.types import Kind
from guards.detection.first_names import is_first_name
from guards.detection.folding import fold
from guards.detection.recognizers.people import title_length
from guards.detection.rule import Hit
from guards.detection.wordlists import words

_SPREAD = frozenset({Kind.PERSON, Kind.ORG, Kind.COMPANY_TERM})
_SURE = 0.6
_WORD = regex.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_MIN_LENGTH = 3


class Mentions:
    """The names of a request, and where they occur again."""

    def __init__(self) -> None:
        self._phrases: dict[tuple[str, ...], Kind] = {}
        self._singles: dict[str, Kind] = {}

    def learn(self, text: str, hits: Iterable[Hit]) -> None:
        """Remember the names among the hits of one text."""
        for hit in hits:
            if hit.kind in _SPREAD and hit.score >= _SURE:
                value = text[hit.start : hit.end]
                self._learn(value[title_length(value) :], hit)

    def _learn(self, value: str, hit: Hit) -> None:
        own = _words(value)
        if len(own) > 1:
            self._phrases.setdefault(tuple(own), hit.kind)
        if hit.kind is Kind.PERSON:
            for word in own:
                if len(word) >= _MIN_LENGTH and word not in words("particles"):
                    self._singles.setdefault(word, Kind.PERSON)
        elif len(own) == 1 and len(own[0]) >= _MIN_LENGTH:
            self._singles.setdefault(own[0], hit.kind)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the known names in a text: phrases in any case, single words when capitalised."""
        tokens = [(fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]
        longest = max(map(len, self._phrases), default=0)
        for index, (word, start, end) in enumerate(tokens):
            for size in range(2, min(longest, len(tokens) - index) + 1):
                window = tokens[index : index + size]
                kind = self._phrases.get(tuple(token[0] for token in window))
                if kind and window[-1][2] - start < 80:
                    yield Hit(start, window[-1][2], 0.8, kind, "known_name")
            single = self._singles.get(word)
            if single and (text[start].isupper() or _unmistakable(word)):
                yield Hit(start, end, 0.7, single, "known_name")


def _unmistakable(word: str) -> bool:
    """Whether a word in small letters can only be a name."""
    return len(word) > 3 and is_first_name(word)


def _words(value: str) -> list[str]:
    return [fold(match.group()) for match in _WORD.finditer(value)]
