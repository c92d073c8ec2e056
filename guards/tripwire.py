"""The last gate: the finished request is searched for every original value that should be hidden.

It looks through spaces, case, percent-, HTML- and JSON-escapes and base64, to catch what a fault in
any earlier step would let through.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import urllib.parse
from collections.abc import Iterable, Iterator

import regex

from assistant.errors import LeakPrevented
from assistant.i18n import _
from assistant.types import Private
from guards.detection.view import normalise

_MIN_LENGTH = 4
_BASE64 = regex.compile(r"[A-Za-z\d+/_-]{12,}={0,2}")
_SEPARATORS = regex.compile(r"[\s.\-/()_]+")


def inspect(
    sealed: Iterable[str], hidden: Iterable[Private[str]], allowed: Iterable[Private[str]]
) -> None:
    """Raise LeakPrevented if a hidden value is found; what may stand there is cut out first."""
    needles = [_Needle(value.reveal()) for value in hidden]
    spared = sorted((value.reveal() for value in allowed), key=len, reverse=True)
    for text in sealed:
        for spare in spared:
            text = text.replace(spare, "\0")
        for reading in _readings(text):
            joined = _SEPARATORS.sub("", reading)
            if any(needle.found(reading, joined) for needle in needles):
                raise LeakPrevented(
                    _(
                        "The guard found a value that should have been hidden in the finished request."
                    ),
                    _("Nothing was sent."),
                    _("Please report this as a fault of hygie; the text itself is not needed."),
                )


class _Needle:
    """One hidden value; short words are sought as whole words, numbers whatever their grouping."""

    def __init__(self, value: str) -> None:
        self.value = normalise(value).text.casefold()
        self.digits = _SEPARATORS.sub("", self.value)
        self.numeric = sum(map(str.isdigit, self.digits)) >= 6
        self.word = regex.compile(rf"(?<!\w){regex.escape(self.value)}(?!\w)")

    def found(self, reading: str, joined: str) -> bool:
        if len(self.value) < _MIN_LENGTH:
            return False
        if self.numeric and self.digits in joined:
            return True
        return self.value in reading and self.word.search(reading) is not None


def _readings(text: str) -> Iterator[str]:
    plain = normalise(text).text.casefold()
    yield plain
    if "&" in text:
        yield normalise(html.unescape(text)).text.casefold()
    if "%" in text:
        yield normalise(urllib.parse.unquote(text)).text.casefold()
    if "\\u" in text:
        yield _unescaped(text)
    for match in _BASE64.finditer(text):
        if decoded := _decoded(match.group()):
            yield decoded


def _unescaped(text: str) -> str:
    def character(match: regex.Match[str]) -> str:
        return str(json.loads(f'"{match.group()}"'))

    return regex.sub(r"\\u[0-9a-fA-F]{4}", character, text).casefold()


def _decoded(word: str) -> str | None:
    padded = word.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        raw = base64.b64decode(padded + "=" * (-len(padded) % 4))
        return raw.decode("utf-8").casefold()
    except (binascii.Error, UnicodeDecodeError):
        return None
