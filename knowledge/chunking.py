"""Cuts a document into passages with exact offsets: by heading, paragraph, then sentence.

A passage is about 200 tokens of e5 (512 at most), where retrieval on French and English question
sets stood best; one that fits whole is never cut.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from assistant.types import Span
from knowledge.values import HEADING_SEPARATOR, Chunk, Heading, Outline

TARGET = 900
"""The size a passage is filled up to, in code points."""
LIMIT = 1_500
"""The size over which a piece is cut; e5 takes about 2,000 code points of French or English."""

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_SENTENCE = re.compile(r"(?<=[.!?…»])[\"”)\]]*\s+(?=[\"“«(\[]?[^\W_])|\n+")
_SPACE = re.compile(r"\s+")


def chunks(text: str, outline: Outline) -> list[Chunk]:
    """Return the passages of a document in order; they hold every visible character of its body."""
    found = []
    for section, heading in _sections(text, outline):
        for span in _filled(text, section):
            page = bisect_right(outline.pages, span.start)
            found.append(Chunk(span, heading, page))
    return found


def _sections(text: str, outline: Outline) -> Iterator[tuple[Span, str]]:
    edges = sorted({outline.body, *(h.start for h in outline.headings), *outline.pages, len(text)})
    edges = [edge for edge in edges if edge >= outline.body]
    short = len(text) - outline.body <= TARGET and not outline.pages
    if short:  # a note of a few lines is one passage
        edges = [outline.body, len(text)]
    for start, end in pairwise(edges):
        yield Span(start, end), _path(outline.headings, start if not short else -1)


def _path(headings: Sequence[Heading], at: int) -> str:
    path: list[Heading] = []
    for heading in headings:
        if heading.start > at:
            break
        path = [above for above in path if above.level < heading.level] + [heading]
    return HEADING_SEPARATOR.join(heading.title for heading in path)


def _filled(text: str, section: Span) -> Iterator[Span]:
    """Join neighbouring pieces up to the target size."""
    open_: Span | None = None
    for piece in _pieces(text, section):
        if open_ is not None and piece.end - open_.start > TARGET:
            yield open_
            open_ = None
        open_ = Span(open_.start if open_ else piece.start, piece.end)
    if open_ is not None:
        yield open_


def _pieces(text: str, section: Span) -> Iterator[Span]:
    whole = _trimmed(text, section)
    if whole is not None and len(whole) <= LIMIT:
        yield whole
        return
    for paragraph in _parted(text, section, _PARAGRAPH):
        if len(paragraph) <= TARGET:
            yield paragraph
            continue
        for sentence in _parted(text, paragraph, _SENTENCE):
            yield from _slices(text, sentence)


def _slices(text: str, span: Span) -> Iterable[Span]:
    """Cut what has no sentences (a table, a log, base64) at spaces, else anywhere."""
    start = span.start
    while span.end - start > LIMIT:
        cut = text.rfind(" ", start + TARGET // 2, start + TARGET)
        cut = cut if cut > 0 else start + TARGET
        yield from _one(text, Span(start, cut))
        start = cut
    yield from _one(text, Span(start, span.end))


def _one(text: str, span: Span) -> tuple[Span, ...]:
    trimmed = _trimmed(text, span)
    return (trimmed,) if trimmed else ()


def _parted(text: str, span: Span, mark: re.Pattern[str]) -> Iterator[Span]:
    start = span.start
    for match in mark.finditer(text, span.start, span.end):
        yield from _one(text, Span(start, match.start()))
        start = match.end()
    yield from _one(text, Span(start, span.end))


def _trimmed(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
