"""Filters, resolved in SQLite: chroma's own grow with the collection."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.types import Language
from knowledge.store.database import Database
from knowledge.store.files import link_name


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents count; every condition given must hold.

    `folder` is a path as added or absolute, `tag` covers its sub-tags, dates are ISO days, `kind` is a
    suffix without its dot, `links_to` and `linked_from` name a note.
    """

    folder: str = field(default="", repr=False)
    tag: str = field(default="", repr=False)
    since: str = ""
    until: str = ""
    kind: str = ""
    language: Language | None = None
    links_to: str = field(default="", repr=False)
    linked_from: str = field(default="", repr=False)

    def condition(self) -> tuple[str, list[object]]:
        """Return an SQL condition on `files f` and its values; empty when nothing is asked."""
        parts = [part for part in self._parts() if part[1][0]]
        values = [value for _, several in parts for value in several]
        return " and ".join(sql for sql, _ in parts), values

    def _parts(self) -> list[tuple[str, list[object]]]:
        folder, tag = self.folder.rstrip("/"), self.tag.lstrip("#").casefold()
        return [
            (_FOLDER, [folder, folder]),
            (_TAG, [tag, tag]),
            ("substr(f.date, 1, 10) >= ?", [self.since]),
            ("substr(f.date, 1, 10) <= ?", [self.until]),
            ("f.kind = ?", [self.kind.lower().lstrip(".")]),
            ("f.language = ?", [self.language.value if self.language else ""]),
            (_LINKS_TO, [link_name(self.links_to)]),
            (_LINKED_FROM, [link_name(self.linked_from)]),
        ]


_MOST = 4_000
_FOLDER = "(f.path || '/' like ? || '/%' or f.shown || '/' like ? || '/%')"
_TAG = "f.id in (select file from tags where name = ? or name like ? || '/%')"
_LINKS_TO = (
    "f.id in (select file from links where target in"
    " (select name from names where file in (select file from names where name = ?)))"
)
_LINKED_FROM = (
    "f.id in (select n.file from names n join links l on l.target = n.name"
    " where l.file in (select file from names where name = ?))"
)


class Resolved:
    """A filter on one base, ready to be asked."""

    def __init__(self, base: Database, wanted: Filter) -> None:
        self._base = base
        self._sql, self._values = wanted.condition()

    @property
    def open(self) -> bool:
        """Whether everything passes."""
        return not self._sql

    @cached_property
    def _files(self) -> tuple[int, str]:
        """How many passages pass, and their files as JSON: the one time that all files are gone through."""
        row = self._base.row(
            "select coalesce(sum(f.pieces), 0), json_group_array(f.id) from files f"
            f" where {self._sql}",
            self._values,
        )
        assert row is not None
        return int(row[0]), str(row[1])

    @property
    def count(self) -> int:
        """How many passages pass."""
        # Summed over files: going through the passages would take longer than the search.
        return self._files[0]

    @cached_property
    def numbers(self) -> list[int]:
        """The passages that pass."""
        query = "select id from passages where file in (select value from json_each(?)) order by id"
        return [row[0] for row in self._base.rows(query, (self._files[1],))]

    def widened(self, limit: int) -> int:
        """Return how many to ask for so that about `limit` pass, with half as many to spare."""
        total = int(self._base.value("select coalesce(sum(pieces), 0) from files"))
        return min(_MOST, limit * total * 3 // (2 * max(1, self.count)))

    def keep(self, numbers: Collection[int]) -> set[int]:
        """Return those of some passages that pass."""
        if self.open:
            return set(numbers)
        rows = self._base.rows(
            "select p.id from passages p join files f on f.id = p.file"
            f" where p.id in (select value from json_each(?)) and {self._sql}",
            [as_json(list(numbers)), *self._values],
        )
        return {row[0] for row in rows}


def as_json(numbers: Sequence[int]) -> str:
    """Return numbers as SQLite's json_each reads them."""
    return f"[{','.join(map(str, numbers))}]"
