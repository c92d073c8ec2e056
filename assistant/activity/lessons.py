"""Short lessons, chosen by what the person really met that week."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from assistant.activity.summary import Summary
from assistant.i18n import language
from assistant.types import Kind, Language, Status

TOPICS = ("prompts", "verification", "limits", "confidentiality")
_SECRET = (Kind.SECRET, Kind.CREDIT_CARD, Kind.IBAN, Kind.BANK_ACCOUNT)
_IDENTITY = (Kind.NATIONAL_ID, Kind.TAX_ID, Kind.ID_DOC)
_COMPANY = (Kind.COMPANY_TERM, Kind.ORG, Kind.COMPANY_ID, Kind.MARKING, Kind.CODE)
_ROUTINE = frozenset({"persons", "company", "away", "unchecked"})
"""What nearly every week holds: other things met come before it."""
_AGAIN = 28 * 86_400
"""Seconds before a lesson comes again."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson; `met` names what calls for it, or is « always »."""

    name: str
    topic: str
    met: str
    title: str
    text: str
    practice: str


def lessons(spoken: Language | None = None) -> tuple[Lesson, ...]:
    """Return the library in a language, that of the screens if none is given."""
    name = f"lessons.{(spoken or language()).value}.toml"
    text = files("assistant.activity").joinpath(name).read_text(encoding="utf-8")
    return tuple(Lesson(**entry) for entry in tomllib.loads(text)["lesson"])


def met(week: Summary) -> dict[str, int]:
    """Return what a week held that a lesson may speak of, and how often."""
    kinds, checks = week.hidden, week.checked

    def of(*wanted: Kind) -> int:
        return sum(kinds.get(kind.value, 0) for kind in wanted)

    return {
        "altered": checks.get(Status.ALTERED.value, 0),
        "not_found": checks.get(Status.NOT_FOUND.value, 0)
        + checks.get(Status.UNSUPPORTED.value, 0),
        "contradicted": checks.get(Status.CONTRADICTED.value, 0),
        "derived": checks.get(Status.DERIVED.value, 0),
        "unchecked": week.unchecked,
        "persons": of(Kind.PERSON, Kind.EMAIL, Kind.PHONE, Kind.ADDRESS),
        "secrets": of(*_SECRET),
        "identity": of(*_IDENTITY),
        "special": of(Kind.SPECIAL, Kind.NRP),
        "company": of(*_COMPANY),
        "corrected": week.corrected,
        "away": week.away if week.protected else 0,
        "broken": week.broken,
        "long": int(week.asked > 0 and week.prompt_tokens / week.asked > 3000),
        "cost": int(week.cost > 1.0),
        "many_models": int(len(week.models) > 2),
        "one_model": int(len(week.models) == 1 and week.asked >= 10),
        "hours": int(week.hours > 15),
    }


def chosen(
    week: Summary, shown: Mapping[str, float], now: float, count: int = 2
) -> list[tuple[Lesson, int]]:
    """Return the lessons that fit a week best, with how often it was met; none shown lately.

    `shown` says when each lesson was last shown. What was met most comes first, a general lesson last.
    """
    counts = met(week)
    fresh = [each for each in lessons() if now - shown.get(each.name, 0.0) >= _AGAIN]
    fitting = [(each, counts.get(each.met, 0)) for each in fresh if counts.get(each.met, 0)]
    fitting.sort(key=lambda pair: (pair[0].met in _ROUTINE, -pair[1]))
    seen: dict[str, tuple[Lesson, int]] = {}
    for lesson, often in fitting:  # one a subject, so that a week is not all about one thing
        seen.setdefault(lesson.met, (lesson, often))
    general = [(each, 0) for each in fresh if each.met == "always"]
    return [*seen.values(), *general][:count]
