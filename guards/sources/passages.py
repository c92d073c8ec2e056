"""All sources as one row of words with an inverted index: finds the place an answer copies.

Built once a check. A wall between two sources keeps a match from running over the border.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.language import detect
from assistant.types import Document, Evidence, Language, Span

from .words import Words, read

_WALL = "\n"
_CANDIDATES = 500  # a word in more places than this says nothing about where to compare
_TRIED = 5_000  # places compared with one passage
_BAND = 8
_SLACK = 6
_LONGEST = 400  # words compared by difference; longer passages are compared exactly only
_BUDGET = 10_000  # words compared by difference in one check
_SAMPLE = 4_000  # characters that tell the language of a source


@dataclass(frozen=True, slots=True)
class Place:
    """A span of one source, both in code points and as positions in the row of words."""

    source: int
    span: Span
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Near:
    """The closest place, the share of words in common, and the changes (source, answer)."""

    place: Place
    ratio: float
    changes: tuple[tuple[str, str], ...]


class Passages:
    """The sources, read once."""

    def __init__(self, sources: Sequence[Document]) -> None:
        self.texts = tuple(source.text.reveal() for source in sources)
        self.digests = tuple(
            hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in self.texts
        )
        self.languages = tuple(detect(text[:_SAMPLE]) for text in self.texts)
        self.words = tuple(map(read, self.texts))
        self.left = _BUDGET
        self._row()

    def _row(self) -> None:
        self.forms: list[str] = []
        self.keys: list[str] = []
        self.offsets: list[int] = []
        for words in self.words:
            self.offsets.append(len(self.keys))
            self.forms += (*words.forms, _WALL)
            self.keys += (*words.keys, _WALL)
        self.postings: defaultdict[str, list[int]] = defaultdict(list)
        for position, key in enumerate(self.keys):
            self.postings[key].append(position)

    def language(self) -> Language | None:
        """The language of the sources, or None when they are mixed or absent."""
        return self.languages[0] if len(set(self.languages)) == 1 else None

    def place(self, first: int, last: int) -> Place:
        """Return the place of the words from `first` up to and not including `last`."""
        source = bisect_right(self.offsets, first) - 1
        words, base = self.words[source], self.offsets[source]
        span = Span(words.starts[first - base], words.ends[last - base - 1])
        return Place(source, span, first, last)

    def evidence(self, source: int, span: Span, method: str, score: float) -> Evidence:
        """Return a span of a source as evidence, with the digest of the text it was found in."""
        return Evidence(source, self.digests[source], span, method, score)

    def find(self, passage: Words) -> Place | None:
        """Return where a passage stands word for word; the first letter's case may differ."""
        if not passage.keys:
            return None
        rarest = min(
            range(len(passage)), key=lambda at: len(self.postings.get(passage.keys[at], ()))
        )
        for position in self.postings.get(passage.keys[rarest], ())[:_TRIED]:
            first = position - rarest
            last = first + len(passage)
            same = first >= 0 and tuple(self.keys[first:last]) == passage.keys
            if same and _same_case(self.forms[first:last], passage.forms):
                return self.place(first, last)
        return None

    def can_compare(self, passage: Words) -> bool:
        """Whether the budget of one check still allows `nearest` for a passage."""
        return len(passage) <= min(self.left, _LONGEST)

    def nearest(self, passage: Words) -> Near | None:
        """Return the place with most words in common in the same order, and what changed.

        None when nothing is in common. Costs its length of the budget of this check.
        """
        self.left -= len(passage)
        found = [self._compare(passage, start) for start in self._starts(passage)]
        return max((near for near in found if near), key=lambda near: near.ratio, default=None)

    def _starts(self, passage: Words) -> Iterator[int]:
        votes: Counter[int] = Counter()
        for at, key in enumerate(passage.keys):
            places = self.postings.get(key, ())
            if len(places) <= _CANDIDATES:
                for band in {(place - at) // _BAND for place in places}:
                    votes[band] += 1
                    votes[band - 1] += 1
        for band, _count in votes.most_common(3):
            yield band * _BAND

    def _compare(self, passage: Words, start: int) -> Near | None:
        """Compare with the words from `start`, which lies at most two bands before the place."""
        middle = min(max(start + _BAND, 0), len(self.keys) - 1)
        base = self.offsets[bisect_right(self.offsets, middle) - 1]
        low = max(base, start - _SLACK)
        high = min(len(self.keys), start + 2 * _BAND + len(passage) + _SLACK)
        if _WALL in self.keys[low:high]:
            high = low + self.keys[low:high].index(_WALL)
        matcher = SequenceMatcher(None, self.keys[low:high], passage.keys, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        if not blocks:
            return None
        first = max(low, low + blocks[0].a - blocks[0].b)
        tail = len(passage) - blocks[-1].b - blocks[-1].size
        last = min(high, low + blocks[-1].a + blocks[-1].size + tail)
        shared = sum(block.size for block in blocks)
        ratio = 2 * shared / (len(passage) + last - first)
        changed = tuple(changes(self.forms[first:last], passage.forms))
        return Near(self.place(first, last), ratio, changed)


def _same_case(found: Sequence[str], wanted: Sequence[str]) -> bool:
    one, other = found[0], wanted[0]
    same_first = one[:1].lower() + one[1:] == other[:1].lower() + other[1:]
    return same_first and tuple(found[1:]) == tuple(wanted[1:])


def changes(source: Sequence[str], answer: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what an answer has in the place of what a source has; one of the two may be empty."""
    matcher = SequenceMatcher(None, source, answer, autojunk=False)
    for tag, low, high, left, right in matcher.get_opcodes():
        if tag != "equal":
            yield " ".join(source[low:high]), " ".join(answer[left:right])
