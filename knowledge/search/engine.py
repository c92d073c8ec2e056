"""One search: by words now, by meaning as vectors come in."""

from __future__ import annotations

from assistant.types import Private
from knowledge.search.lexical import by_words
from knowledge.store.database import Database
from knowledge.store.passages import Passages
from knowledge.values import Hit

DEPTH = 100
"""How many passages each way of searching brings to the fusion."""


class Search:
    """Answers questions from one base."""

    def __init__(self, database: Database) -> None:
        self._base = database
        self._passages = Passages(database)

    def find(self, question: Private[str], limit: int, *, places: bool = False) -> list[Hit]:
        """Return the best passages, best first: one a document, or with `places` all of them."""
        scores = by_words(self._base, question.reveal(), DEPTH)
        best = max(scores.values(), default=1.0)
        scores = {number: score / best for number, score in scores.items()}
        if not places:
            scores = self._one_each(scores)
        return self._passages.hits(dict(list(scores.items())[:limit]))

    def _one_each(self, scores: dict[int, float]) -> dict[int, float]:
        files = self._passages.documents(list(scores))
        seen: set[int] = set()
        kept = {}
        for number, score in scores.items():
            if number in files and files[number] not in seen:
                seen.add(files[number])
                kept[number] = score
        return kept
