"""What of a finding is left when only a part of it is hidden otherwise: it was found, and stays hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.types import Finding, Kind, Span

_NAMES = frozenset({Kind.PERSON, Kind.ORG, Kind.LOCATION, Kind.COMPANY_TERM})
# What stands between names and before them, and names nobody.
_IDLE = frozenset((
    "a", "à", "and", "at", "au", "aux", "avec", "by", "chez", "d", "de", "des", "du", "en", "et", "for",
    "from", "in", "l", "la", "le", "les", "of", "on", "or", "ou", "par", "pour", "sur", "the", "to", "un",
    "une", "with", "bonjour", "bonsoir", "cher", "chère", "cordialement", "dear", "hello", "hi", "merci",
    "regards", "salut", "thanks",
))  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


def uncovered(text: str, finding: Finding, covers: Iterable[Span]) -> Iterator[Span]:
    """Yield what other spans leave of a finding; of a name, no signs and words that name nobody."""
    cut = _of_name if finding.kind in _NAMES else _whole
    for start, end in _free(finding.span, covers):
        yield from cut(text, start, end)


def _free(span: Span, covers: Iterable[Span]) -> Iterator[tuple[int, int]]:
    at = span.start
    for other in sorted(covers, key=lambda one: one.start):
        if not other.overlaps(span):
            continue
        if at < other.start:
            yield at, other.start
        at = max(at, other.end)
    if at < span.end:
        yield at, span.end


def _whole(text: str, start: int, end: int) -> Iterator[Span]:
    own = text[start:end]
    if own.strip():
        left = len(own) - len(own.lstrip())
        yield Span(start + left, start + len(own.rstrip()))


def _of_name(text: str, start: int, end: int) -> Iterator[Span]:
    telling = [
        match for match in _WORD.finditer(text, start, end) if match.group().lower() not in _IDLE
    ]
    if telling:
        yield Span(telling[0].start(), telling[-1].end())
