"""The second look: candidates compared with the question piece by piece."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.embedding.meaning import Asked, closeness
from knowledge.search.filters import as_json
from knowledge.store.database import Database


def closest(base: Database, asked: Asked, numbers: Sequence[int]) -> dict[int, float]:
    """Return how near those passages come whose pieces are in, by number."""
    rows = base.rows(
        "select p.id, t.value from passages p join vectors v on v.digest = p.vector"
        " join pieces t on t.vector = v.id where p.id in (select value from json_each(?))",
        (as_json(numbers),),
    )
    if not rows:
        return {}
    near = closeness(asked, [pieces for _number, pieces in rows])
    return {number: score for (number, _pieces), score in zip(rows, near, strict=True)}
