"""Quotations of an answer: word for word in a source, changed, or nowhere.

Typography may differ (quotes, apostrophes, spaces, line breaks, the first letter's case). A word,
digit, sign, unit or negation that differs makes a quotation *altered*, and the reason shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.i18n import _
from assistant.types import Span, Status

from .contradiction import denied_before
from .outcome import Outcome
from .passages import Near, Passages, Place
from .words import Words, read

CHECK = "quotes/1"
_QUOTED = re.compile(
    r"«\s*(?P<g>[^«»]{12,4000}?)\s*»|“(?P<d>[^“”]{12,4000})”|„(?P<l>[^„“”]{12,4000})[“”]"
    r"|(?<!\w)‘(?P<s>(?:[^‘’\n]|’(?=\w)){12,1000})’(?!\w)"
    r'|(?<![\w"])"(?P<t>(?:[^"\n]|\n(?!\s*\n)){12,4000})"(?!\w)'
)
_GAP = re.compile(r"\s*(?:[\[(]\s*(?:…|\.{3})\s*[\])]|…|\.{3})\s*")
_WORDS = 3
_NEAR = 0.6
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_REJOINED = 8


def quotations(text: str) -> Iterator[Span]:
    """Yield what stands between quotation marks and is long enough to be a quotation."""
    for match in _QUOTED.finditer(text):
        group = match.lastgroup or "t"
        if len(read(match[group])) >= _WORDS:
            yield Span(match.start(group), match.end(group))


def check(quote: str, passages: Passages) -> Outcome:
    """Look a quotation up in the sources; parts around « […] » are looked up one by one."""
    parts = list(_parts(quote))
    places = [_verbatim(part, words, passages) for part, words in parts]
    if places and all(places):
        return _supported(quote, [place for place in places if place], passages)
    missing = [words for (_part, words), place in zip(parts, places, strict=True) if not place]
    if not all(map(passages.can_compare, missing)):
        return Outcome(Status.UNCHECKED, _("Too much is quoted to compare it word by word."))
    nears = [passages.nearest(words) for words in missing]
    if nears and all(near and near.ratio >= _NEAR for near in nears):
        return _altered([near for near in nears if near], passages)
    return Outcome(Status.NOT_FOUND, _("This quotation stands in none of the sources."))


def _parts(quote: str) -> Iterator[tuple[str, Words]]:
    for part in _GAP.split(quote):
        words = read(part)
        if len(words):
            yield part, words


def _verbatim(part: str, words: Words, passages: Passages) -> Place | None:
    return passages.find(words) or _rejoined(part, passages)


def _rejoined(part: str, passages: Passages) -> Place | None:
    """Find a compound that the source breaks at its hyphen, where a line ends."""
    for match in list(_HYPHEN.finditer(part))[:_REJOINED]:
        closed = part[: match.start()] + part[match.end() :]
        if place := passages.find(read(closed)):
            return place
    return None


def _supported(quote: str, places: list[Place], passages: Passages) -> Outcome:
    first = places[0]
    exact = passages.texts[first.source][first.span.start : first.span.end] in quote
    method = "exact" if exact and len(places) == 1 else "normalised"
    evidence = tuple(passages.evidence(p.source, p.span, method, 1.0) for p in places)
    if denied_before(passages.texts[first.source], first.span):
        reason = _("Quoted word for word, but the source denies it just before; read the passage.")
        return Outcome(Status.UNCHECKED, reason, evidence)
    return Outcome(Status.SUPPORTED, _("Quoted word for word."), evidence)


def _altered(nears: list[Near], passages: Passages) -> Outcome:
    changes = "; ".join(
        _("source: “{before}”, answer: “{after}”").format(before=before or "–", after=after or "–")
        for near in nears
        for before, after in near.changes[:5]
    )
    reason = _("The quotation differs from the source ({changes}).").format(changes=changes)
    evidence = tuple(
        passages.evidence(near.place.source, near.place.span, "near", round(near.ratio, 3))
        for near in nears
    )
    return Outcome(Status.ALTERED, reason, evidence)
