"""Ages that do not follow from two years, and durations that do not follow from two dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from assistant.i18n import _
from assistant.types import ClaimKind, Language, Span, Status

from .moments import Moment, dates
from .outcome import Outcome
from .own_sums import Finding

CHECK = "duration/1"
_Y = r"(?:1[5-9]|20)\d\d"
_BORN = re.compile(
    rf"\b(?:née?|born)\b(?:[ \u00a0,]+[\w'’.-]+){{0,8}}?[ \u00a0,(]+(?P<y>{_Y})\b"
    rf"|\((?P<b>{_Y})[-–](?P<d>{_Y})\)",
    re.IGNORECASE,
)
_AGE = r"(?P<age>\d{1,3})"
_AT = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_AGE} ans,? en (?P<y>{_Y})\b",
        rf"\ben (?P<y>{_Y}),? (?:à (?:l['’]âge de )?"
        rf"|(?:il|elle) (?:a|avait|aura|est âgée? de|était âgée? de) ){_AGE} ans\b",
        rf"\b(?:died|dies) (?:in|on [\w ,]{{3,14}}?) ?(?P<y>{_Y}),?"
        rf" (?:at (?:the age of )?|aged ){_AGE}\b",
        rf"\b(?:in|by) (?P<y>{_Y}),? (?:(?:s?he|they) (?:was|is|were|turned|turns|will be) |aged "
        rf"|at the age of |at ){_AGE}\b(?! (?:%|per|percent|weeks|months|days))",
        rf"\b(?:aged|age|turned|turns|was|is|will be) {_AGE}(?: years old)? in (?P<y>{_Y})\b",
    )
)
_DIED = re.compile(
    r"\b(?:mort|morte|décédée?|died|dies)\b[^.;\d]{0,40}\b(?:à|aged|at|âge de|age of) "
    + _AGE
    + r"\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r",? ?\(?(?:soit|c['’]est-à-dire|i\.e\.,?|that is,?|which is|a (?:period|total|duration) of|une durée de"
    r"|pendant|un total de) (?P<n>\d{1,4}) (?P<unit>jours?|semaines?|mois|ans|années?|days?|weeks?|months?|years?)\b"
    r"(?! (?:ouvr\w+|ouvrables?|business|working|francs|calendaires pleins|et|and)\b)",
    re.IGNORECASE,
)
_YEARS = re.compile(rf"(?:\bde |\bfrom )(?P<a>{_Y}) (?:à|to|until) (?P<b>{_Y})\b", re.IGNORECASE)
_JOINED = re.compile(
    r" (?:au|à|to|until|till|through|jusqu['’]au) (?:(?:le |the )?)$|\s?[–-]\s?$|^ ?(?:au|to) ?$"
)
_WEEKDAY = re.compile(
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w+day),? $", re.IGNORECASE
)
_GAP = 40
_MONTH, _WEEK = 30.44, 7  # days


def findings(text: str, language: Language, sentences: Sequence[Span]) -> Iterator[Finding]:
    """Yield ages and durations that their own dates gainsay."""
    for span in sentences:
        sentence = text[span.start : span.end]
        if outcome := _aged(sentence):
            yield Finding(_shift(outcome[0], span), ClaimKind.NUMBER, CHECK, outcome[1])
    yield from _durations(text, language)


def _shift(inner: Span, outer: Span) -> Span:
    return Span(outer.start + inner.start, outer.start + inner.end)


def _aged(sentence: str) -> tuple[Span, Outcome] | None:
    """Judge a sentence with one birth and one age at a year."""
    births = list(_BORN.finditer(sentence))
    if len(births) != 1:
        return None
    born = int(births[0]["y"] or births[0]["b"])
    found = [(int(m["y"]), m) for form in _AT for m in form.finditer(sentence, births[0].end())]
    if births[0]["d"]:
        found = [(int(births[0]["d"]), m) for m in _DIED.finditer(sentence)]
    if len({match.start("age") for _year, match in found}) != 1:
        return None
    year, match = found[0]
    age = int(match["age"])
    if age in (year - born, year - born - 1):
        return None
    reason = _("From {born} to {year} there are {right} years, not {age}.")
    shown = reason.format(born=born, year=year, right=year - born, age=age)
    return Span(*match.span()), Outcome(Status.CONTRADICTED, shown)


def _durations(text: str, language: Language) -> Iterator[Finding]:
    for match in _YEARS.finditer(text):
        said = _SAID.match(text, match.end())
        if said and said["unit"][:2].lower() in ("an", "ye"):
            years = int(match["b"]) - int(match["a"])
            yield from _told(said, (years, years + 1), years)
    found = [(span, moments[0]) for span, moments in dates(text, language) if len(moments) == 1]
    for (one, first), (other, last) in pairwise(found):
        gap = _WEEKDAY.sub("", text[one.end : other.start]) if other.start - one.end < _GAP else ""
        said = _SAID.match(text, other.end) if _JOINED.search(gap) else None
        days = _days(first, last)
        if said and days is not None and len(gap) < _GAP // 2:
            yield from _told(said, *_expected(days, said["unit"].lower()))


def _days(first: Moment, last: Moment) -> int | None:
    year = first.year or last.year
    if not (year and last.year and first.day and last.day):
        return None
    try:
        begun, ended = date(year, first.month, first.day), date(last.year, last.month, last.day)
    except ValueError:
        return None
    return (ended - begun).days if ended >= begun else None


def _expected(days: int, unit: str) -> tuple[tuple[int, ...], int]:
    """Return the counts that may be said of so many days, and the plainest of them."""
    if unit.startswith(("jour", "day")):
        return (days - 1, days, days + 1), days
    length = _WEEK if unit.startswith(("sem", "week")) else _MONTH
    if unit.startswith(("an", "year")):
        length = _MONTH * 12
    low = int(days / length)
    return (low, low + 1), round((days + 1) / length)


def _told(said: re.Match[str], allowed: Sequence[int], right: int) -> Iterator[Finding]:
    if int(said["n"]) in allowed:
        return
    reason = _("The two dates give {right}, not {answer} ({unit}).")
    shown = reason.format(right=right, answer=said["n"], unit=said["unit"])
    span = Span(said.start("n"), said.end("unit"))
    yield Finding(span, ClaimKind.NUMBER, CHECK, Outcome(Status.CONTRADICTED, shown))
