"""How long the texts of one request may be worked on: a text made to take forever stops itself.

Counted in this thread's own processor time, so that a busy machine refuses nothing. Whoever works in steps
calls `check` between them; a pattern is given what is `left`. A thread works no longer than the clock runs:
only once the clock says that the time is over is the processor's asked, which costs thirty times as much.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from assistant.errors import GuardError
from assistant.i18n import _

BASE_SECONDS = 30.0
SECONDS_A_CHARACTER = 0.0005
"""Twenty times what texts take that are hard to read, with models, on a slow machine."""


class _Until(NamedTuple):
    """When the time is over at the earliest, by the clock, and when it is, in processor time."""

    clock: float
    worked: float


_UNTIL: ContextVar[_Until | None] = ContextVar("until", default=None)


def allowance(characters: int) -> float:
    """Return the seconds that texts of so many characters may take."""
    return BASE_SECONDS + SECONDS_A_CHARACTER * characters


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Give what is done inside so many seconds; within another limit the nearer one holds."""
    until = _Until(time.monotonic() + seconds, time.thread_time() + seconds)
    outer = _UNTIL.get()
    token = _UNTIL.set(until if outer is None or until.worked < outer.worked else outer)
    try:
        yield
    finally:
        _UNTIL.reset(token)


def left(most: float) -> float:
    """Return the seconds left, `most` at most; raises GuardError when there are none."""
    until = _UNTIL.get()
    if until is None:
        return most
    rest = until.clock - time.monotonic()
    if rest > most:
        return most
    rest = until.worked - time.thread_time()
    if rest <= 0:
        raise out_of_time()
    return min(most, rest)


def check() -> None:
    """Raise GuardError when the time is over."""
    left(0.0)


def out_of_time() -> GuardError:
    """The error that says that a text takes too long."""
    return GuardError(
        _("This text takes the guard too long to read."),
        _("Nothing was sent."),
        _("Send it in smaller parts, or leave out what is no text (encoded data, logs)."),
    )
