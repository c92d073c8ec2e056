"""One search: by words at once, by meaning as far as vectors are in, joined, within filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from assistant.errors import StoreError
from assistant.types import Private
from knowledge.embedding.meaning import Asked
from knowledge.index.keeper import Keeper
from knowledge.search.bearing import beside
from knowledge.search.filters import Filter, Resolved
from knowledge.search.fusion import LOOKED_AT_AGAIN, looked_at_again, normalised
from knowledge.search.lexical import by_words
from knowledge.search.linked import lifted
from knowledge.search.piecewise import closest
from knowledge.search.semantic import NARROW, Semantic
from knowledge.search.sureness import DOUBTFUL, LOOKED_AT, sureness
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

    `bearing` are those that may bear on the question. `given` are the allowed ones that do, none where they
    are taken not to hold the answer: the others have no part in it, for whoever is given passages for a
    question would else learn what stands in those kept back.
    """

    hits: tuple[Hit, ...]
    sureness: float
    bearing: tuple[Hit, ...]
    given: tuple[Hit, ...]

    @property
    def doubtful(self) -> bool:
        """Whether the answer is taken not to be in the notes."""
        return self.sureness < DOUBTFUL


@dataclass(frozen=True, slots=True)
class _Look:
    """One question looked for: scores in [0, 1], best first, cosines, and closenesses of pieces."""

    text: str
    asked: Asked | None
    scores: dict[int, float]
    meaning: Mapping[int, float]
    pieces: Mapping[int, float]


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
        return self._passages.hits(_first(scores, limit))

    def found(
        self,
        question: Private[str],
        limit: int,
        wanted: Filter = _EVERYTHING,
        *,
        places: bool = False,
        allowed: Callable[[Hit], bool] | None = None,
    ) -> Found:
        """Return what `find` does, and how sure it is that the notes hold an answer.

        `allowed` says of a passage whether it may be given; those that may not take no one's place.
        """
        look = self._look(question.reveal(), wanted)
        scores = look.scores if places else self._one_each(look.scores)
        hits = tuple(self._passages.hits(_first(scores, limit)))
        whole = own = self._sureness(look)
        free = hits
        if allowed is not None:
            free = tuple(islice(filter(allowed, self._passages.hits(scores)), limit))
            own = self._own_sureness(look, free)
        bearing, given = _bearing(look, hits), _bearing(look, free)
        return Found(hits, whole, bearing, given if own >= DOUBTFUL else ())

    def _sureness(self, look: _Look) -> float:
        first = _first(look.scores, LOOKED_AT)
        # Where pieces of the best are not in yet, words alone can tell.
        seen = look.pieces if look.pieces.keys() >= first.keys() else {}
        near = max(seen.values(), default=None)
        return sureness(self._base, look.text, self._passages.hits(first), near)

    def _own_sureness(self, look: _Look, hits: Sequence[Hit]) -> float:
        """Return how sure it is where these passages are all there is."""
        numbers = [hit.number for hit in hits[:LOOKED_AT_AGAIN]]
        seen = closest(self._base, look.asked, numbers) if look.asked else {}
        near = max(seen.values(), default=None)
        return sureness(self._base, look.text, hits[:LOOKED_AT], near)

    def scores(self, question: str, wanted: Filter = _EVERYTHING) -> dict[int, float]:
        """Return passages by number with their score in [0, 1], best first."""
        return self._look(question, wanted).scores

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

    def _look(self, question: str, wanted: Filter) -> _Look:
        text, resolved = shortened(question), self._resolved(wanted)
        asked = self._asked(text)
        meaning = self._nearest(asked, resolved)
        scores = normalised(meaning, self.words(text, resolved))
        if asked is None:
            return _Look(text, None, lifted(self._base, scores.joined()), meaning, {})
        pieces = closest(self._base, asked, list(scores.joined())[:LOOKED_AT_AGAIN])
        joined = lifted(self._base, looked_at_again(scores, pieces))
        return _Look(text, asked, joined, meaning, pieces)

    def _one_each(self, scores: Mapping[int, float]) -> dict[int, float]:
        files = self._passages.documents(list(scores))
        seen: set[int] = set()
        kept = {}
        for number, score in scores.items():
            if number in files and files[number] not in seen:
                seen.add(files[number])
                kept[number] = score
        return kept


def _first(scores: Mapping[int, float], count: int) -> dict[int, float]:
    return dict(islice(scores.items(), count))


def _bearing(look: _Look, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the passages that may bear on the question, judged by these alone."""
    numbers = {hit.number for hit in hits}
    meaning = {number: near for number, near in look.meaning.items() if number in numbers}
    aside = beside({hit.number: hit.score for hit in hits}, meaning)
    return tuple(hit for hit in hits if hit.number not in aside)


def shortened(question: str) -> str:
    """Return what is searched for of a question: all of it, or both ends of a long one."""
    if len(question) <= MOST_ASKED:
        return question
    half = MOST_ASKED // 2
    return f"{question[:half]}\n{question[-half:]}"
