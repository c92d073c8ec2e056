"""Names on lines of their own, as on a visiting card: the person, the company, the street, the town, the country.

A line says little by itself, its neighbours say much: under a person and over a street stands a company,
over a country a town.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from assistant.types import Kind
from guards.detection.first_names import is_first_name
from guards.detection.rule import Hit
from guards.detection.wordlists import is_listed

_GUESSED = frozenset({Kind.PERSON, Kind.LOCATION, Kind.ORG})
_MARGIN = " \t>*|?"
_STREET = regex.compile(
    r"\d{1,6}[ ,]|(?:PSC|Unit|BP|P\.?O\.? ?Box|rue|avenue)[ ]", regex.IGNORECASE
)
_COUNTRY_LINE = regex.compile(r"(?P<v>\D+?)[ ]*(?:\d{4,6})?")


def from_lines(hits: Iterable[Hit], text: str) -> Iterator[Hit]:
    """Yield the hits; names guessed from a line alone get the kind that the lines around them tell."""
    own = list(hits)
    people = {
        text[h.start : h.end] for h in own if h.kind is Kind.PERSON and " " in text[h.start : h.end]
    }
    for hit in own:
        alone = hit.rule == "ner" and hit.kind in _GUESSED and "\n" in text
        kind = _kind(hit, text, people) if alone else None
        yield replace(hit, kind=kind) if kind else hit


def _kind(hit: Hit, text: str, people: set[str]) -> Kind | None:
    first, last = text.rfind("\n", 0, hit.start) + 1, text.find("\n", hit.end)
    last = len(text) if last < 0 else last
    value = text[hit.start : hit.end]
    if text[first : hit.start].strip(_MARGIN) or text[hit.end : last].strip(_MARGIN + ","):
        return None
    before = _line(text[:first].rstrip("\n").rpartition("\n")[2])
    after = _line(text[last + 1 :].partition("\n")[0])
    if _is_country(after):
        return Kind.LOCATION
    named = before in people and (after == before or _STREET.match(after))
    lone = " " not in value and not is_first_name(value)
    return Kind.ORG if named and lone and not _is_country(value) else None


def _line(line: str) -> str:
    return line.strip(_MARGIN)


def _is_country(line: str) -> bool:
    match = _COUNTRY_LINE.fullmatch(line)
    return match is not None and is_listed(match["v"], "public_places")
