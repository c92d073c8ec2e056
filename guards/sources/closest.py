"""The sentences of a place that have the words of an answer's sentence: what is cited and shown of it.

A place is a window of the words of a source. It begins where it happens to, so that a line counted from there
would name the wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.types import Span

from .lexical import has_content, stem
from .sentences import split
from .words import read

_AROUND = (
    300  # characters of a source on each side in which a sentence of a place may begin and end
)


def closest(sentence: str, source: str, place: Span) -> Span:
    """Return the fewest neighbouring sentences at a place that hold all words which the place has of a sentence.

    They begin with the one that has most of them or lead to it. The place itself where none has any.
    """
    spans = _sentences(source, place)
    asked = _stems(sentence)
    shared = [asked & _stems(source[span.start : span.end]) for span in spans]
    if not any(shared):
        return place
    best = max(range(len(spans)), key=lambda at: len(shared[at]))
    low, high = _stretch(shared, best)
    return Span(spans[low].start, spans[high].end)


def _stretch(shared: Sequence[frozenset[str]], best: int) -> tuple[int, int]:
    """Return the first and last sentence to take, from the best one outwards."""
    low = high = best
    held = shared[best]
    for at in sorted(range(len(shared)), key=lambda at: abs(at - best)):
        if shared[at] - held:
            low, high = min(low, at), max(high, at)
            held = frozenset[str]().union(*shared[low : high + 1])
    return low, high


def _sentences(source: str, place: Span) -> list[Span]:
    start = max(0, place.start - _AROUND)
    parts = split(source[start : place.end + _AROUND])
    spans = (Span(start + part.start, start + part.end) for part in parts)
    return [span for span in spans if span.overlaps(place)]


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(key) for key in read(text).keys if has_content(key))
