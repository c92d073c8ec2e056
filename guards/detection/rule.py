"""A rule: one pattern with a name, a check and context words. Pure data; Presidio wraps it elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import regex

from assistant.types import Kind

THRESHOLD = 0.5
"""Findings below this score are dropped."""

MATCH_SECONDS = 10.0
"""A pattern that takes longer on one text stops the request: skipping it would let values through."""

_BEFORE, _AFTER = 60, 25
_CONTEXT_GAIN = 0.4


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of a rule in a text, with its score in [0, 1]."""

    start: int
    end: int
    score: float
    kind: Kind
    rule: str


class Recogniser(Protocol):
    """Anything that finds spans of one or several kinds."""

    name: str
    kinds: tuple[Kind, ...]

    def find(self, text: str) -> Iterator[Hit]:
        """Yield hits in the text, in any order."""


class Rule:
    """A pattern; the group `v`, if any, is the value, the rest its surroundings.

    `check` returns True (certain), False (not this) or None (no opinion). A failed check leaves
    the value possible when a context word stands beside it: people mistype their identifiers.
    """

    def __init__(
        self,
        name: str,
        kind: Kind,
        pattern: str,
        *,
        score: float = 0.85,
        check: Callable[[str], bool | None] | None = None,
        context: str = "",
        hint: str = "",
        ignore_case: bool = False,
    ) -> None:
        flags = regex.IGNORECASE if ignore_case else 0
        self.name, self.kind, self.score, self.check = name, kind, score, check
        self.kinds: tuple[Kind, ...] = (kind,)
        self.hint = hint
        self.pattern = regex.compile(pattern, flags | regex.MULTILINE)
        self.context = (
            regex.compile(rf"(?<!\w)(?:{context})(?!\w)", regex.IGNORECASE) if context else None
        )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield hits scoring at least `THRESHOLD`."""
        if self.hint and self.hint not in text:
            return
        for match in self.pattern.finditer(text, timeout=MATCH_SECONDS):
            start, end = match.span("v") if "v" in self.pattern.groupindex else match.span()
            if start < 0 or start == end:
                continue
            score = self._score(text, start, end)
            if score >= THRESHOLD:
                yield Hit(start, end, score, self.kind, self.name)

    def _score(self, text: str, start: int, end: int) -> float:
        verdict = self.check(text[start:end]) if self.check else None
        if verdict:
            return 1.0
        base = self.score / 2 if verdict is False else self.score
        if self.context is None:
            return 0.0 if verdict is False else base
        near = self.context.search(text, max(0, start - _BEFORE), start) or self.context.search(
            text, end, end + _AFTER
        )
        return min(0.95, base + _CONTEXT_GAIN) if near else base * (verdict is not False)
