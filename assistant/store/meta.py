"""Small facts about the store itself: backup destinations, when a lesson was last shown."""

from __future__ import annotations

import json
from typing import Any

from assistant.store.database_adapter import Database


class Meta:
    """Named JSON values."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> Any:  # noqa: ANN401
        """Return a value, None when it was never set."""
        row = self._database.row("select value from meta where name = ?", (name,))
        return None if row is None else json.loads(row[0])

    def set(self, name: str, value: object) -> None:
        """Keep a value under a name; raises StoreError."""
        self._database.run(
            "insert into meta values (?, ?) on conflict (name) do update set value = excluded.value",
            (name, json.dumps(value)),
        )
