"""A rule: one pattern with a name, a check and context words. Pure data; Presidio wraps it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from time import monotonic
from typing import Protocol

import regex

from assistant.errors import GuardError
from assistant.types import Kind
from guards.detection.deadline import left, out_of_time
from guards.detection.needs import digits_in_a_row, needed, standing

THRESHOLD = 0.5
"""Findings below this score are dropped."""

MATCH_SECONDS = 10.0
"""A pattern that takes longer on one text stops the request: skipping it would let values through."""

_BEFORE, _AFTER = 60, 25
_CONTEXT_GAIN = 0.4


def _rest(until: float) -> float:
    """Return the seconds that a pattern has left on a text; raises GuardError and TimeoutError."""
    if (rest := until - monotonic()) <= 0:
        raise TimeoutError
    return left(rest)


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
    `needs` are folded strings, one of which stands in every text that can hold a hit: to seek them
    costs a hundredth of the pattern, which most texts are spared. `digits` are at least in every hit,
    each no more than one character after the last. `within` is a quick pattern for the only places
    where a hit can stand, both its ends included. `starts` are folded strings with one of which every
    match begins: the pattern is tried there alone. `around` says how many characters before and after a
    string that it needs a match may reach, and what it looks at on both sides of it: nothing else is read.
    """

    seconds = MATCH_SECONDS

    def __init__(
        self,
        name: str,
        kind: Kind,
        pattern: str,
        *,
        score: float = 0.85,
        check: Callable[[str], bool | None] | None = None,
        context: str = "",
        needs: Sequence[str] = (),
        within: str = "",
        starts: Sequence[str] = (),
        around: tuple[int, int] | None = None,
        digits: int = 0,
        ignore_case: bool = False,
    ) -> None:
        self.name, self.kind, self.score, self.check = name, kind, score, check
        self.kinds: tuple[Kind, ...] = (kind,)
        self.needs, self.starts, self.digits = needed(needs or starts), needed(starts), digits
        self._within, self._around = re.compile(within) if within else None, around
        self._source, self._context = pattern, context
        self._flags = regex.MULTILINE | (regex.IGNORECASE if ignore_case else 0)

    # Compiled at first use: all of them take as long as a short text takes to scan.
    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The pattern, compiled."""
        return regex.compile(self._source, self._flags)

    @cached_property
    def context(self) -> regex.Pattern[str] | None:
        """The words beside a value, compiled."""
        if not self._context:
            return None
        return regex.compile(rf"(?<!\w)(?:{self._context})(?!\w)", regex.IGNORECASE)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield hits scoring at least `THRESHOLD`; raises GuardError when a pattern takes too long."""
        if self.needs and self.needs.isdisjoint(standing(text).strings):
            return
        if self.digits and digits_in_a_row(text) < self.digits:
            return
        try:
            for match in self._matches(text):
                start, end = match.span("v") if "v" in self.pattern.groupindex else match.span()
                if start < 0 or start == end:
                    continue
                score = self._score(text, start, end)
                if score >= THRESHOLD:
                    yield Hit(start, end, score, self.kind, self.name)
        except TimeoutError:
            raise self.timed_out() from None

    def _matches(self, text: str) -> Iterator[regex.Match[str]]:
        # A hundred rules are asked of each text: most find nothing, and how they are asked counts as much.
        if self.starts:
            return self._begun(text)
        if self._around:
            return self._placed(text, self._windows(text, *self._around))
        if self._within:
            return self._placed(text, (place.span() for place in self._within.finditer(text)))
        return self.pattern.finditer(text, timeout=left(self.seconds))

    def _placed(self, text: str, places: Iterable[tuple[int, int]]) -> Iterator[regex.Match[str]]:
        """Yield the matches in places alone, each from a start to an end."""
        until = monotonic() + self.seconds
        for start, end in places:
            yield from self.pattern.finditer(text, start, end, timeout=_rest(until))

    def _windows(self, text: str, before: int, after: int) -> Iterator[tuple[int, int]]:
        """Yield the surroundings of what the rule needs, joined where they meet."""
        begin = end = 0
        for at in standing(text).starts(self.needs):
            if at - before > end:
                if end:
                    yield begin, end
                begin = at - before
            end = at + after
        yield begin, end

    def _begun(self, text: str) -> Iterator[regex.Match[str]]:
        """Yield the matches that begin where one of the strings does; none begins within another."""
        end, match, until = 0, self.pattern.match, monotonic() + self.seconds
        for start in standing(text).starts(self.starts):
            if start >= end and (found := match(text, start, timeout=_rest(until))):
                yield found
                end = found.end()

    def timed_out(self) -> GuardError:
        """The error that says that the pattern took too long."""
        return out_of_time()

    def _score(self, text: str, start: int, end: int) -> float:
        verdict = self.check(text[start:end]) if self.check else None
        if verdict:
            return 1.0
        base = self.score / 2 if verdict is False else self.score
        if self.context is None:
            return 0.0 if verdict is False else base
        near = self._near(text, max(0, start - _BEFORE), start) or self._near(
            text, end, end + _AFTER
        )
        return min(0.95, base + _CONTEXT_GAIN) if near else base * (verdict is not False)

    def _near(self, text: str, start: int, end: int) -> bool:
        assert self.context is not None
        return self.context.search(text, start, end, timeout=self.seconds) is not None
