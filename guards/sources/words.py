"""Reads a text as words, so that typography never counts as a difference and meaning always does.

Quotes, apostrophes, line breaks and kinds of space fall away; signs, digits, units and
comparison marks stay. Everything that compares an answer with its sources reads through here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MARK = rf"[\u0300-\u036f{_INVISIBLE}]"
_SPACE = "[ \u00a0\u202f\u2009]"
# A dash before a digit is a sign unless it opens a list item or joins what stands before it.
_SIGN = rf"(?:(?<![\w)%])[-−–+﹣－](?=\d)|(?<=[^\W\d_]{_SPACE})[-−–]{_SPACE}(?=\d))"
_WORD = re.compile(
    rf"{_SIGN}?(?:[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+(?!\d)|\d+)(?:[.,]\d+)*"
    rf"|[^\W\d_]+(?:{_MARK}+[^\W\d_]*)*(?:[-‐][ \t]*\r?\n[ \t]*[^\W\d_]+)?"
    r"|[%‰‱€$£¥₹₽₩₺₴₦₫₱₪¢₿℃℉′″⁻±≤≥≠≈~×÷√∞]|[<>](?=\s?\d)|(?<=\d)/(?=\d)"
)
_DROP = re.compile(rf"[\s{_INVISIBLE}+‐°]|(?<=[^\W\d_])-")
_MINUS = str.maketrans("−–﹣－", "----")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: as written, folded for look-up, and where each starts and ends."""

    forms: tuple[str, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.forms)


def read(text: str) -> Words:
    """Return the words of a text; « 1 234 » is one word, and so is a word broken at a line end."""
    matches = list(_WORD.finditer(text))
    forms = tuple(_form(match.group()) for match in matches)
    return Words(
        forms,
        tuple(map(fold, forms)),
        tuple(match.start() for match in matches),
        tuple(match.end() for match in matches),
    )


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return a word without case and accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("œ", "oe")


def _form(raw: str) -> str:
    if raw.isascii() and raw.isalnum():
        return raw
    return _DROP.sub("", unicodedata.normalize("NFKC", raw).translate(_MINUS))
