"""What a key and its team have used, and when a limit of theirs is reached.

A key that takes the place of another goes on with what that one used.
"""

from __future__ import annotations

import time
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass

from proxy.callers import Caller
from proxy.limit_words import Reached, reached
from proxy.refusals import Refusal
from proxy.store.database import Database

_MINUTE, _DAY = 60, 86_400


@dataclass(frozen=True, slots=True)
class _Budget:
    """A limit of tokens: its name among a key's, where it is counted, from when to when, and how many."""

    limit: str
    counter: str
    since: int
    until: int
    bound: int


class Use:
    """Counts requests and tokens, and says when a bound is reached."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database, self._clock = database, clock

    def admit(self, caller: Caller) -> None:
        """Count a request; raises Refusal when the caller has used up what it may, and StoreError."""
        bound, now = caller.scope.requests_per_minute, int(self._clock())
        if bound:
            minute = now - now % _MINUTE
            used = self._add(f"requests:{caller.counted_as}", minute, 1)
            if used > bound:
                raise _used_up(Reached("requests_per_minute", bound, used, minute + _MINUTE), now)
        for one in _budgets(caller, now):
            used = self._read(one.counter, one.since)
            if used >= one.bound:
                raise _used_up(Reached(one.limit, one.bound, used, one.until), now)

    def spend(self, caller: Caller, tokens: int) -> None:
        """Count the tokens of a request that was answered; raises StoreError."""
        if tokens > 0:
            for one in _budgets(caller, int(self._clock())):
                self._add(one.counter, one.since, tokens)

    def of(self, caller: Caller) -> dict[str, int]:
        """Return what a caller has used of each of its limits; raises StoreError."""
        now = int(self._clock())
        used = {one.limit: self._read(one.counter, one.since) for one in _budgets(caller, now)}
        if caller.scope.requests_per_minute:
            used["requests_per_minute"] = self._read(
                f"requests:{caller.counted_as}", now - now % _MINUTE
            )
        return used

    def _add(self, name: str, since: int, amount: int) -> int:
        rows = self._database.run(
            "INSERT INTO used (name, since, amount) VALUES (?, ?, ?) ON CONFLICT (name, since)"
            " DO UPDATE SET amount = used.amount + excluded.amount RETURNING amount",
            [name, since, amount],
        )
        return int(rows[0][0])

    def _read(self, name: str, since: int) -> int:
        rows = self._database.run(
            "SELECT amount FROM used WHERE name = ? AND since = ?", [name, since]
        )
        return int(rows[0][0]) if rows else 0


def _budgets(caller: Caller, now: int) -> list[_Budget]:
    """The limits of tokens that a caller has; a team's holds for who is in one."""
    day, (month, end), scope = now - now % _DAY, _month(now), caller.scope
    who = caller.counted_as
    team = scope.team_tokens_per_month if caller.team else 0
    every = (
        _Budget("tokens_per_day", f"day:{who}", day, day + _DAY, scope.tokens_per_day),
        _Budget("tokens_per_month", f"month:{who}", month, end, scope.tokens_per_month),
        _Budget("team_tokens_per_month", f"team:{caller.team}", month, end, team),
    )
    return [one for one in every if one.bound]


def _month(now: int) -> tuple[int, int]:
    """When the calendar month of a moment begins and ends, in UTC."""
    then = time.gmtime(now)
    begins = now - now % _DAY - (then.tm_mday - 1) * _DAY
    return begins, begins + monthrange(then.tm_year, then.tm_mon)[1] * _DAY


def _used_up(it: Reached, now: int) -> Refusal:
    wait = max(1, it.until - now)
    # A client that tries again by itself does so within seconds: until tomorrow that is in vain.
    again = "true" if wait <= _MINUTE else "false"
    headers = {"retry-after": str(wait), "x-should-retry": again}
    return Refusal(429, "limit_reached", reached(it, now), headers)
