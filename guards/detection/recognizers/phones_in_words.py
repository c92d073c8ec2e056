"""Phone numbers said in words: « zéro six, trente-neuf, … », "oh two oh, seven nine four six …".

So many number words stand together in little else than counting, which is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from assistant.types import Kind
from guards.detection.folding import fold
from guards.detection.needs import needed, standing
from guards.detection.recognizers.spoken import CALL
from guards.detection.rule import MATCH_SECONDS, Hit, Recogniser

_UNITS = (
    ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
)
_TEENS = (
    ("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"),
    ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)  # fmt: skip
_TENS = (
    ("vingts?", "trente", "quarante", "cinquante", "soixante", "septante", "huitante", "octante", "nonante"),
    ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
)  # fmt: skip
_VALUES = {
    word: first + number
    for rows, first in ((_UNITS, 1), (_TEENS, 10))
    for row in rows
    for number, word in enumerate(row)
} | dict.fromkeys(("zero", "oh", "o", "nought"), 0)
_TIMES = {"double": 1, "triple": 2, "treble": 2}
"""How many digits each adds to the one behind it."""
_HUNDRED = "hundred"
"""Two digits more than the one before it, unless others fill them: « nine hundred and twelve »."""
_SEP = r"(?:\s*[-,;/…]\s*|\s*\.{1,3}(?!\s*\p{Lu})\s*|\s+(?:et\s+)?|-et-)"


def _run(
    units: Sequence[str], teens: Sequence[str], tens: Sequence[str], more: Sequence[str]
) -> str:
    own = "|".join((*tens, *teens, *units, *more))
    return rf"(?i:{own})(?!\w)(?:{_SEP}(?i:{own})(?!\w)){{%s,19}}+"


_FRENCH = regex.compile(
    rf"(?<!\w)(?i:z[ée]ro|plus[ ]trente[- ]trois(?:{_SEP}z[ée]ro)?){_SEP}"
    rf"(?P<said>(?=(?i:{'|'.join(_UNITS[0])})(?!\w)){_run(_UNITS[0], _TEENS[0], _TENS[0], ['z[ée]ro']) % 3})"
)
_ENGLISH = regex.compile(
    rf"(?<!\w)(?P<said>{_run(_UNITS[1], _TEENS[1], _TENS[1], [*_TIMES, _HUNDRED + '(?:[ ]and)?', 'zero', 'oh', 'o', 'nought']) % 4})"
)
_WORD = regex.compile(r"\p{L}+")
_CALLED = regex.compile(
    rf"(?<!\w)(?:{CALL}|plus|(?:my|his|her|their|our|your) number(?! of))(?!\w)", regex.IGNORECASE
)
_MOST_HUNDREDS = 2
_NO_DIGIT = frozenset({"et", "and"})
_NEAR = 40
_DISTINCT = 3
"""Numbers of fewer distinct words, each behind a space, are none that anyone has."""


class FrenchPhones:
    """« zéro six » and eight digits more, in pairs or one by one."""

    name = "fr_phone_in_words"
    kinds: tuple[Kind, ...] = (Kind.PHONE,)
    needs = needed(("zero", "plus trente"))

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the numbers."""
        if self.needs.isdisjoint(standing(text).strings):
            return
        for match in _FRENCH.finditer(text, timeout=MATCH_SECONDS):
            if end := _end(text, match, (9,)):
                yield Hit(match.start(), end, 0.85, Kind.PHONE, self.name)


class EnglishPhones:
    """A nought and nine or ten digits more, or as many as a number has behind « call me on »."""

    name = "en_phone_in_words"
    kinds: tuple[Kind, ...] = (Kind.PHONE,)
    needs = needed(f" {word}" for word in ("zero", "oh", *_UNITS[1], *_TEENS[1], *_TENS[1]))

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the numbers."""
        if len(self.needs & standing(text).strings) < _DISTINCT:
            return
        for match in _ENGLISH.finditer(text, timeout=MATCH_SECONDS):
            start = match.start()
            nought = _VALUES.get(_words(text, match)[0][0]) == 0
            called = _CALLED.search(text, max(0, start - _NEAR), start)
            wanted = (11, 10) if nought else (12, 11, 10, 7) if called else ()
            if end := _end(text, match, wanted):
                yield Hit(start, end, 0.85, Kind.PHONE, self.name)


def _words(text: str, match: regex.Match[str]) -> list[tuple[str, int]]:
    """The number words of a match, each with its end."""
    found = _WORD.finditer(text, *match.span("said"))
    return [(fold(one.group()), one.end()) for one in found if one.group().lower() not in _NO_DIGIT]


def _end(text: str, match: regex.Match[str], wanted: Sequence[int]) -> int | None:
    """Where the number ends that has as many digits as one of those wanted, or None."""
    said = _words(text, match)
    if sum(word == _HUNDRED for word, _ in said) > _MOST_HUNDREDS:
        return None
    for count in range(len(said), 0, -1):
        own = [word for word, _ in said[:count]]
        least, most = _digits(own)
        if any(least <= digits <= most for digits in wanted) and not _counts(own):
            return said[count - 1][1]
    return None


def _digits(own: Sequence[str]) -> tuple[int, int]:
    """The fewest and the most digits that words may say: « vingt-deux » is 22, or 20 and 2."""
    each = (
        _TIMES.get(word, 1 if _VALUES.get(word, 10) < 10 else 2) for word in own
    )  # « hundred »: 2
    most = sum(each)
    return most - sum(_joined(one, other) for one, other in pairwise(own)), most


def _joined(one: str, other: str) -> int:
    """How many digits fewer two words have as one number."""
    unit, teen = 0 < _VALUES.get(other, 0) < 10, _VALUES.get(other, 0) >= 10
    if one == "quatre" and other.startswith("vingt"):
        return 1
    if one == _HUNDRED:
        return 2 if teen or other in _TENS[1] else int(unit)
    if other == _HUNDRED:
        return 0
    if one == "dix":
        return int(other in ("sept", "huit", "neuf"))
    if one in _VALUES or one in _TIMES:
        return 0
    return 2 if teen and one in ("soixante", "vingt", "vingts") else int(unit)


def _counts(own: Sequence[str]) -> bool:
    """Whether words count up or down: « zéro, un, deux, trois … »."""
    steps = {_VALUES.get(b, 99) - _VALUES.get(a, 99) for a, b in pairwise(own)}
    return steps in ({1}, {-1})


RECOGNISERS: tuple[Recogniser, ...] = (FrenchPhones(), EnglishPhones())
