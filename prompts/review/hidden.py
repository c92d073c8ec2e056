"""Text that a person does not see and a model reads: invisible characters, comments, far-off lines."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.i18n import gettext as _

_TAGS = re.compile("[\U000e0000-\U000e007f]+")
_SELECTORS = re.compile("[\ufe00-\ufe0e\U000e0100-\U000e01ef]{4,}")
_INVISIBLE = re.compile(
    "[\u200b\u200e\u200f\u2060-\u2064\u00ad\u180e\ufeff\u3164\uffa0]+|(?<![\u0600-\u0dff\U0001f000-\U0001faff\u2600-\u27bf\ufe0f])[\u200c\u200d]+"
)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_COMMENTS = (("<!--", "-->"), ("{{!--", "--}}"))
_NOTE = re.compile(r"\[//\]: #[^\S\n]*+(?:\n[^\S\n]*+)?\(")
# Each run is tried once, from its beginning, and never given back: white space must not cost a square.
_FAR = re.compile(
    r"(?<![ \t\u00a0\u3000\n])[ \t\u00a0\u3000]*+(?:\r?\n[ \t\u00a0\u3000]*+){60,}+"
    r"|(?<![ \t\u00a0\u3000])[ \t\u00a0\u3000]{400,}+(?=\S)"
)
_BASE64 = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/_-]{32,}={0,2}(?![\w+/=-])")
_HEX = re.compile(r"(?:\\x[0-9a-fA-F]{2}){8,}|(?<!\w)(?:[0-9a-fA-F]{2}){32,}(?!\w)")
_ENTITIES = re.compile(r"(?:&#x?[0-9a-fA-F]+;){6,}")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden text: what hides it, where, and what it says."""

    how: str
    at: int
    says: str
    certain: bool
    """Whether hiding alone is reason enough; else what it says decides."""


def hidden(text: str) -> Iterator[Hidden]:
    """Yield the hidden texts of a text, to its very end."""
    for match in _TAGS.finditer(text):
        says = "".join(chr(ord(c) - 0xE0000) for c in match[0] if 0x20 <= ord(c) - 0xE0000 < 0x7F)
        # A flag of a region (England) is a black flag with five or six tags and an end.
        flag = match.start() > 0 and text[match.start() - 1] == "\U0001f3f4" and len(match[0]) <= 7
        if not flag:
            yield Hidden(_("letters that cannot be seen (Unicode tags)"), match.start(), says, True)
    for match in _SELECTORS.finditer(text):
        yield Hidden(
            _("bytes hidden in variation selectors"), match.start(), _selected(match[0]), True
        )
    runs = [m for m in _INVISIBLE.finditer(text) if m.start() > 0 or m[0] != "\ufeff"]
    if sum(len(m[0]) for m in runs) >= 3:
        yield Hidden(_("characters without width"), runs[0].start(), "", True)
    for match in _BIDI.finditer(text):
        yield Hidden(_("characters that turn the direction of reading"), match.start(), "", True)
        break
    for at, says in _comments(text):
        yield Hidden(_("a comment"), at, says, False)
    for match in _FAR.finditer(text):
        says = text[match.end() : match.end() + 2_000]
        if says.strip():
            yield Hidden(
                _("text far below or far to the right"), match.end(), says, len(match[0]) > 2_000
            )
    yield from _encoded(text)


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """Each comment and its place; a mark that is never closed ends the search for its kind."""
    for opening, closing in _COMMENTS:
        at = text.find(opening)
        while at >= 0 and (end := text.find(closing, at + len(opening))) >= 0:
            yield at, text[at + len(opening) : end]
            at = text.find(opening, end)
    match = _NOTE.search(text)
    while match and (end := text.find(")", match.end())) >= 0:
        yield match.start(), text[match.end() : end]
        match = _NOTE.search(text, end)


def _encoded(text: str) -> Iterator[Hidden]:
    for match in _BASE64.finditer(text):
        if says := _from_base64(match[0]):
            yield Hidden(_("text in base64"), match.start(), says, False)
    for match in _HEX.finditer(text):
        digits = match[0].replace("\\x", "")
        if says := _printable(bytes.fromhex(digits)):
            yield Hidden(_("text in hexadecimal"), match.start(), says, False)
    for match in _ENTITIES.finditer(text):
        import html

        yield Hidden(_("text in character codes"), match.start(), html.unescape(match[0]), False)


def _from_base64(text: str) -> str:
    padded = text.replace("-", "+").replace("_", "/").rstrip("=")
    padded += "=" * (-len(padded) % 4)
    try:
        return _printable(base64.b64decode(padded, validate=True))
    except (binascii.Error, ValueError):
        return ""


def _printable(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    letters = sum(c.isalnum() or c in " \n\t.,:;/-_'\"" for c in text)
    return text if len(text) > 8 and letters / len(text) > 0.85 else ""


def _selected(text: str) -> str:
    codes = [ord(c) - 0xFE00 if ord(c) < 0xFE10 else ord(c) - 0xE0100 + 16 for c in text]
    return _printable(bytes(c for c in codes if c < 256))
