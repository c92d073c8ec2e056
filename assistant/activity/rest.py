"""Quiet hours and pauses: off until chosen, one line, never in the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from assistant.activity.summary import BREAK
from assistant.config import Settings
from assistant.i18n import _
from assistant.store.records import Event


def reminder(settings: Settings, events: Sequence[Event], now: float) -> str:
    """Return a line to show, or nothing; `events` are those of the last hours, in order."""
    if settings.quiet_hours != "none" and _quiet(settings.quiet_hours, now):
        return _("These are your quiet hours ({hours}).").format(hours=settings.quiet_hours)
    if settings.pause_after != "none":
        minutes = int(stretch(events, now) // 60)
        if minutes >= int(settings.pause_after):
            return _("You have been at it for {n} minutes: time for a pause?").format(n=minutes)
    return ""


def stretch(events: Sequence[Event], now: float) -> float:
    """Return for how many seconds the person has worked without a break."""
    began = now
    for event in reversed(events):
        if event.at > now:
            continue
        if began - event.at >= BREAK:
            break
        began = event.at - event.seconds
    return now - began


def _quiet(hours: str, now: float) -> bool:
    start, stop = (time.fromisoformat(part) for part in hours.split("-"))
    at = datetime.fromtimestamp(now).time()
    return start <= at < stop if start <= stop else at >= start or at < stop
