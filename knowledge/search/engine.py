"""One search: by words at once, by meaning as far as vectors are in, joined, within filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from assistant.errors import StoreError
from assistant.types import Private
from knowledge.embedding.meaning import Asked
from knowledge.index.keeper import Keeper
from knowledge.search.filters import Filter, Resolved
from knowledge.search.fusion import LOOKED_AT_AGAIN, looked_at_again, normalised
from knowledge.search.lexical import by_words
from knowledge.search.linked import lifted
from knowledge.search.piecewise import closest
from knowledge.search.semantic import NARROW, Semantic
from knowledge.search.sureness import DOUBTFUL, sureness
from knowledge.store.database import Database
from knowledge.store.passages import Passages
from knowledge.values import Hit

DEPTH = 100
"""How many passages each way of searching brings to the fusion."""
_EVERYTHING = Filter()


class QuestionEmbedder(Protocol):
    """What a search needs of a model."""

    def question(self, text: str) -> Asked:
        """Return a question embedded."""


@dataclass(frozen=True, slots=True)
class Found:
    """Passages, best first, and how likely an answer is among the notes, from 0 to 1."""

    hits: tuple[Hit, ...]
    sureness: float

    @property
    def doubtful(self) -> bool:
        """Whether the answer is taken not to be in the notes."""
        return self.sureness < DOUBTFUL


class Search:
    """Answers questions from one base; the model is loaded by the first one."""

    def __init__(
        self, base: Database, keeper: Keeper, embedder: Callable[[], QuestionEmbedder]
    ) -> None:
        self._base, self._embedder = base, embedder
        self._passages = Passages(base)
        self._semantic = Semantic(base, keeper)
        self._last: tuple[tuple[Filter, tuple[int, int]], Resolved] | None = None
        self.words_only = False
        """Whether the model could not be loaded, so that only words were searched."""

    def settle(self) -> None:
        """Expect many questions: open the vector index however small the base is."""
        self._semantic.settled = True

    def find(
        self,
        question: Private[str],
        limit: int,
        wanted: Filter = _EVERYTHING,
        *,
        places: bool = False,
    ) -> list[Hit]:
        """Return the best passages, best first: one a document, or with `places` all of them."""
        scores = self.scores(question.reveal(), wanted)
        if not places:
            scores = self._one_each(scores)
        return self._passages.hits(dict(list(scores.items())[:limit]))

    def found(self, question: Private[str], limit: int, wanted: Filter = _EVERYTHING) -> Found:
        """Return the best passages with how sure it is that the notes hold an answer."""
        text, resolved = question.reveal(), self._resolved(wanted)
        asked = self._asked(text)
        meaning = self._nearest(asked, resolved)
        scores = self._joined(asked, meaning, self.words(text, resolved))
        hits = self._passages.hits(dict(list(scores.items())[:limit]))
        nearest = max(meaning.values(), default=None)
        return Found(tuple(hits), sureness(self._base, text, hits, nearest))

    def scores(self, question: str, wanted: Filter = _EVERYTHING) -> dict[int, float]:
        """Return passages by number with their score in [0, 1], best first."""
        resolved = self._resolved(wanted)
        asked = self._asked(question)
        return self._joined(asked, self._nearest(asked, resolved), self.words(question, resolved))

    def _resolved(self, wanted: Filter) -> Resolved:
        """Return a filter as it was resolved last, if nothing was written since: many ask twice."""
        mark = (wanted, self._base.stamp)
        if self._last is None or self._last[0] != mark:
            self._last = mark, Resolved(self._base, wanted)
        return self._last[1]

    def words(self, question: str, wanted: Resolved) -> dict[int, float]:
        """Return the best passages by BM25."""
        if wanted.open:
            return by_words(self._base, question, DEPTH)
        if wanted.count <= NARROW:
            return by_words(self._base, question, DEPTH, wanted.numbers)
        found = by_words(self._base, question, wanted.widened(DEPTH))
        kept = wanted.keep(found)
        return dict([(n, score) for n, score in found.items() if n in kept][:DEPTH])

    def meaning(self, question: str, wanted: Resolved) -> dict[int, float]:
        """Return the best passages by cosine; none while there are no vectors."""
        return self._nearest(self._asked(question), wanted)

    def _asked(self, question: str) -> Asked | None:
        if not question.strip() or not self._base.row("select 1 from vectors limit 1"):
            return None
        try:
            return self._embedder().question(question)
        except StoreError:
            self.words_only = True
            return None

    def _nearest(self, asked: Asked | None, wanted: Resolved) -> dict[int, float]:
        return self._semantic.nearest(asked.vector, DEPTH, wanted) if asked else {}

    def _joined(
        self, asked: Asked | None, meaning: Mapping[int, float], words: Mapping[int, float]
    ) -> dict[int, float]:
        scores = normalised(meaning, words)
        if asked is None:
            return lifted(self._base, scores.joined())
        first = list(scores.joined())[:LOOKED_AT_AGAIN]
        again = looked_at_again(scores, closest(self._base, asked, first))
        return lifted(self._base, again)

    def _one_each(self, scores: dict[int, float]) -> dict[int, float]:
        files = self._passages.documents(list(scores))
        seen: set[int] = set()
        kept = {}
        for number, score in scores.items():
            if number in files and files[number] not in seen:
                seen.add(files[number])
                kept[number] = score
        return kept
