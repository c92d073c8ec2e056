"""Dates that cannot be: « lundi 3 mars 2026 », which is a Tuesday, and « 31 février 2024 »."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.i18n import _
from assistant.types import ClaimKind, Language, Span, Status

from .moments import Moment, dates
from .outcome import Outcome
from .own_context import about
from .own_sums import Finding

CHECK = "calendar/1"
_GREGORIAN = 1753  # everywhere in use that French and English are about
_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(
    r"(?<!\bou )(?<!\bor )(?<!day to )(?<!day-)(?<!di au )(?<!di à )\b"
    rf"(?P<day>{'|'.join((*_FR, *_EN))})[ \u00a0]?,?[ \u00a0]?(?:le[ \u00a0]|the[ \u00a0])?$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:pas|not|n['’]t|n['’]existe|fausses?|faux|wrong|incorrect|erreur|error|instead of|au lieu|either|soit un)\b",
    re.IGNORECASE,
)
_LEAD = 30
_AROUND = 60


def findings(text: str, language: Language, sentences: Sequence[Span]) -> Iterator[Finding]:
    """Yield the dates that no calendar has, and those whose weekday is another or the right one."""
    for span, moments in dates(text, language):
        if _DENIED.search(about(text, span, sentences, _AROUND)):
            continue
        named = _DAY.search(text, max(0, span.start - _LEAD), span.start)
        start = named.start() if named else span.start
        outcome = _impossible(moments)
        if outcome is None and named:
            outcome = _weekday(named["day"].lower(), moments, language)
        if outcome:
            yield Finding(Span(start, span.end), ClaimKind.DATE, CHECK, outcome)


def _impossible(moments: Sequence[Moment]) -> Outcome | None:
    if not moments or not all(moment.day and not _exists(moment) for moment in moments):
        return None
    return Outcome(Status.CONTRADICTED, _("There is no such day in the calendar."))


def _exists(moment: Moment) -> bool:
    year = moment.year if moment.year is not None else 2024  # a leap year: 29 February may be meant
    return moment.day is not None and 1 <= moment.day <= monthrange(max(1, year), moment.month)[1]


def _weekday(said: str, moments: Sequence[Moment], language: Language) -> Outcome | None:
    days = [date(m.year, m.month, m.day) for m in moments if m.year and m.day and _exists(m)]
    if not days or any(day.year < _GREGORIAN for day in days):
        return None
    wanted = (_FR if said in _FR else _EN).index(said)
    if any(day.weekday() == wanted for day in days):
        reason = _("The weekday fits the date; the date was not looked up.")
        return Outcome(Status.UNCHECKED, reason)
    right = (_FR if language is Language.FR else _EN)[days[0].weekday()]
    shown = right if language is Language.FR else right.capitalize()
    reason = _("This date does not fall on the weekday given; it is: {right}.")
    return Outcome(Status.CONTRADICTED, reason.format(right=shown))
