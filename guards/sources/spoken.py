"""A sentence as one row of folded words, for patterns of several words: « | selon marc | le client a signe | ».

A bar stands where a clause ends; a hyphen stays, since « peut-être » is no « peut être ».
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.types import Span

from .lexical import has_content, stem
from .sentences import split
from .words import Words, read

_AROUND = 600  # characters of a text on each side in which the sentence of a place is looked for
_BAR = "|"
_STOP = re.compile(r"[;:!?]")
_BREAK = re.compile(r"[,()—]|\s[–-]\s")  # a full stop inside a sentence ends « M. » or « art. »
_HYPHEN = re.compile(r"[-‐]\Z")
_KEY = re.compile(r"[^\s|-]+")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence: its text, its row, its words, and where each starts in the row."""

    text: str
    row: str
    words: Words
    starts: tuple[int, ...]

    def written(self, start: int, end: int) -> str:
        """Return a part of the row as the text has it."""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = max(first, bisect_right(self.starts, end - 1) - 1)
        return " ".join(self.text[self.words.starts[first] : self.words.ends[last]].split())

    def after(self, at: int, count: int) -> frozenset[str]:
        """Return the stems of the first content words after a place, in its clause or the one it opens."""
        return frozenset(content(self.row[at:].lstrip(" |").partition(_BAR)[0])[:count])

    def before(self, at: int, count: int) -> frozenset[str]:
        """Return the stems of the last content words before a place, in its clause or the one it closes."""
        said = content(self.row[:at].rstrip(" |").rpartition(_BAR)[-1])
        return frozenset(said[max(0, len(said) - count) :])

    @property
    def content(self) -> frozenset[str]:
        """The stems of all content words."""
        return frozenset(content(self.row))


def content(row: str) -> list[str]:
    """Return the stems of the content words of a row, in order."""
    return [stem(key) for key in _KEY.findall(row) if has_content(key)]


def spoken(text: str) -> Spoken:
    """Read one sentence."""
    words, row, starts = read(text), f"{_BAR} ", list[int]()
    for at, key in enumerate(words.keys):
        if at:
            row += _joint(text[words.ends[at - 1] : words.starts[at]])
        starts.append(len(row))
        row += key
    return Spoken(text, f"{row} {_BAR}", words, tuple(starts))


def _joint(gap: str) -> str:
    if _HYPHEN.match(gap):
        return "-"
    if _STOP.search(gap):
        return f" {_BAR} {_BAR} "
    return f" {_BAR} " if _BREAK.search(gap) else " "


def sentences(text: str, place: Span) -> Iterator[str]:
    """Yield the sentences of a text that a place in it lies in."""
    start = max(0, place.start - _AROUND)
    piece = text[start : place.end + _AROUND]
    here = Span(place.start - start, place.end - start)
    for span in split(piece):
        if span.overlaps(here):
            yield piece[span.start : span.end]
