"""Search by meaning: the nearest vectors, within filters, whoever owns the index."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

from knowledge.index.exact import Exact, nearest
from knowledge.index.keeper import Keeper
from knowledge.search.filters import Resolved
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
            return _first(self._passages(self._query(vector, limit)), limit)
        # Beside a closed folder however many: the index brings what lies there too, and less of the rest.
        if wanted.closed or wanted.count <= NARROW:
            there = wanted.vectors
            return self._kept(nearest(vector, *there, limit), wanted, limit) if there else {}
        return self._kept(self._query(vector, wanted.widened(limit)), wanted, limit)

    def _query(self, vector: Vectors, limit: int) -> dict[bytes, float]:
        if not self.settled and not self._keeper.open:
            # Importing chromadb alone takes 0.7 CPU-s.
            count = int(self._base.value("select count(*) from vectors"))
            if count <= SMALL:
                return self._exact.query(vector, limit)
        found = self._keeper.query(vector, limit)
        return self._exact.query(vector, limit) if found is None else found

    def _kept(self, found: Mapping[bytes, float], wanted: Resolved, limit: int) -> dict[int, float]:
        passages = self._passages(found)
        kept = wanted.keep(passages)
        return _first({n: score for n, score in passages.items() if n in kept}, limit)

    def _passages(self, found: Mapping[bytes, float]) -> dict[int, float]:
        """Return the passages that stand behind digests: one text may stand in several files."""
        digests = list(found)
        behind: dict[bytes, list[int]] = {}
        for at in range(0, len(digests), _AT_ONCE):
            part = digests[at : at + _AT_ONCE]
            marks = ",".join("?" * len(part))
            query = f"select id, vector from passages where vector in ({marks}) order by id"
            for number, digest in self._base.rows(query, part):
                behind.setdefault(digest, []).append(number)
        return {number: found[d] for d in digests for number in behind.get(d, ())}


def _first(scores: Mapping[int, float], limit: int) -> dict[int, float]:
    return dict(islice(scores.items(), limit))
