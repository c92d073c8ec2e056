"""Whether the names that a request teaches change anything in a piece of text that was read before.

A chat resends its history at every turn, and every turn brings new names. Only the pieces that hold a
word of a new name, or the digits of a new number, are searched again.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from guards.detection.broken import Broken
from guards.detection.folding import fold, fold_aligned
from guards.detection.mentions import Mentions
from guards.detection.regrouped import compact
from guards.forgetting import remembered

_RUN = regex.compile(r"[^\W_]+")
_LETTERS = regex.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_PLURALS = ("", "s", "x")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The folded words of a piece of text, and its digits and letters without what parts them."""

    words: frozenset[str]
    joined: str


def vocabulary(text: str, broken: Broken) -> Vocabulary:
    """Return the vocabulary of a view and of its other readings."""
    texts = [*_texts(text, broken)]
    words = (word for one in texts for word in _words(one))
    return Vocabulary(frozenset(words), "\n".join(filter(None, map(compact, texts))))


class Learnt:
    """What was learnt in one request, made ready to be compared."""

    def __init__(self, mentions: Mentions) -> None:
        self.mentions = mentions
        self.items, self.people = mentions.known(), mentions.people
        self._changes: dict[int, _Change] = {}

    def touches(self, own: Vocabulary, before: Learnt) -> bool:
        """Whether what is known now but was not before, or the reverse, may stand in a piece."""
        # The pieces of a history were read together: most share one object.
        change = self._changes.get(id(before))
        if change is None:
            change = self._changes[id(before)] = _changed(self, before)
        words = own.words
        if not change.words.isdisjoint(words) or any(map(words.issuperset, change.phrases)):
            return True
        return bool(own.joined) and any(map(own.joined.__contains__, change.numbers))


@dataclass(frozen=True, slots=True)
class _Change:
    """What differs from what was known `before`, which is held so that its identity is its own."""

    before: Learnt
    words: frozenset[str]
    phrases: tuple[frozenset[str], ...]
    numbers: tuple[str, ...]


def _changed(now: Learnt, before: Learnt) -> _Change:
    named = [item[0] for item in now.items ^ before.items]
    single = [name for name in named if isinstance(name, str)]
    phrases = {frozenset(name) for name in named if isinstance(name, tuple)}
    phrases.update(*map(_runs, single))
    words = {*single, *(now.people ^ before.people)}
    numbers = tuple(number for name in single if (number := compact(name)))
    return _Change(before, frozenset(words), tuple(phrases), numbers)


@remembered(8_192)  # where conversations share a text, all that either knows differs
def _runs(value: str) -> tuple[frozenset[str], ...]:
    """The runs of letters and digits that stand wherever a value does, with each plural of its end."""
    *first, last = _RUN.findall(fold_aligned(value)) or [""]
    return tuple(frozenset([*first, last + plural]) for plural in _PLURALS) if last else ()


def _texts(text: str, broken: Broken) -> list[str]:
    inner = [one for piece in broken.inner for one in _texts(piece.text, piece.within)]
    return [text, *(reading.view.text for reading in broken.readings), *inner]


def _words(text: str) -> list[str]:
    found = [*map(fold, _LETTERS.findall(text))]
    compound = [word.replace("'", "-") for word in found if "-" in word or "'" in word]
    parts = [part for word in compound for part in word.split("-")]
    elided = [word.partition("'")[2] for word in found if "'" in word]
    return [*found, *parts, *elided, *_RUN.findall(fold_aligned(text))]
