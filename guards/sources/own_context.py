"""What an answer says about a sum or a date of its own: its sentence, and neighbours that speak of it.

« Le devis était faux. 12 + 30 = 45. » says nothing of the sum; « C'est faux. » after it does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from assistant.types import Span

_FAR = 200  # characters of a neighbour that are read
_SHORT = 3  # words: « Faux ! » and « Not quite right. » are about what stands beside them
_CLOSED = re.compile(r"[.!?…][\"”’»)\]*_\s]*$")
_NOUNS = (
    r"calculs?|calculations?|sommes?|sums?|totaux|totals?|résultats?|results?|additions?|multiplications?"
    r"|soustractions?|divisions?|opérations?|équations?|equations?|égalités?|equality|pourcentages?|percentages?"
    r"|chiffres?|figures?|nombres?|numbers?|montants?|amounts?|dates?|jours?|days?|calendriers?|calendars?"
    r"|exemples?|examples?|réponses?|answers?|affirmations?|claims?|phrases?|sentences?|lignes?|lines?"
    r"|statements?|énoncés?|erreurs? suivante\w*|arithm\w+"
)
_POINTS_AHEAD = re.compile(
    rf"\b(?:{_NOUNS}|suivant\w*|following|ci-dessous|below|ceci|this|these)\b", re.IGNORECASE
)
_POINTS_BACK = re.compile(
    rf"\b(?:{_NOUNS}|ce|cet|cette|ces|cela|ça|ceci|celui|celle|c['’]|this|that|these|those|it|they|which)\b"
    r"|\bc['’]|^\W*(?:non|no|faux|wrong|incorrect|erreur|error)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def about(text: str, span: Span, sentences: Sequence[Span], reach: int) -> str:
    """Return what is said of a place within `reach` characters of it; sentences are in order."""
    low, high = max(0, span.start - reach), span.end + reach
    first = bisect_right(sentences, span.start, key=_start) - 1
    if first < 0:
        return text[low:high]
    last = bisect_right(sentences, max(span.start, span.end - 1), key=_start) - 1
    own = text[max(low, sentences[first].start) : min(high, sentences[last].end)]
    said = (
        text[max(low, near.start) : min(high, near.end)]
        for near in _near(text, span, sentences, (first, last), (low, high))
    )
    return " ".join((own, *said))


def _near(
    text: str,
    span: Span,
    sentences: Sequence[Span],
    own: tuple[int, int],
    bounds: tuple[int, int],
) -> Iterator[Span]:
    """Yield the sentences around that speak of the place."""
    figures = set(_DIGITS.findall(text[span.start : span.end]))
    at = own[0] - 1
    while at >= 0 and sentences[at].end > bounds[0]:
        near = sentences[at]
        written = text[max(near.start, near.end - _FAR) : near.end]
        if not _CLOSED.search(written) or _speaks(written, _POINTS_AHEAD, figures):
            yield near
        at -= 1
    at = own[1] + 1
    while at < len(sentences) and sentences[at].start < bounds[1]:
        near = sentences[at]
        if _speaks(text[near.start : min(near.end, near.start + _FAR)], _POINTS_BACK, figures):
            yield near
        at += 1


def _speaks(written: str, points: re.Pattern[str], figures: set[str]) -> bool:
    short = len(written.split()) <= _SHORT
    return (
        short
        or points.search(written) is not None
        or not figures.isdisjoint(_DIGITS.findall(written))
    )


def _start(span: Span) -> int:
    return span.start
