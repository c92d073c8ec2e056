"""When to ask a failing service again: soon, then less and less soon, never more than it allows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backoff:
    """At most `attempts` calls; waits in seconds double from `first`, up to `longest`."""

    attempts: int = 3
    first: float = 1.0
    longest: float = 30.0

    def wait(self, attempt: int, asked: float | None = None) -> float | None:
        """Return the wait after the failed call number `attempt` (from 1), None to give up.

        `asked` is the service's Retry-After in seconds; asking for more than `longest` is a no.
        """
        if attempt >= self.attempts or (asked or 0.0) > self.longest:
            return None
        return max(asked or 0.0, min(self.longest, self.first * 2.0 ** (attempt - 1)))
