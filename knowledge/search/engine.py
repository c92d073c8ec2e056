"""One search: by words at once, by meaning as far as vectors are in, joined, within filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.types import Private
from knowledge.index.keeper import Keeper
from knowledge.search.bearing import beside
from knowledge.search.excerpts import excerpt
from knowledge.search.filters import Filter
from knowledge.search.fusion import first
from knowledge.search.looking import Look, Looks, QuestionEmbedder, shortened
from knowledge.search.sureness import DOUBTFUL, LOOKED_AT, Nearest, lead, sureness
from knowledge.store.database import Database
from knowledge.store.passages import Passages
from knowledge.values import Hit

_EVERYTHING = Filter()


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


class Search:
    """Answers questions from one base; the model is loaded by the first one."""

    def __init__(
        self, base: Database, keeper: Keeper, embedder: Callable[[], QuestionEmbedder]
    ) -> None:
        self._base, self._passages = base, Passages(base)
        self.looks = Looks(base, keeper, embedder)

    @property
    def words_only(self) -> bool:
        """Whether the model could not be loaded, so that only words were searched."""
        return self.looks.words_only

    def settle(self) -> None:
        """Expect many questions: open the vector index however small the base is."""
        self.looks.semantic.settled = True

    def holds(self, wanted: Filter) -> bool:
        """Whether any passage passes a filter."""
        return self.looks.filters.resolved(wanted).count > 0

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
        return self._passages.hits(first(scores, limit))

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
        asked = self.looks.asked(text)
        look = self.looks.look(text, asked, wanted)
        hits, sure = self._hits(look, limit, places=places), self._sureness(look, wanted)
        found = Found(hits, sure, _bearing(look, hits), ())
        if allowed is not None:
            wanted = replace(wanted, without=allowed.closed)
            look = self._allowed(self.looks.look(text, asked, wanted), allowed)
            hits, sure = self._hits(look, limit, places=places), self._sureness(look, wanted)
        return replace(found, given=_bearing(look, hits) if sure >= DOUBTFUL else ())

    def _hits(self, look: Look, limit: int, *, places: bool) -> tuple[Hit, ...]:
        scores = look.scores if places else self._one_each(look.scores)
        return tuple(self._passages.hits(first(scores, limit)))

    def excerpts(self, question: Private[str], hits: Sequence[Hit], most: int) -> list[str]:
        """Return of each passage the words that bear on the question, at most so many characters."""
        text = shortened(question.reveal())
        asked = self.looks.asked(text)
        model = (asked, self.looks.embedder()) if asked else None
        return [excerpt(self._base, hit, text, model, most) for hit in hits]

    def _allowed(self, look: Look, allowed: Allowed) -> Look:
        free = filter(allowed.passes, self._passages.hits(look.scores))
        return look.only({hit.number for hit in free})

    def _sureness(self, look: Look, wanted: Filter) -> float:
        best = self._passages.hits(first(look.scores, LOOKED_AT))
        nearest = self._nearest_pieces(look, best)
        return sureness(look.text, best, nearest, self.looks.filters.rarity(wanted).of)

    def _nearest_pieces(self, look: Look, best: Sequence[Hit]) -> Nearest | None:
        """Return what comes nearest; where pieces of the best are not in yet, words alone can tell."""
        if not look.pieces or not look.pieces.keys() >= {hit.number for hit in best}:
            return None
        spoken = self.looks.spoken(look.pieces)
        return Nearest(max(look.pieces.values()), spoken, lead(look.meaning.values()))

    def scores(self, question: str, wanted: Filter = _EVERYTHING) -> dict[int, float]:
        """Return passages by number with their score in [0, 1], best first."""
        text = shortened(question)
        return self.looks.look(text, self.looks.asked(text), wanted).scores

    def _one_each(self, scores: Mapping[int, float]) -> dict[int, float]:
        files = self._passages.documents(list(scores))
        seen: set[int] = set()
        kept = {}
        for number, score in scores.items():
            if number in files and files[number] not in seen:
                seen.add(files[number])
                kept[number] = score
        return kept


def _bearing(look: Look, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the passages that may bear on the question, judged by these alone."""
    alone = look.only({hit.number for hit in hits})
    aside = beside({hit.number: hit.score for hit in hits}, alone.meaning, alone.pieces)
    return tuple(hit for hit in hits if hit.number not in aside)
