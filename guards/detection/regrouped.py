"""A number found once is found in any other grouping: « 123456 » is also « 123 456 »."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import regex

from assistant.types import Kind
from guards.detection.folding import fold_aligned
from guards.detection.rule import Hit
from guards.detection.view import View, rewritten
from guards.forgetting import remembered

MIN_DIGITS = 6
_KEPT = 4_000
_SEPARATORS = regex.compile(r"[\s.\-/()_]+")
_TELEPHONE = regex.compile(
    r"(?:\+?33|0033|0)0?(?P<fr>[1-9]\d{8})|(?:\+?44|0044|0)0?(?P<uk>[1-9]\d{9})"
)


@remembered(8_192)
def compact(value: str) -> str:
    """The value without what groups it, or nothing when it has too few digits to be a number."""
    bare = ungrouped(value)
    return bare if sum(map(str.isdigit, bare)) >= MIN_DIGITS else ""


def written(value: str) -> tuple[str, ...]:
    """A number as it may be written elsewhere; of a telephone a JSON number has neither plus nor first nought."""
    number = compact(value)
    match = _TELEPHONE.fullmatch(number)
    if match is None:
        return (number,) if number else ()
    own = match["fr"] or match["uk"]
    return tuple(dict.fromkeys([number, own, ("33" if match["fr"] else "44") + own]))


class Regrouped:
    """Numbers sought in one pass over a text without its separators."""

    def __init__(self, numbers: Mapping[str, Kind]) -> None:
        import ahocorasick

        self._empty = not numbers
        self._automaton = ahocorasick.Automaton()
        for number, kind in numbers.items():
            self._automaton.add_word(number, (len(number), kind))
        self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the numbers that no letter or digit goes on from."""
        if self._empty:
            return
        view = joined(text)
        for last, (length, kind) in self._automaton.iter(view.text):
            span = view.original(last + 1 - length, last + 1)
            end = span.end
            while _SEPARATORS.match(text, end - 1):
                end -= 1
            if not (_goes_on(text, span.start - 1) or _goes_on(text, end)):
                yield Hit(span.start, end, 0.7, kind, "known_number")


def ungrouped(text: str) -> str:
    """Return a text folded, without what groups its numbers."""
    return fold_aligned("".join(_SEPARATORS.split(text)))


def joined(text: str) -> View:
    """Return what `ungrouped` does, as a view."""
    return _kept(text) if len(text) <= _KEPT else _joined(text)


@remembered(512)
def _kept(text: str) -> View:
    """A chat resends its history, and each step of the guard looks at it."""
    return _joined(text)


def _joined(text: str) -> View:
    gaps = ((*gap.span(), "") for gap in _SEPARATORS.finditer(text))
    return rewritten(fold_aligned(text), gaps)


def _goes_on(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()
