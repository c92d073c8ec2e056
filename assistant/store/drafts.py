"""Drafts that are being written: kept at every pause, so that no crash loses them."""

from __future__ import annotations

from assistant.store.database_adapter import Database
from assistant.store.records import Saved
from assistant.types import Private


class Drafts:
    """The repository of drafts, each under a name that its screen chooses."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, key: str, text: Private[str], now: float) -> None:
        """Keep a draft in place of its former state; raises StoreError."""
        self._database.run(
            "insert into drafts values (?, ?, ?) on conflict (key) do update"
            " set text = excluded.text, updated = excluded.updated",
            (key, text.reveal(), now),
        )

    def all(self) -> list[Saved]:
        """Return the drafts, the last written first."""
        query = "select key, text, updated from drafts order by updated desc, key"
        return [
            Saved(str(k), Private(str(t)), float(at)) for k, t, at in self._database.rows(query)
        ]

    def drop(self, key: str) -> None:
        """Delete a draft for good; raises StoreError."""
        self._database.run("delete from drafts where key = ?", (key,))
        self._database.sweep()
