"""Search by meaning: the nearest vectors, within filters, whoever owns the index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from knowledge.embedding.vectors import unpacked
from knowledge.index.exact import Exact
from knowledge.index.keeper import Keeper
from knowledge.search.filters import Resolved, as_json
from knowledge.store.database import Database

if TYPE_CHECKING:
    from knowledge.index.protocol import Vectors

NARROW = 6_000
"""A filter that leaves no more passages than this is compared with each of them."""
SMALL = 5_000
"""A base of no more vectors than this is compared whole, unless the index is open already."""
_AT_ONCE = 500


class Semantic:
    """The vectors of one base."""

    def __init__(self, base: Database, keeper: Keeper) -> None:
        self._base, self._keeper = base, keeper
        self._exact = Exact(base)
        self.settled = False

    def nearest(self, vector: Vectors, limit: int, wanted: Resolved) -> dict[int, float]:
        """Return the nearest passages by number with their cosine, best first."""
        if wanted.open:
            return self._passages(self._query(vector, limit), limit)
        if wanted.count <= NARROW:
            return self._among(vector, wanted.numbers, limit)
        wide = wanted.widened(limit)
        found = self._passages(self._query(vector, wide), wide)
        kept = wanted.keep(found)
        return dict([(n, score) for n, score in found.items() if n in kept][:limit])

    def _query(self, vector: Vectors, limit: int) -> dict[bytes, float]:
        if not self.settled and not self._keeper.open:
            # Importing chromadb alone takes 0.7 CPU-s.
            count = int(self._base.value("select count(*) from vectors"))
            if count <= SMALL:
                return self._exact.query(vector, limit)
        found = self._keeper.query(vector, limit)
        return self._exact.query(vector, limit) if found is None else found

    def _among(self, vector: Vectors, numbers: list[int], limit: int) -> dict[int, float]:
        import numpy as np

        rows = self._base.rows(
            "select p.id, v.value from passages p join vectors v on v.digest = p.vector"
            " where p.id in (select value from json_each(?))",
            (as_json(numbers),),
        )
        if not rows:
            return {}
        scores = unpacked([row[1] for row in rows]) @ vector
        return {rows[at][0]: float(scores[at]) for at in np.argsort(-scores, kind="stable")[:limit]}

    def _passages(self, found: Mapping[bytes, float], limit: int) -> dict[int, float]:
        """Return the passages that stand behind digests: one text may stand in several files."""
        digests = list(found)
        behind: dict[bytes, list[int]] = {}
        for at in range(0, len(digests), _AT_ONCE):
            part = digests[at : at + _AT_ONCE]
            marks = ",".join("?" * len(part))
            query = f"select id, vector from passages where vector in ({marks}) order by id"
            for number, digest in self._base.rows(query, part):
                behind.setdefault(digest, []).append(number)
        ranked = [(number, found[d]) for d in digests for number in behind.get(d, ())]
        return dict(ranked[:limit])
