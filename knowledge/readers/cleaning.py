"""The last step of every format: line ends, control characters, broken accents, blank text."""

from __future__ import annotations

import re

from assistant.i18n import _
from assistant.types import Document, Private
from knowledge.readers import refusals

# A terminal's colour codes go whole: without its escape, "[31m" would stick to the next word.
_CONTROLS = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?|[\f\v\x85]")
# No-break spaces stay inside a word: they are half of a broken "à".
_LOOSE_ITEM = re.compile(r"(?<=\n)\n(?=- )")
_WORD = re.compile(r"([ \t]+)")


def document(name: str, text: str, notices: tuple[str, ...] = ()) -> Document:
    """Return a clean document; raises ReaderError when it holds no visible character."""
    text, more = clean_text(text)
    if not text.strip("\ufeff\u200b \t\n\xa0\u202f"):
        raise refusals.blank()
    return Document(Private(name), Private(text), notices + more)


def clean_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Return text with plain line ends, sound accents and no control characters, and notices."""
    text, mended = mend_accents(_LINE_END.sub("\n", text))
    text, dropped = _CONTROLS.subn("", text)
    said = (
        (mended, _("Broken accents were repaired.")),
        (dropped, _("Invisible control characters were removed.")),
    )
    return text, tuple(notice for holds, notice in said if holds)


def tight_lists(text: str) -> str:
    """Return Markdown without the blank lines between the items of a list."""
    return _LOOSE_ITEM.sub("", text)


def mend_accents(text: str) -> tuple[str, bool]:
    """Return `text` with broken accents repaired, and whether any was."""
    if text.isascii():
        return text, False
    mended = "\n".join(_mend_line(line) for line in text.split("\n"))
    return mended, mended != text


def _mend_line(line: str) -> str:
    """Repair a line as a whole, else word by word: sound accents beside broken ones hide them."""
    if line.isascii():
        return line
    from ftfy import fix_encoding

    whole = str(fix_encoding(line))
    if whole != line:
        return whole
    return "".join(w if w.isascii() else fix_encoding(w) for w in _WORD.split(line))
