"""Turns bytes into text: UTF-8 first, then what is declared, then the likeliest guess."""

from __future__ import annotations

import codecs
import re

from assistant.i18n import _
from knowledge.readers import refusals

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In order of preference: the first wins a draw.
_WESTERN = ("cp1252", "iso8859-15", "mac-roman", "cp850")
_COMMON = frozenset("éèàêçùôîûâëïœ’«»\xa0€°")
_PLAUSIBLE = _COMMON | frozenset("ÀÂÄÇÈÉÊËÎÏÔÖŒÙÛÜŸäöüÿæÆáíóúìòñß‘“”„–—…•·§²³±×µ©®™£ºª¿¡")
_SAMPLE = 256_000
_CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\f\r\x1b"))) + b"\x7f"
_MOST_CONTROLS = 0.1
# By chance, another encoding's accents hardly ever make one UTF-8 letter.
_LEAST_SOUND = 3
_LEAST_PLAUSIBLE = 0.9
# French stays far below; a Cyrillic or Greek text read as Western is all accents.
_MOST_ACCENTED = 0.7


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text and, when the encoding was guessed, a notice; raises ReaderError."""
    for mark, encoding in _MARKS:
        if data.startswith(mark) and (text := _try(data, encoding)) is not None:
            return text, ()
    if _looks_binary(data):
        raise refusals.binary()
    for encoding in ("utf-8", _web_name(declared)):
        if encoding and (text := _try(data, encoding)) is not None:
            return text, ()
    return _damaged_utf8(data) or _guess(data)


def _looks_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\0" in sample or controls > _MOST_CONTROLS * len(sample)


def _web_name(declared: str | None) -> str:
    # Browsers and mail programs write Latin-1 and mean Windows-1252.
    latin = (declared or "").lower() in ("iso-8859-1", "latin1", "latin-1", "us-ascii")
    return "cp1252" if latin else (declared or "")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _damaged_utf8(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Read a text that was cut inside a letter, or joined from two encodings, as UTF-8 still."""
    text = data.decode("utf-8", errors="replace").removeprefix("\ufeff")
    bad = text.count("\ufffd")
    if bad * _LEAST_SOUND > len(re.findall(r"[^\x00-\x7f\ufffd]", text)):
        return None
    return text, (_("Some characters are damaged and show as \ufffd."),)


def _guess(data: bytes) -> tuple[str, tuple[str, ...]]:
    sample = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE]
    encoding = _western(sample) or _statistical(sample)
    text = _try(data, encoding) if encoding else None
    if text is None:
        raise refusals.unknown_encoding()
    notice = _("The text is not in UTF-8; it was read as {encoding}. Check its accents.")
    return text, (notice.format(encoding=encoding),)


def _western(sample: bytes) -> str | None:
    scores = [(_score(text), name) for name in _WESTERN if (text := _try(sample, name))]
    best, name = max(scores, key=lambda pair: pair[0], default=(0.0, ""))
    return name if best > 0 else None


def _score(text: str) -> float:
    """Rate a reading from 0 (not Western) to 1 (all its accents are common French ones)."""
    signs = re.findall(r"[^\x00-\x7f]", text)
    letters = [c for c in text if c.isalpha()]
    plausible = sum(c in _PLAUSIBLE for c in signs)
    accented = sum(not c.isascii() for c in letters)
    if plausible < _LEAST_PLAUSIBLE * len(signs) or accented > _MOST_ACCENTED * len(letters):
        return 0.0
    return (plausible + sum(c in _COMMON for c in signs)) / (2 * len(signs) or 1)


def _statistical(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else None
