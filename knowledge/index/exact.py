"""Compares a question with every vector, straight from SQLite.

For a program that finds the index owned by another, for narrow filters, and for small bases, where
it takes less time than opening an index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.embedding.vectors import unpacked
from knowledge.store.database import Database

if TYPE_CHECKING:
    from knowledge.index.protocol import Vectors


class Exact:
    """All vectors of a base in memory, read again when they change."""

    def __init__(self, base: Database) -> None:
        self._base = base
        self._mark: tuple[int, int] | None = None
        self._digests: list[bytes] = []
        self._matrix: Vectors | None = None

    def query(self, vector: Vectors, limit: int) -> dict[bytes, float]:
        """Return the nearest digests with their cosine, best first."""
        mark = (
            self._base.stamp
        )  # not the highest number: a new vector may take that of a deleted one
        if mark != self._mark:
            rows = self._base.rows("select digest, value from vectors")
            self._digests = [row[0] for row in rows]
            self._matrix = unpacked([row[1] for row in rows]) if rows else None
            self._mark = mark
        if self._matrix is None:
            return {}
        return nearest(vector, self._digests, self._matrix, limit)


def nearest(
    vector: Vectors, digests: list[bytes], matrix: Vectors, limit: int
) -> dict[bytes, float]:
    """Return the digests of the rows nearest to `vector`, best first."""
    import numpy as np

    scores = matrix @ vector
    best = np.argsort(-scores, kind="stable")[:limit]
    return {digests[at]: float(scores[at]) for at in best}
