"""Which values were sought in a text and do not stand there: a chat resends its history, and adds few values.

A text that held none of a conversation's values at the last turn is searched for the new ones only.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

_KEPT = 8_192
_SHORT = 40
_NONE: frozenset[str] = frozenset()


class Searched:
    """A text that is searched, with what was sought there in vain."""

    __slots__ = ("absent",)

    def __init__(self, _: str | bytes) -> None:
        self.absent = _NONE


class Absences:
    """Remembers it for many texts; one memory serves one way of seeking."""

    def __init__(self) -> None:
        self._texts = lru_cache(maxsize=_KEPT)(Searched)
        # The texts of a history were searched together: most share one difference.
        self._last = (_NONE, _NONE, _NONE)

    @property
    def size(self) -> int:
        """How many characters of texts are kept, at most: a long one is kept as a hash."""
        return self._texts.cache_info().currsize * _SHORT

    def of(self, text: str) -> Searched:
        """Return what is remembered of a text."""
        return self._texts(_key(text))

    def unsought(self, text: Searched, values: frozenset[str]) -> frozenset[str]:
        """Return those of some values that are not known to be absent from a text."""
        before = text.absent
        if before is values:
            return _NONE
        first, second, rest = self._last
        if first is not before or second is not values:
            rest = values - before
            self._last = (before, values, rest)
        return rest


def _key(text: str) -> str | bytes:
    if len(text) <= _SHORT:
        return text
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
