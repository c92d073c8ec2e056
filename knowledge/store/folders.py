"""The folders that a person added, each with the rule of how far its text may go."""

from __future__ import annotations

from pathlib import Path

from knowledge.intake.sync import Folder
from knowledge.store.database import Database
from knowledge.values import Rule


class Folders:
    """The added folders of one base."""

    def __init__(self, database: Database) -> None:
        self._base = database

    def add(self, folder: Folder, rule: Rule | None) -> None:
        """Remember a folder; without a rule it keeps the one it has, at first « any »."""
        self._base.run(
            "insert into folders (path, shown, rule) values (?, ?, ?)"
            " on conflict (path) do update set shown = excluded.shown,"
            " rule = case when ? then excluded.rule else rule end",
            (str(folder.path), folder.shown, (rule or Rule.ANY).value, rule is not None),
        )
        # Added again under another spelling: its documents take the new one.
        self._base.run(
            "update files set shown = ?1 || substr(path, length(?2) + 1) where folder = ?2",
            (str(Path(folder.shown)), str(folder.path)),
        )

    def all(self) -> list[Folder]:
        """Return the added folders, outer ones first."""
        rows = self._base.rows("select path, shown from folders order by path")
        return [Folder(Path(path), shown) for path, shown in rows]

    def rules(self) -> dict[str, Rule]:
        """Return the rule of each added folder, by path."""
        return {
            path: Rule(rule) for path, rule in self._base.rows("select path, rule from folders")
        }

    def holds(self, path: str) -> bool:
        """Whether this very folder was added."""
        return self._base.row("select 1 from folders where path = ?", (path,)) is not None

    def forget(self, path: str) -> None:
        """Forget a folder and those added inside it; their files are for the caller."""
        self._base.run(
            "delete from folders where path = ?1 or substr(path, 1, ?2) = ?3",
            (path, len(path) + 1, f"{path}/"),
        )
