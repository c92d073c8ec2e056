"""Who was turned away at the door, in the audit: wrong keys and used-up limits.

Anybody who reaches the port can be turned away, as often as they like. So the first of a kind is recorded at once,
and a minute later how many more came: two records a minute for each kind, however many come.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from assistant import log
from assistant.errors import HygieError
from proxy.audit import Audit

_SECONDS = 60.0
CODES = frozenset({"invalid_api_key", "limit_reached"})
"""The refusals that are counted here."""


@dataclass(frozen=True, slots=True)
class Denial:
    """One kind of being turned away, at the door of clients or of the admin.

    `key` is the id of a key that the proxy knows or knew, empty for one that is nobody's.
    """

    code: str
    door: str
    key: str = ""
    team: str = ""


class Denials:
    """Counts in the loop that serves, and writes in threads: nobody waits for the record."""

    def __init__(self, audit: Audit) -> None:
        self._audit = audit
        self._more: dict[Denial, int] = {}
        self._watching: set[asyncio.Task[None]] = set()

    def count(self, denial: Denial) -> None:
        """Count one."""
        if denial in self._more:
            self._more[denial] += 1
            return
        self._more[denial] = 0
        task = asyncio.get_running_loop().create_task(self._watch(denial))
        self._watching.add(task)
        task.add_done_callback(self._watching.discard)

    async def close(self) -> None:
        """Record what was counted so far."""
        watching = tuple(self._watching)
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)

    async def _watch(self, denial: Denial) -> None:
        try:
            await asyncio.to_thread(self._record, denial, 1)
            await asyncio.sleep(_SECONDS)
        finally:
            if more := self._more.pop(denial):
                await asyncio.to_thread(self._record, denial, more)

    def _record(self, denial: Denial, count: int) -> None:
        try:
            self._audit.note(
                "denied", code=denial.code, door=denial.door, key=denial.key, team=denial.team, count=count
            )  # fmt: skip
        except HygieError:
            log.event("proxy.unrecorded")
