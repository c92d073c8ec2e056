"""The vault of one conversation, in memory: which placeholder stands for which value."""

from __future__ import annotations

from collections import Counter

from assistant.types import Kind, Private
from guards.pseudonyms.placeholders import make


class MemoryVault:
    """Gives each distinct value one placeholder, counted from 1 by kind; gone with the process."""

    def __init__(self) -> None:
        self._by_value: dict[tuple[Kind, Private[str]], str] = {}
        self._by_placeholder: dict[str, Private[str]] = {}
        self._counts: Counter[Kind] = Counter()

    def placeholder(self, kind: Kind, value: Private[str]) -> str:
        """Return the placeholder of a value, making one at first sight."""
        known = self._by_value.get((kind, value))
        if known is None:
            self._counts[kind] += 1
            known = make(kind, self._counts[kind])
            self._by_value[kind, value] = known
            self._by_placeholder[known] = value
        return known

    def original(self, placeholder: str) -> Private[str] | None:
        """Return the value behind an exact placeholder, or None."""
        return self._by_placeholder.get(placeholder)

    def clear(self) -> None:
        """Forget every value."""
        self._by_value.clear()
        self._by_placeholder.clear()
        self._counts.clear()
