"""Filters as they were resolved last, and how rare words are within them: many questions ask twice."""

from __future__ import annotations

from knowledge.search.filters import Filter, Resolved
from knowledge.search.rarity import Rarity
from knowledge.store.database import Database

_REMEMBERED = 4


class Filters:
    """The filters of one base; what is remembered is forgotten as soon as anything is written."""

    def __init__(self, base: Database) -> None:
        self._base, self._stamp = base, base.stamp
        self._resolved: dict[Filter, Resolved] = {}
        self._rare: tuple[Resolved, Rarity] | None = None

    def resolved(self, wanted: Filter) -> Resolved:
        """Return a filter ready to be asked."""
        stamp = self._base.stamp
        if self._stamp != stamp or len(self._resolved) >= _REMEMBERED:
            self._stamp, self._resolved = stamp, {}
        if wanted not in self._resolved:
            self._resolved[wanted] = Resolved(self._base, wanted)
        return self._resolved[wanted]

    def rarity(self, wanted: Filter) -> Rarity:
        """Return how rare words are among all that a filter's closed folders leave."""
        counted = self.resolved(Filter(without=wanted.without))
        if self._rare is None or self._rare[0] is not counted:
            self._rare = counted, Rarity(self._base, counted)
        return self._rare[1]
