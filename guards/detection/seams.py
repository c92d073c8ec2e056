"""Joins the findings of pieces that overlap: a value at a border is whole in one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.types import Finding, Span
from guards.detection.overlaps import resolve
from guards.detection.rule import Hit
from guards.detection.view import View

_OVERLAP = 300
_BORDERS = frozenset(" \t\n;,")


def next_start(piece: str, taken: Iterable[Span]) -> int:
    """Where the piece after this one begins: before its end, at a border, in no value.

    It depends on the piece alone, so that text added later moves no border.
    """
    end = len(piece)
    at = max(0, end - _OVERLAP)
    while at > 0 and piece[at - 1] not in _BORDERS and end - at < 2 * _OVERLAP:
        at -= 1
    for span in sorted(taken, key=lambda span: span.start, reverse=True):
        if span.start < at < span.end:
            at = span.start
    return at if at > end // 2 else end


def row_start(piece: str, at: int) -> int:
    """Where the row of a table begins in which a place of a piece stands, so that its cells can be counted."""
    line = piece.rfind("\n", 0, at) + 1
    return line if line > len(piece) // 2 else at


def joined(pieces: Sequence[Sequence[Finding]], text: str) -> list[Finding]:
    """Return the findings of all pieces, disjoint and sorted: what one cut off, the next has whole."""
    if len(pieces) < 2:
        return [finding for own in pieces for finding in own]
    hits = (Hit(f.span.start, f.span.end, f.score, f.kind, f.rule) for own in pieces for f in own)
    return resolve(hits, View(text))
