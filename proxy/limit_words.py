"""The limits of a key in words: in the list of keys, and for a client that reached one."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.figures import number
from assistant.i18n import _, ngettext
from proxy.callers import Scope

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def _requests(n: int) -> str:
    return ngettext("{n} request a minute", "{n} requests a minute", n)


def _daily(n: int) -> str:
    return ngettext("{n} token a day", "{n} tokens a day", n)


def _monthly(n: int) -> str:
    return ngettext("{n} token a month", "{n} tokens a month", n)


def _together(n: int) -> str:
    return ngettext("{n} token a month with the team", "{n} tokens a month with the team", n)


_WORDS: Mapping[str, Callable[[int], str]] = {
    "requests_per_minute": _requests,
    "tokens_per_day": _daily,
    "tokens_per_month": _monthly,
    "team_tokens_per_month": _together,
}


@dataclass(frozen=True, slots=True)
class Reached:
    """A limit that was reached: its name among those of a key, its bound, what was used, and when it begins anew."""

    name: str
    bound: int
    used: int
    until: int


def limit(name: str, bound: int) -> str:
    """Return one limit of a key, by its name, in words."""
    return _WORDS[name](bound).format(n=number(bound))


def scope_in_words(scope: Scope) -> str:
    """Return what a key may do: its models and its limits."""
    models = _("every model") if "*" in scope.models else _models(scope.models)
    bounds = [limit(name, getattr(scope, name)) for name in _WORDS if getattr(scope, name)]
    return " · ".join([models, *(bounds or [_("without limit")])])


def _models(patterns: tuple[str, ...]) -> str:
    return _("models: {names}").format(names=", ".join(patterns))


def reached(it: Reached, now: int) -> str:
    """Return which limit was reached, how much of it was used and when it begins anew; `now` in seconds."""
    whose = (
        _("This key and its team have used up their limit: {limit}.")
        if it.name == "team_tokens_per_month"
        else _("This key has used up its limit: {limit}.")
    )
    said = [whose.format(limit=limit(it.name, it.bound))]
    if it.name not in (
        "requests_per_minute",
        "team_tokens_per_month",
    ):  # a team's use is its members'
        said.append(_("Used so far: {used}.").format(used=number(it.used)))
    begins = _("It begins anew on {moment} (in {wait}). Nothing was sent.")
    said.append(begins.format(moment=_moment(it.until), wait=_wait(it.until - now)))
    return " ".join(said)


def _moment(at: int) -> str:
    # Translators: a moment as strftime writes it.
    return time.strftime(_("%Y-%m-%d at %H:%M UTC"), time.gmtime(at))


def _wait(seconds: int) -> str:
    """A time in its largest unit, rounded up: nobody comes back too early."""
    for unit, words in ((_DAY, _days), (_HOUR, _hours), (_MINUTE, _minutes)):
        if seconds >= 2 * unit:
            n = -(-seconds // unit)
            return words(n).format(n=n)
    n = max(1, seconds)
    return ngettext("{n} second", "{n} seconds", n).format(n=n)


def _minutes(n: int) -> str:
    return ngettext("{n} minute", "{n} minutes", n)


def _hours(n: int) -> str:
    return ngettext("{n} hour", "{n} hours", n)


def _days(n: int) -> str:
    return ngettext("{n} day", "{n} days", n)
