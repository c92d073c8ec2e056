"""Letters that an output cannot show become their nearest plain ones, rather than an error."""

from __future__ import annotations

import codecs
import sys
import unicodedata
from io import TextIOWrapper

_NAME = "hygie.nearest"
_NEAREST = {"’": "'", "‘": "'", "«": '"', "»": '"', "“": '"', "”": '"', "…": "...", "→": "->", "œ": "oe",
            "–": "-", "—": "-", "·": "-", "✓": "v", "✗": "x", "•": "-", "≈": "~", "€": "EUR",
            "\u00a0": " ", "\u202f": " "}  # fmt: skip


def install() -> None:
    """Have standard output take any text, whatever its encoding."""
    codecs.register_error(_NAME, _nearest)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors=_NAME)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(letter: str) -> str:
    if letter in _NEAREST:
        return _NEAREST[letter]
    base = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return base or ("" if unicodedata.combining(letter) else "?")
