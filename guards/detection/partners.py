"""Firms called by their partners: « Lopez, Santos and Coleman is a design agency » is one name.

Three surnames, some of which were found, of which one thing is said or where someone comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from assistant.types import Kind
from guards.detection.first_names import is_first_name
from guards.detection.rule import Hit
from guards.detection.wordlists import is_listed

_ONE = r"\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*(?<!['’]s)"
_FIRM = rf"{_ONE},[ ]{_ONE}(?:,[ ]{_ONE})?,?[ ](?:and|et)[ ]{_ONE}"
_PARTNERS = regex.compile(
    rf"(?<![\w,][ ]|\w)(?P<v>{_FIRM})(?=['’]s[ ]\p{{L}}|[ ](?:is|was|has|est|a)[ ])|"
    rf"(?<=(?<!\w)(?:from|at|of|chez)[ ])(?P<v>{_FIRM})(?=['’]s[ ]|[ ](?:is|was|has|est)[ ])|"
    rf"(?<=(?<!\w)(?:from|at|chez)[ ])(?P<v>{_FIRM})(?=[ ]*(?:[.,;!?\n]|\Z))"
)
_NAME = regex.compile(_ONE)
_FOUND = frozenset({Kind.PERSON, Kind.ORG, Kind.LOCATION})
_ENOUGH = 2


def partners(hits: Iterable[Hit], text: str) -> Iterator[Hit]:
    """Yield the firms whose partners the models took for persons, places or companies of their own."""
    found = {(hit.start, hit.end) for hit in hits if hit.rule == "ner" and hit.kind in _FOUND}
    if len(found) < _ENOUGH:
        return
    for match in _PARTNERS.finditer(text):
        names = list(_NAME.finditer(text, *match.span("v")))
        if sum(_within(name.span(), found) for name in names) >= _ENOUGH and not any(
            _speaks_against(name.group()) for name in names
        ):
            yield Hit(*match.span("v"), 0.8, Kind.ORG, "partners")


def _within(name: tuple[int, int], found: Iterable[tuple[int, int]]) -> bool:
    return any(start <= name[0] and name[1] <= end for start, end in found)


def _speaks_against(name: str) -> bool:
    """Whether a name of the list is a first name or a country: then several are spoken of."""
    return is_first_name(name) or is_listed(name, "public_places")
