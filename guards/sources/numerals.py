"""Numbers as written in French and English, read as values: « 1 234,56 », « 1,234.56 », « douze ».

Where a writing is ambiguous (« 1.234 ») every reading is kept, the language's own first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assistant.types import Language

_GAP = " \u00a0\u202f\u2009'’"
NUMBER = (
    rf"(?:[1-9]\d{{0,2}}(?P<sep>[{_GAP},.])\d{{3}}(?:(?P=sep)\d{{3}})*(?!\d)(?:[.,]\d+(?!\d))?"
    r"|\d+(?:[.,]\d+)?)"
)
_GROUPED = re.compile(r"[1-9]\d{0,2}([,.])\d{3}")
_LONGEST = 20  # digits: longer runs are references, and Decimal would round them
_UNITS_EN_TEXT = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_UNITS_EN = _UNITS_EN_TEXT.split()
_UNITS_FR_TEXT = """
zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
dix-sept dix-huit dix-neuf
"""
_UNITS_FR = _UNITS_FR_TEXT.split()
_TENS_EN = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
            "eighty": 80, "ninety": 90}  # fmt: skip
_TENS_FR = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
            "septante": 70, "huitante": 80, "nonante": 90}  # fmt: skip


def readings(written: str, language: Language) -> tuple[Decimal, ...]:
    """Return the values a number may have, likeliest first; empty when it is too long to be one."""
    joined = re.sub(f"[{_GAP}]", "", written)
    if sum(c.isdigit() for c in joined) > _LONGEST:
        return ()
    if _GROUPED.fullmatch(joined):
        return tuple(_ambiguous(joined, language))
    return (_plain(joined),)


def _ambiguous(joined: str, language: Language) -> Iterator[Decimal]:
    """Read « 1,234 » and « 1.234 »; the comma of English and no other is sure to group."""
    mark = "," if "," in joined else "."
    grouped, decimal = Decimal(joined.replace(mark, "")), Decimal(joined.replace(mark, "."))
    if language is Language.EN:
        yield from (grouped,) if mark == "," else (decimal, grouped)
    else:
        yield from (decimal, grouped) if mark == "," else (grouped, decimal)


def _plain(joined: str) -> Decimal:
    last = max(joined.rfind(","), joined.rfind("."))
    if last < 0:
        return Decimal(joined)
    mark = joined[last]
    whole, fraction = re.sub("[.,]", "", joined[:last]), joined[last + 1 :]
    if joined.count(mark) > 1 and len(fraction) == 3:
        return Decimal(whole + fraction)
    return Decimal(f"{whole}.{fraction}")


def _french() -> Iterator[tuple[str, int]]:
    yield from ((word, value) for value, word in enumerate(_UNITS_FR))
    for tens, value in _TENS_FR.items():
        yield tens, value
        for unit in range(1, 10):
            yield f"{tens}-{_UNITS_FR[unit]}", value + unit
        yield f"{tens} et un", value + 1
        yield f"{tens} et une", value + 1
        yield f"{tens}-et-un", value + 1
    for unit in range(10, 20):
        yield f"soixante-{_UNITS_FR[unit]}", 60 + unit
        yield f"quatre-vingt-{_UNITS_FR[unit]}", 80 + unit
    for unit in range(1, 10):
        yield f"quatre-vingt-{_UNITS_FR[unit]}", 80 + unit
    yield from (("soixante et onze", 71), ("quatre-vingts", 80), ("quatre-vingt", 80))
    yield from (("cent", 100), ("une", 1), ("mille", 1000))


def _english() -> Iterator[tuple[str, int]]:
    yield from ((word, value) for value, word in enumerate(_UNITS_EN))
    for tens, value in _TENS_EN.items():
        yield tens, value
        yield from ((f"{tens}-{_UNITS_EN[unit]}", value + unit) for unit in range(1, 10))
    yield from (("hundred", 100), ("one hundred", 100), ("a hundred", 100), ("thousand", 1000))


_SPELLED = {
    variant: value
    for word, value in (*_english(), *_french())
    for variant in (word, word.replace("-", " "))
}


def _branches(words: Iterable[str]) -> str:
    """Return an alternation by first letters, so that most words fail on the first branch."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        groups[word[:2]].append(re.escape(word[2:]))
    return "|".join(f"{re.escape(start)}(?:{'|'.join(ends)})" for start, ends in groups.items())


_INITIALS = "".join({word[0] + word[0].upper() for word in _SPELLED})
SPELLED = re.compile(
    rf"(?<![\w-])(?=[{_INITIALS}])(?<!pour )(?<!per )(?i:{_branches(_SPELLED)})(?![\w-])"
)


def spelled(written: str) -> Decimal:
    """Return the value of a number in words, as matched by SPELLED."""
    return Decimal(_SPELLED[written.lower()])
