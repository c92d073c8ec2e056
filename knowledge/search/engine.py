"""One search: by words at once, by meaning as far as vectors are in, joined, within filters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Protocol

from assistant.errors import StoreError
from assistant.language import guess
from assistant.types import Private
from knowledge.embedding.meaning import Asked
from knowledge.index.keeper import Keeper
from knowledge.search.bearing import beside
from knowledge.search.excerpts import Counting, excerpt
from knowledge.search.filters import Filter, Resolved
from knowledge.search.fusion import LOOKED_AT_AGAIN, looked_at_again, normalised
from knowledge.search.lexical import by_words
from knowledge.search.linked import lifted
from knowledge.search.piecewise import closest
from knowledge.search.rarity import Rarity
from knowledge.search.semantic import NARROW, Semantic
from knowledge.search.sureness import DOUBTFUL, LOOKED_AT, Nearest, lead, sureness
from knowledge.store.database import Database
from knowledge.store.passages import Passages
from knowledge.values import Hit

DEPTH = 100
"""How many passages each way of searching brings to the fusion."""
MOST_ASKED = 4_000
"""Characters of a question that are searched for: of a pasted text its beginning and its end, where
questions stand. The model reads a hundred thousand in five seconds, and no one waits for that."""
_REMEMBERED = 4
_EVERYTHING = Filter()


class QuestionEmbedder(Counting, Protocol):
    """What a search needs of a model."""

    def question(self, text: str) -> Asked:
        """Return a question embedded."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may be given: nothing under the absolute paths `closed`, and of the rest what `passes`."""

    closed: tuple[str, ...] = field(repr=False)
    passes: Callable[[Hit], bool]


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
    scores: dict[int, float]
    meaning: Mapping[int, float]
    pieces: Mapping[int, float]

    def only(self, numbers: Collection[int]) -> _Look:
        """Return it with these passages alone."""
        scores, meaning, pieces = (
            {n: value for n, value in each.items() if n in numbers}
            for each in (self.scores, self.meaning, self.pieces)
        )
        return _Look(self.text, scores, meaning, pieces)


class Search:
    """Answers questions from one base; the model is loaded by the first one."""

    def __init__(
        self, base: Database, keeper: Keeper, embedder: Callable[[], QuestionEmbedder]
    ) -> None:
        self._base, self._embedder = base, embedder
        self._passages = Passages(base)
        self._semantic = Semantic(base, keeper)
        self._filters: dict[Filter, Resolved] = {}
        self._stamp = base.stamp
        self._last: tuple[str, Asked] | None = None
        self.words_only = False
        """Whether the model could not be loaded, so that only words were searched."""

    def settle(self) -> None:
        """Expect many questions: open the vector index however small the base is."""
        self._semantic.settled = True

    def holds(self, wanted: Filter) -> bool:
        """Whether any passage passes a filter."""
        return self._resolved(wanted).count > 0

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
        allowed: Allowed | None = None,
    ) -> Found:
        """Return what `find` does, and how sure it is that the notes hold an answer.

        What is `given` is found as if nothing else were in the base; None allows everything.
        """
        text = shortened(question.reveal())
        asked = self._asked(text)
        look = self._look(text, asked, wanted)
        hits, sure = self._hits(look, limit, places=places), self._sureness(look, wanted)
        found = Found(hits, sure, _bearing(look, hits), ())
        if allowed is not None:
            wanted = replace(wanted, without=allowed.closed)
            look = self._allowed(self._look(text, asked, wanted), allowed)
            hits, sure = self._hits(look, limit, places=places), self._sureness(look, wanted)
        return replace(found, given=_bearing(look, hits) if sure >= DOUBTFUL else ())

    def _hits(self, look: _Look, limit: int, *, places: bool) -> tuple[Hit, ...]:
        scores = look.scores if places else self._one_each(look.scores)
        return tuple(self._passages.hits(_first(scores, limit)))

    def excerpts(self, question: Private[str], hits: Sequence[Hit], most: int) -> list[str]:
        """Return of each passage the words that bear on the question, at most so many characters."""
        text = shortened(question.reveal())
        asked = self._asked(text)
        model = (asked, self._embedder()) if asked else None
        return [excerpt(self._base, hit, text, model, most) for hit in hits]

    def _allowed(self, look: _Look, allowed: Allowed) -> _Look:
        free = filter(allowed.passes, self._passages.hits(look.scores))
        return look.only({hit.number for hit in free})

    def _sureness(self, look: _Look, wanted: Filter) -> float:
        first = self._passages.hits(_first(look.scores, LOOKED_AT))
        counted = self._resolved(Filter(without=wanted.without))
        nearest = self._nearest_pieces(look, first)
        return sureness(look.text, first, nearest, Rarity(self._base, counted).of)

    def _nearest_pieces(self, look: _Look, first: Sequence[Hit]) -> Nearest | None:
        """Return what comes nearest; where pieces of the best are not in yet, words alone can tell."""
        if not look.pieces or not look.pieces.keys() >= {hit.number for hit in first}:
            return None
        number = max(look.pieces, key=look.pieces.__getitem__)
        found = self._passages.hits({number: 1.0})
        spoken = (guess(found[0].text) or found[0].language) if found else None
        return Nearest(look.pieces[number], spoken, lead(look.meaning.values()))

    def scores(self, question: str, wanted: Filter = _EVERYTHING) -> dict[int, float]:
        """Return passages by number with their score in [0, 1], best first."""
        text = shortened(question)
        return self._look(text, self._asked(text), wanted).scores

    def _resolved(self, wanted: Filter) -> Resolved:
        """Return a filter as it was resolved, if nothing was written since: many ask twice."""
        stamp = self._base.stamp
        if self._stamp != stamp or len(self._filters) >= _REMEMBERED:
            self._stamp, self._filters = stamp, {}
        if wanted not in self._filters:
            self._filters[wanted] = Resolved(self._base, wanted)
        return self._filters[wanted]

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
        """Return a question embedded; the last one is remembered, for what is found is asked about again."""
        if not question.strip() or not self._base.row("select 1 from vectors limit 1"):
            return None
        if self._last is None or self._last[0] != question:
            try:
                self._last = question, self._embedder().question(question)
            except StoreError:
                self.words_only = True
                return None
        return self._last[1]

    def _nearest(self, asked: Asked | None, wanted: Resolved) -> dict[int, float]:
        return self._semantic.nearest(asked.vector, DEPTH, wanted) if asked else {}

    def _look(self, text: str, asked: Asked | None, wanted: Filter) -> _Look:
        resolved = self._resolved(wanted)
        meaning = self._nearest(asked, resolved)
        scores = normalised(meaning, self.words(text, resolved))
        if asked is None:
            return _Look(text, lifted(self._base, scores.joined()), meaning, {})
        pieces = closest(self._base, asked, list(scores.joined())[:LOOKED_AT_AGAIN])
        joined = lifted(self._base, looked_at_again(scores, pieces))
        return _Look(text, joined, meaning, pieces)

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
