"""Filters, resolved in SQLite: chroma's own grow with the collection."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.types import Language
from knowledge.embedding.vectors import unpacked
from knowledge.search.within import Lengths, lengths
from knowledge.store.database import Database
from knowledge.store.files import link_name
from knowledge.store.folders import Folders

if TYPE_CHECKING:
    from knowledge.index.protocol import Vectors


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents count; every condition given must hold.

    `folder` is a path as added or absolute, `tag` covers its sub-tags, dates are ISO days, `kind` is a
    suffix without its dot, `links_to` and `linked_from` name a note. `without` are absolute paths under which
    nothing counts, nor the same bytes elsewhere.
    """

    folder: str = field(default="", repr=False)
    tag: str = field(default="", repr=False)
    since: str = ""
    until: str = ""
    kind: str = ""
    language: Language | None = None
    links_to: str = field(default="", repr=False)
    linked_from: str = field(default="", repr=False)
    without: tuple[str, ...] = field(default=(), repr=False)

    def condition(self, base: Database) -> tuple[str, list[object]]:
        """Return an SQL condition on `files f` and its values; empty when nothing is asked."""
        parts = [
            part
            for part in self._parts(list(_places(base, self.folder.rstrip("/"))))
            if any(part[1])
        ]
        values = [value for _, several in parts for value in several]
        return " and ".join(sql for sql, _ in parts), values

    def _parts(self, places: Sequence[str]) -> list[tuple[str, list[object]]]:
        tag = self.tag.lstrip("#").casefold()
        return [
            (f"({_any_under(places)})", _thrice(places)),
            (_TAG, [tag] * 3),
            ("substr(f.date, 1, 10) >= ?", [self.since]),
            ("substr(f.date, 1, 10) <= ?", [self.until]),
            ("f.kind = ?", [self.kind.lower().lstrip(".")]),
            ("f.language = ?", [self.language.value if self.language else ""]),
            (_LINKS_TO, [link_name(self.links_to)]),
            (_LINKED_FROM, [link_name(self.linked_from)]),
            (_WITHOUT.format(_any_under(self.without)), _thrice(self.without)),
        ]


_MOST = 4_000
# Ranges, which an index answers, where a pattern would go through all names; 0 comes after /.
_UNDER = "f.path = ? or f.path > ? || '/' and f.path < ? || '0'"
_TAG = "f.id in (select file from tags where name = ? or name > ? || '/' and name < ? || '0')"
_LINKS_TO = (
    "f.id in (select file from links where target in"
    " (select name from names where file in (select file from names where name = ?)))"
)
_LINKED_FROM = (
    "f.id in (select n.file from names n join links l on l.target = n.name"
    " where l.file in (select file from names where name = ?))"
)
_WITHOUT = "f.id not in (select h.id from files h where h.digest in (select f.digest from files f where {}))"


class Resolved:
    """A filter on one base, ready to be asked; what it found holds while nothing is written."""

    def __init__(self, base: Database, wanted: Filter) -> None:
        self._base = base
        self._sql, self._values = wanted.condition(base)
        self.closed = bool(wanted.without)
        """Whether something is kept back, so that nothing may be counted or cut off in the whole base."""

    @property
    def open(self) -> bool:
        """Whether everything passes."""
        return not self._sql

    @cached_property
    def count(self) -> int:
        """How many passages pass."""
        # Summed over files: going through the passages would take longer than the search.
        if self.open:
            return int(self._base.value("select count(*) from passages"))
        query = f"select coalesce(sum(f.pieces), 0) from files f where {self._sql}"
        return int(self._base.value(query, self._values))

    def matching(self, expression: str, most: int) -> int:
        """Return how many passages that pass match an FTS5 expression, at most so many."""
        rows = (
            "select 1 from words w join passages p on p.id = w.rowid join files f on f.id = p.file"
            f" where words match ? and {self._sql or 'true'} limit ?"
        )
        query = f"select count(*) from ({rows})"
        return int(self._base.value(query, [expression, *self._values, most]))

    @cached_property
    def numbers(self) -> str:
        """The passages that pass, as SQLite's json_each reads them."""
        inside = f"select f.id from files f where {self._sql}"
        query = f"select json_group_array(id) from passages where file in ({inside})"
        return str(self._base.value(query, self._values))

    @cached_property
    def lengths(self) -> Lengths:
        """How many terms each passage that passes has."""
        return lengths(self._base, self.numbers)

    @cached_property
    def vectors(self) -> tuple[list[bytes], Vectors] | None:
        """The vectors of the passages that pass, with their digests; None while there are none."""
        # Digests before vectors: SQLite sorts them, and so looks them up in the order of its index.
        rows = self._base.rows(
            "select digest, value from vectors where digest in (select vector from passages"
            " where id in (select value from json_each(?)))",
            (self.numbers,),
        )
        return ([row[0] for row in rows], unpacked([row[1] for row in rows])) if rows else None

    def widened(self, limit: int) -> int:
        """Return how many to ask for so that about `limit` pass, with half as many to spare."""
        total = int(self._base.value("select count(*) from passages"))
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


def _any_under(places: Sequence[str]) -> str:
    return " or ".join([_UNDER] * len(places))


def _thrice(places: Sequence[str]) -> list[object]:
    return [place for place in places for _ in range(3)]


def _places(base: Database, folder: str) -> Iterator[str]:
    """Yield the absolute paths that a folder stands for, which may be written as it was added."""
    if not folder:
        return
    yield folder
    for added in Folders(base).all():
        shown, path = str(Path(added.shown)), str(added.path)
        if f"{folder}/".startswith(f"{shown}/"):
            yield path + folder[len(shown) :]
        elif shown.startswith(f"{folder}/"):
            yield path


def as_json(numbers: Sequence[int]) -> str:
    """Return numbers as SQLite's json_each reads them."""
    return f"[{','.join(map(str, numbers))}]"
