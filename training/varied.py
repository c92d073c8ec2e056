"""The same text about other people, places and organisations: few texts teach more names that way."""

from __future__ import annotations

import re
from random import Random

from training import lists
from training.assembled import Piece, joined
from training.noise import noisy
from training.sources import Labelled

_WORD = re.compile(r"[^\W\d_]+")
_SHARE, _NOISY = 0.5, 0.3
_ORGS, _PLACES = 0.3, 0.35


def varied(text: Labelled, organisations: list[str], random: Random) -> Labelled:
    """Return the text as it is, or with other names, or written less carefully."""
    pieces = _pieces(text)
    if random.random() < _SHARE:
        names = _Names(text.lang, organisations, random)
        pieces = [(names.other(part, label), label) for part, label in pieces]
    if random.random() < _NOISY:
        pieces = noisy(pieces, random)
    whole, spans = joined(pieces)
    return Labelled(whole, text.lang, text.source, spans, text.unlabelled)


class _Names:
    """What each name of a text is called instead: one word always becomes the same other word."""

    def __init__(self, lang: str, organisations: list[str], random: Random) -> None:
        self._lang, self._organisations, self._random = lang, organisations, random
        self._known: dict[str, str] = {}
        foreign = random.random() < 0.35
        self._country = random.choice(lists.foreign_names()) if foreign else None

    def other(self, part: str, label: str) -> str:
        if label == "PERSON":
            return self._person(part)
        if label == "ORG" and self._random.random() < _ORGS:
            return self._kept(part, lambda: self._random.choice(self._organisations))
        if label == "LOCATION" and self._random.random() < _PLACES and _WORD.fullmatch(part):
            return self._kept(part, lambda: lists.cities(self._lang).draw(self._random))
        return part

    def _person(self, part: str) -> str:
        words = len(_WORD.findall(part))
        number = -1

        def word(match: re.Match[str]) -> str:
            nonlocal number
            number += 1
            own = match.group()
            if own.islower() and words > 1:
                return own
            if len(own) == 1:
                return self._kept(own, lambda: self._random.choice("ABCDEFGHJKLMNPRSTV"))
            return self._kept(own, lambda: self._drawn(first=number == 0))

        return _WORD.sub(word, part)

    def _drawn(self, *, first: bool) -> str:
        if self._country:
            return self._random.choice(self._country[0 if first else 1])
        if self._lang == "fr":
            source = lists.first_names_fr() if first else lists.last_names_fr()
        else:
            source = lists.first_names_en() if first else lists.last_names_en()
        return source.draw(self._random)

    def _kept(self, own: str, draw) -> str:  # noqa: ANN001
        key = own.casefold()
        if key not in self._known:
            self._known[key] = draw()
        other = self._known[key]
        if own.isupper() and len(own) > 1:
            return other.upper()
        return other.lower() if own.islower() else other


def _pieces(text: Labelled) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for start, end, label in text.spans:
        found += [(text.text[at:start], ""), (text.text[start:end], label)]
        at = end
    return [(part.replace("\n", "⏎"), label) for part, label in (*found, (text.text[at:], ""))]
