"""How rare a stem is among passages, so that the words that tell most weigh most."""

from __future__ import annotations

import math

from knowledge.search.filters import Resolved
from knowledge.store.database import Database

_ENOUGH = 5_000
"""A stem in more passages than this is common; no more are counted."""


class Rarity:
    """Rarity among the passages of one filter: nothing outside it has a part in it."""

    def __init__(self, base: Database, within: Resolved) -> None:
        self._base, self._within = base, within
        self._known: dict[str, float] = {}

    def of(self, stem: str) -> float:
        """Return the inverse document frequency of a stem (Robertson and Spärck Jones)."""
        if stem not in self._known:
            having, total = self._having(stem), self._within.count
            self._known[stem] = math.log(1 + (total - having + 0.5) / (having + 0.5))
        return self._known[stem]

    def _having(self, stem: str) -> int:
        if not self._within.open:
            return self._within.matching(f'stems: "{stem}"', _ENOUGH)
        self._base.run(
            "create virtual table if not exists temp.stems using fts5vocab ('main', 'words', 'col')"
        )
        row = self._base.row("select doc from temp.stems where term = ? and col = 'stems'", (stem,))
        return row[0] if row else 0
