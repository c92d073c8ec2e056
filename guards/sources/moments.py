"""Dates and times of day in French and English: « le 3 mai 2024 », 2024-05-03, « 2:30 pm ».

English months count with a capital only, and next to a number: « you may 3 » is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.types import Language, Span

_FRENCH = (
    "janvier|janv|jan février|fevrier|févr|fév mars avril|avr mai juin juillet|juil août|aout "
    "septembre|sept octobre|oct novembre|nov décembre|decembre|déc"
)
_ENGLISH = (
    "January|Jan February|Feb March|Mar April|Apr May June|Jun July|Jul August|Aug "
    "September|Sept|Sep October|Oct November|Nov December|Dec"
)
MONTHS = {
    name.lower(): number
    for table in (_FRENCH, _ENGLISH)
    for number, names in enumerate(table.split(), 1)
    for name in names.split("|")
}
_FR = "(?i:" + "|".join(_FRENCH.replace(" ", "|").split("|")) + ")"
_EN = "(?:" + "|".join(n for name in _ENGLISH.replace(" ", "|").split("|")
                       for n in (name, name.upper())) + ")"  # fmt: skip
_MONTH = rf"(?:{_EN}|{_FR})\b\.?"
_TH = "(?:er|st|nd|rd|th|e)?"
_S = "[ \u00a0\u202f]"
_NAMED = re.compile(
    rf"(?<![\w.,:/-])(?:(?P<d0>\d{{1,2}}){_TH}{_S}?(?:-|–|au|et|to|and|&){_S}?)?"
    rf"(?P<d>\d{{1,2}}){_TH}(?:{_S}of)?[ \u00a0\u202f-]\n?(?P<m>{_MONTH})"
    rf"(?:,?[ \u00a0\u202f-]\n?(?P<y>\d{{4}})(?![\d]))?"
    rf"|\b(?P<m2>{_EN}\b\.?){_S}(?P<d2>\d{{1,2}}){_TH}(?![\w%]|[.,:]\d)"
    rf"(?:,?{_S}(?P<y2>\d{{4}})(?!\d))?"
    rf"|\b(?P<m3>{_MONTH}),?{_S}(?:of{_S}|de{_S})?(?P<y3>\d{{4}})(?![\d])"
)
_NUMERIC = re.compile(
    r"(?<![\w./-])(?:(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<t>[-/.])(?P<b>\d{1,2})(?P=t)(?P<y2>\d{4}|(?<=/)\d{2}))(?!\w|[./-]\d)"
    r"|(?<![\w./-])(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})(?=T\d)"
)
_TIME = re.compile(
    rf"(?<![\w:.,/])(?P<h>\d{{1,2}})(?:(?::|{_S}?[hH]{_S}?|\.(?=\d\d{_S}?[apAP]\.?[mM]\b))"
    rf"(?P<m>[0-5]\d)(?!\d|[:_]|[.,]\d|[^\W\d_apAP])"
    rf"(?:{_S}?(?P<half>[apAP]\.?[mM]\b\.?))?|{_S}?(?P<half2>[apAP]\.?[mM]\b\.?))"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A calendar date, whole or in part."""

    year: int | None
    month: int
    day: int | None


def dates(text: str, language: Language) -> Iterator[tuple[Span, tuple[Moment, ...]]]:
    """Yield each date with its possible readings: 03/05/2024 is May or March in English."""
    for match in _NAMED.finditer(text):
        span, found = Span(*match.span()), tuple(_named(match))
        if found and match["d0"]:
            first = Moment(found[0].year, found[0].month, int(match["d0"]))
            yield Span(match.start(), match.end("d0")), (first,)
            span = Span(match.start("d"), match.end())
        if found:
            yield span, found
    for match in _NUMERIC.finditer(text):
        if found := tuple(_numeric(match, language)):
            yield Span(*match.span()), found


def times(text: str) -> Iterator[tuple[Span, tuple[int, ...]]]:
    """Yield each time of day as minutes since midnight; « 2:30 » may be in the afternoon."""
    for match in _TIME.finditer(text):
        hour, minute = int(match["h"]), int(match["m"] or 0)
        half = (match["half"] or match["half2"] or "").lower()
        if hour > 24 or (half and not 1 <= hour <= 12):
            continue
        if half:
            hour = hour % 12 + (12 if half[0] == "p" else 0)
        at = hour * 60 + minute
        evening = (at + 720,) if not half and ":" in match.group() and 0 < hour < 12 else ()
        yield Span(*match.span()), (at, *evening)


def _named(match: re.Match[str]) -> Iterator[Moment]:
    name = match["m"] or match["m2"] or match["m3"]
    year = match["y"] or match["y2"] or match["y3"]
    day = match["d"] or match["d2"]
    moment = Moment(
        int(year) if year else None, MONTHS[name.rstrip(".").lower()], int(day) if day else None
    )
    if moment.day is None or 1 <= moment.day <= 31:
        yield moment


def _numeric(match: re.Match[str], language: Language) -> Iterator[Moment]:
    if year := match["y"] or match["y3"]:
        pairs = [(match["m"] or match["m3"], match["d"] or match["d3"])]
    else:
        year = match["y2"] if len(match["y2"]) == 4 else f"20{match['y2']}"
        pairs = [(match["b"], match["a"])]
        if language is Language.EN:
            pairs.append((match["a"], match["b"]))
    for month, day in pairs:
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            yield Moment(int(year), int(month), int(day))
