"""A question looked for by words, by meaning, and piece by piece: what every passage found is judged by."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from assistant.errors import StoreError
from assistant.language import guess
from assistant.types import Language
from knowledge.embedding.meaning import Asked
from knowledge.index.keeper import Keeper
from knowledge.search.coverage import covered
from knowledge.search.excerpts import Counting
from knowledge.search.filters import Filter, Resolved
from knowledge.search.fusion import LOOKED_AT_AGAIN, Scores, first, looked_at_again, normalised
from knowledge.search.lexical import by_words, phrases
from knowledge.search.linked import lifted
from knowledge.search.piecewise import closest
from knowledge.search.resolving import Filters
from knowledge.search.semantic import NARROW, Semantic
from knowledge.search.sureness import LOOKED_AT, across
from knowledge.search.within import bm25
from knowledge.store.database import Database
from knowledge.store.passages import Passages

DEPTH = 100
"""How many passages each way of searching brings to the fusion."""
MOST_ASKED = 4_000
"""Characters of a question that are searched for: of a pasted text its beginning and its end, where
questions stand. The model reads a hundred thousand in five seconds, and no one waits for that."""


class QuestionEmbedder(Counting, Protocol):
    """What a search needs of a model."""

    def question(self, text: str) -> Asked:
        """Return a question embedded."""


@dataclass(frozen=True, slots=True)
class Look:
    """One question looked for: scores in [0, 1], best first, cosines, and closenesses of pieces."""

    text: str
    scores: dict[int, float]
    meaning: Mapping[int, float]
    pieces: Mapping[int, float]

    def only(self, numbers: Collection[int]) -> Look:
        """Return it with these passages alone."""
        scores, meaning, pieces = (
            {n: value for n, value in each.items() if n in numbers}
            for each in (self.scores, self.meaning, self.pieces)
        )
        return Look(self.text, scores, meaning, pieces)


class Looks:
    """Looks for questions in one base; the model is loaded by the first one."""

    def __init__(
        self, base: Database, keeper: Keeper, embedder: Callable[[], QuestionEmbedder]
    ) -> None:
        self.embedder, self.filters = embedder, Filters(base)
        self.semantic = Semantic(base, keeper)
        self._base, self._passages = base, Passages(base)
        self._last: tuple[str, Asked] | None = None
        self.words_only = False
        """Whether the model could not be loaded, so that only words were searched."""

    def words(self, question: str, wanted: Resolved) -> dict[int, float]:
        """Return the best passages by BM25."""
        if wanted.open:
            return by_words(self._base, question, DEPTH)
        if wanted.closed:
            return bm25(self._base, phrases(question), wanted.lengths, DEPTH)
        if wanted.count <= NARROW:
            return by_words(self._base, question, DEPTH, wanted.numbers)
        found = by_words(self._base, question, wanted.widened(DEPTH))
        kept = wanted.keep(found)
        return dict([(n, score) for n, score in found.items() if n in kept][:DEPTH])

    def meaning(self, question: str, wanted: Resolved) -> dict[int, float]:
        """Return the best passages by cosine; none while there are no vectors."""
        return self._nearest(self.asked(question), wanted)

    def asked(self, question: str) -> Asked | None:
        """Return a question embedded; the last one is remembered, for what is found is asked about again."""
        if not question.strip() or not self._base.row("select 1 from vectors limit 1"):
            return None
        return self.embedded(question)

    def embedded(self, question: str) -> Asked | None:
        """Return a question embedded, whatever this base holds; None, and `words_only`, without the model."""
        if self._last is None or self._last[0] != question:
            try:
                self._last = question, self.embedder().question(question)
            except StoreError:
                self.words_only = True
                return None
        return self._last[1]

    def _nearest(self, asked: Asked | None, wanted: Resolved) -> dict[int, float]:
        return self.semantic.nearest(asked.vector, DEPTH, wanted) if asked else {}

    def look(self, text: str, asked: Asked | None, wanted: Filter) -> Look:
        """Return a question looked for, which `asked` embedded, within a filter."""
        resolved = self.filters.resolved(wanted)
        meaning = self._nearest(asked, resolved)
        scores = normalised(meaning, self.words(text, resolved))
        if asked is None:
            return Look(text, lifted(self._base, scores.joined()), meaning, {})
        pieces = closest(self._base, asked, list(scores.joined())[:LOOKED_AT_AGAIN])
        told = self._told_by_words(text, scores, pieces, wanted)
        joined = lifted(self._base, looked_at_again(scores, pieces, told))
        return Look(text, joined, meaning, pieces)

    def _told_by_words(
        self, text: str, scores: Scores, pieces: Mapping[int, float], wanted: Filter
    ) -> float:
        """Return from 0 to 1 what words have to say: all, unless the nearest passage is in another language."""
        if not across(text, self.spoken(pieces)):
            return 1.0
        best = self._passages.hits(first(scores.words, LOOKED_AT))
        return covered(text, best, self.filters.rarity(wanted).of)

    def spoken(self, pieces: Mapping[int, float]) -> Language | None:
        """Return the language of the passage that comes nearest."""
        nearest = max(pieces, key=pieces.__getitem__, default=0)
        found = self._passages.hits({nearest: 1.0})
        return (guess(found[0].text) or found[0].language) if found else None


def shortened(question: str) -> str:
    """Return what is searched for of a question: all of it, or both ends of a long one."""
    if len(question) <= MOST_ASKED:
        return question
    half = MOST_ASKED // 2
    return f"{question[:half]}\n{question[-half:]}"
