"""Values of which few stand in a text: those that do are picked out first, and only they are sought closely.

To make a search for all (Aho–Corasick) takes longer than to look for each in a page, as long as they are few;
a conversation, which learns more at every turn, would make it anew each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from assistant.types import Kind
from guards.detection.regrouped import Regrouped, joined
from guards.detection.rule import Hit
from guards.detection.terms_adapter import Terms, lines, spelt

_FEW = 200


class Literals:
    """Values as they are written, whatever case and accents."""

    def __init__(self, values: Mapping[str, Kind], name: str, score: float) -> None:
        self._values, self._name, self._score = values, name, score

    def find(self, text: str) -> Iterator[Hit]:
        """Yield a hit for each occurrence; see `Terms`."""
        if len(self._values) > _FEW:
            yield from self._all.find(text)
        elif own := self._standing(text):
            yield from Terms(own, self._name, self._score).find(text)

    @cached_property
    def _all(self) -> Terms:
        return Terms(self._values, self._name, self._score)

    @cached_property
    def _spelt(self) -> list[tuple[str, str]]:
        """Each value beside what it is sought as: many texts of one request are asked."""
        return [(value, spelt(value)) for value in self._values]

    def _standing(self, text: str) -> dict[str, Kind]:
        line = next(lines(text))
        return {value: self._values[value] for value, own in self._spelt if own in line}


class Numbers:
    """Numbers in any grouping."""

    def __init__(self, numbers: Mapping[str, Kind]) -> None:
        self._numbers = numbers

    def find(self, text: str) -> Iterator[Hit]:
        """Yield a hit for each occurrence; see `Regrouped`."""
        if len(self._numbers) > _FEW:
            yield from self._all.find(text)
            return
        bare = joined(text).text
        if own := {number: kind for number, kind in self._numbers.items() if number in bare}:
            yield from Regrouped(own).find(text)

    @cached_property
    def _all(self) -> Regrouped:
        return Regrouped(self._numbers)
