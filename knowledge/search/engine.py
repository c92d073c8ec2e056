"""One search: by words at once, by meaning as far as vectors are in, joined, within filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
MOST_ASKED = 4_000
"""Characters of a question that are searched for: of a pasted text its beginning and its end, where
questions stand. The model reads a hundred thousand in five seconds, and no one waits for that."""
_EVERYTHING = Filter()


class QuestionEmbedder(Protocol):
    """What a search needs of a model."""

    def question(self, text: str) -> Asked:
        """Return a question embedded."""


@dataclass(frozen=True, slots=True)
class Found:
    """Passages, best first, and how likely an answer is among the notes, from 0 to 1.

    `free` are those that were allowed, `own` how likely an answer is among them alone.
    """

    hits: tuple[Hit, ...]
    sureness: float
    free: tuple[Hit, ...]
    own: float

    @property
    def doubtful(self) -> bool:
        """Whether the answer is taken not to be in the notes."""
        return self.sureness < DOUBTFUL

    @property
    def given(self) -> tuple[Hit, ...]:
        """The allowed passages, none where they are taken not to hold the answer.

        The others have no part in it: whoever is given passages for a question would else learn what
        stands in those kept back.
        """
        return () if self.own < DOUBTFUL else self.free


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

    def found(
        self,
        question: Private[str],
        limit: int,
        wanted: Filter = _EVERYTHING,
        allowed: Callable[[Hit], bool] = lambda _hit: True,
    ) -> Found:
        """Return the best passages with how sure it is that the notes hold an answer."""
        text, resolved = shortened(question.reveal()), self._resolved(wanted)
        asked = self._asked(text)
        meaning = self._nearest(asked, resolved)
        scores = self._joined(asked, meaning, self.words(text, resolved))
        hits = self._passages.hits(dict(list(scores.items())[:limit]))
        whole = sureness(self._base, text, hits, max(meaning.values(), default=None))
        free = [hit for hit in hits if allowed(hit)]
        own = whole if len(free) == len(hits) else self._sureness(text, free, meaning)
        return Found(tuple(hits), whole, tuple(free), own)

    def _sureness(self, text: str, hits: Sequence[Hit], meaning: Mapping[int, float]) -> float:
        """Return how sure it is where these passages are all there is."""
        near = max((meaning.get(hit.number, 0.0) for hit in hits), default=0.0)
        return sureness(self._base, text, hits, near if meaning else None)

    def scores(self, question: str, wanted: Filter = _EVERYTHING) -> dict[int, float]:
        """Return passages by number with their score in [0, 1], best first."""
        question, resolved = shortened(question), self._resolved(wanted)
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


def shortened(question: str) -> str:
    """Return what is searched for of a question: all of it, or both ends of a long one."""
    if len(question) <= MOST_ASKED:
        return question
    half = MOST_ASKED // 2
    return f"{question[:half]}\n{question[-half:]}"
