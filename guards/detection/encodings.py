"""Text inside text: base64 and hexadecimal that decode to something readable."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MIN_TEXT = 5
_LONGEST_WORD = 20
_BASE64 = re.compile(  # in a quarter of the time that `regex` takes
    r"(?<![A-Za-z0-9+/_-])(?:[A-Za-z0-9+/_-]{60,80}\r?\n)*[A-Za-z0-9+/_-]{8,}(?:={1,2}(?!=)|(?![A-Za-z0-9+/=_-]))"
)
_HEX = re.compile(
    r"(?<![0-9A-Za-z])(?:(?:0x)?(?:[0-9a-fA-F]{2}){6,}|(?:[0-9a-fA-F]{2}[ :]){6,}[0-9a-fA-F]{2}|"
    r"(?:\\x[0-9a-fA-F]{2}){4,})(?![0-9A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A range of a text and what it says once decoded."""

    start: int
    end: int
    text: str


def encoded(text: str) -> Iterator[Encoded]:
    """Yield the readable encoded pieces of a text."""
    for match in _HEX.finditer(text):
        if decoded := _from_hex(match.group()):
            yield Encoded(*match.span(), decoded)
    for match in _BASE64.finditer(text):
        if decoded := _from_base64(match.group()):
            yield Encoded(*match.span(), decoded)


def _from_hex(word: str) -> str | None:
    digits = re.sub(r"\A0x|\\x|[ :]", "", word)
    return _readable(bytes.fromhex(digits)) if len(digits) % 2 == 0 else None


def _from_base64(word: str) -> str | None:
    if word.isalpha() and word[1:].islower() and len(word) <= _LONGEST_WORD:
        return None  # a word: base64 of a text has capitals or digits within, but once in thousands
    compact = re.sub(r"\s|=", "", word).replace("-", "+").replace("_", "/")
    if len(compact) % 4 == 1:
        return None
    try:
        return _readable(base64.b64decode(compact + "=" * (-len(compact) % 4)))
    except binascii.Error:
        return None


def _readable(data: bytes) -> str | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    letters = sum(char.isalnum() or char.isspace() for char in text)
    printable = all(char.isprintable() or char.isspace() for char in text)
    return text if len(text) >= _MIN_TEXT and printable and letters * 2 > len(text) else None
