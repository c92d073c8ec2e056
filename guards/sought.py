"""Values sought in every text of a request, each text only for those that it was not searched for before."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from assistant.types import Kind
from guards.absences import Absences
from guards.detection.terms_adapter import MIN_LENGTH, Terms, lines, spelt

_FEW = 200
"""So many values are sought one by one in the time that one search for all of them takes to make."""


class Sought:
    """Values by their kinds, see `Terms`; `absences` remembers where they do not stand."""

    def __init__(
        self, values: Mapping[str, Kind], rule: str, score: float, absences: Absences
    ) -> None:
        self._values, self._rule, self._score = values, rule, score
        self._all, self._absences = frozenset(values), absences

    @cached_property
    def terms(self) -> Terms:
        """The search for all of them, made where one of them may stand."""
        return Terms(self._values, self._rule, self._score)

    def absent(self, text: str) -> bool:
        """Whether none of them stands in a view, in any of its readings."""
        searched = self._absences.of(text)
        unsought = self._absences.unsought(searched, self._all)
        if unsought and not self._are_absent(unsought, text):
            return False
        searched.absent = self._all
        return True

    def note(self, text: str) -> None:
        """Remember that none of them stands in a view, although letters of one do within a word."""
        self._absences.of(text).absent = self._all

    def _are_absent(self, values: frozenset[str], text: str) -> bool:
        if len(values) > _FEW:
            return self.terms.absent(text)
        folded = [term for value in values if len(term := spelt(value)) >= MIN_LENGTH]
        return not any(value in line for line in lines(text) for value in folded)
