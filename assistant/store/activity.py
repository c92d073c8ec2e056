"""What was done, in counts: the source of every plot and review."""

from __future__ import annotations

import json
from typing import Any

from assistant.store.database_adapter import Database
from assistant.store.records import Event

_FIELDS = (
    "at, what, model, destination, prompt_tokens, completion_tokens, cost, seconds, complete, hidden,"
    " corrected, checked"
)


class Activity:
    """The repository of events."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, event: Event) -> None:
        """Keep one event; raises StoreError."""
        self._database.run(
            f"insert into activity ({_FIELDS}) values ({', '.join('?' * 12)})",
            (
                event.at, event.what, event.model, event.destination, event.prompt_tokens,
                event.completion_tokens, event.cost, event.seconds, int(event.complete),
                json.dumps(dict(event.hidden)), event.corrected, json.dumps(dict(event.checked)),
            ),
        )  # fmt: skip

    def between(self, start: float, stop: float) -> list[Event]:
        """Return the events of a half-open span of time, in the order they happened."""
        query = f"select {_FIELDS} from activity where at >= ? and at < ? order by at, id"
        return [_event(row) for row in self._database.rows(query, (start, stop))]

    def latest(self) -> float | None:
        """Return when the last event was, None when there is none."""
        found = self._database.value("select max(at) from activity")
        return None if found is None else float(found)

    def forget_before(self, moment: float) -> None:
        """Delete the events before a moment for good; raises StoreError."""
        self._database.run("delete from activity where at < ?", (moment,))
        self._database.sweep()


def _event(row: tuple[Any, ...]) -> Event:
    (
        at,
        what,
        model,
        destination,
        asked,
        answered,
        cost,
        seconds,
        complete,
        hidden,
        changed,
        checked,
    ) = row
    return Event(
        at, what, model, destination, asked, answered,
        None if cost is None else cost, seconds, bool(complete),
        json.loads(hidden), changed, json.loads(checked),
    )  # fmt: skip
