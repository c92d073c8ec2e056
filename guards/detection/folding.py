"""Case and accents taken away, to compare names as people write them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from guards.forgetting import remembered

_KEPT = 20_000
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    return "".join(map(_bare, text.lower()))


def fold_aligned(text: str) -> str:
    """Fold each character to exactly one character, so that offsets stay."""
    if text.isascii():
        return text.lower()
    return _kept(text) if len(text) <= _KEPT else _aligned(text)


@remembered(256)
def _kept(text: str) -> str:
    return _aligned(text)


def _aligned(text: str) -> str:
    """Most characters are ASCII, and lowered all at once."""
    return _NOT_ASCII.sub(_found, text).lower()


def _found(match: re.Match[str]) -> str:
    return _one(match.group())


@lru_cache(maxsize=4096)
def _bare(char: str) -> str:
    decomposed = unicodedata.normalize("NFD", char)
    return "".join(part for part in decomposed if not unicodedata.combining(part))


@lru_cache(maxsize=4096)
def _one(char: str) -> str:
    return (fold(char) or char)[:1] or char
