"""A person named after an organisation: « la SCI Les Genêts et M. Aurélien Kerjean » are two."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.types import Kind
from guards.detection.first_names import first_names
from guards.detection.folding import fold
from guards.detection.recognizers.people import ANY_TITLE
from guards.detection.rule import Hit, Recogniser

_TITLED = regex.compile(rf"[ ](?:et|and|&)[ ](?:l[ea][ ])?{ANY_TITLE}[ ](?=\p{{Lu}})")
_NAMED = regex.compile(
    r"(?P<before>[^ ]+)[ ](?:et|and)[ ](?P<first>\p{Lu}[\p{L}'’-]*)[ ](?:(?:de|du|des|la|le|l'|d')[ ]?)*(?=\p{Lu})"
)
_JOINS = regex.compile(r"[ ](?:et|and|&)[ ](?:l[ea][ ])?")
_LONGEST = 24


class Parties:
    """What a rule for organisations reads as one name beyond its end: hidden even where no other rule finds it."""

    name = "party"
    kinds: tuple[Kind, ...] = (Kind.PERSON,)

    def __init__(self, companies: Recogniser) -> None:
        self._companies = companies

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the people named after organisations."""
        for hit in self._companies.find(text):
            end = before_party(text, hit.start, hit.end)
            if (joins := _JOINS.match(text, end)) and joins.end() < hit.end:
                yield Hit(joins.end(), hit.end, hit.score, Kind.PERSON, self.name)


def before_party(text: str, start: int, end: int) -> int:
    """Return where an organisation's name ends that was read from `start` to `end`."""
    if titled := _TITLED.search(text, start, end + _LONGEST):
        end = min(end, titled.start())
    for named in _NAMED.finditer(text, start, end):
        # « la fondation Pierre et Marie Curie » bears both first names.
        if _may_be_given(named["first"]) and not _may_be_given(named["before"]):
            return named.end("before")
    return end


def _may_be_given(word: str) -> bool:
    return fold(word) in first_names()
