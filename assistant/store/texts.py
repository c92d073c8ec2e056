"""Texts kept by name, byte for byte: recorded runs of prompts, and what their forms remember."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.store.database_adapter import Database


class Texts:
    """The repository of named texts; a name is a path of plain words, as `runs/…` or `objects/ab/…`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> str | None:
        """Return a text, None when there is none; raises StoreError."""
        row = self._database.row("select text from texts where name = ?", (name,))
        return None if row is None else bytes(row[0]).decode("utf-8", "surrogatepass")

    def put(self, name: str, text: str) -> None:
        """Keep a text in place of the one before it; raises StoreError."""
        self._database.run(
            "insert into texts values (?, ?) on conflict (name) do update set text = excluded.text",
            (name, _bytes(text)),
        )

    def add(self, texts: Mapping[str, str]) -> None:
        """Keep several, all or none; what has a text already keeps it. Raises StoreError."""
        rows = [(name, _bytes(text)) for name, text in texts.items()]
        with self._database.transaction():
            self._database.run_many("insert or ignore into texts values (?, ?)", rows)

    def names(self, folder: str) -> list[str]:
        """Return the names under a folder, sorted; raises StoreError."""
        after = chr(ord("/") + 1)
        query = "select name from texts where name > ? and name < ? order by name"
        return [str(row[0]) for row in self._database.rows(query, (f"{folder}/", folder + after))]

    def drop(self, name: str) -> None:
        """Delete a text for good; raises StoreError."""
        self._database.run("delete from texts where name = ?", (name,))
        self._database.sweep()


def _bytes(text: str) -> bytes:
    """Lone surrogates too: a text must come back as the hash it is known by says."""
    return text.encode("utf-8", "surrogatepass")
