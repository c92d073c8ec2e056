"""Keeps the vector index in step with SQLite, whole, and in one process's hands."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.embedding.vectors import unpacked
from knowledge.index.protocol import IndexBroken, VectorIndex
from knowledge.locking import Lock
from knowledge.store.database import Database

if TYPE_CHECKING:
    from knowledge.index.protocol import Batch, Vectors

Opener = Callable[[Path, str], VectorIndex]
"""Opens an index in a folder for the base of this identity; raises IndexBroken."""

_LOCK, _FOLDER = "index.lock", "chroma"
_BATCH = 2_000


def chroma(folder: Path, identity: str) -> VectorIndex:
    """Open the embedded chroma index."""
    from knowledge.index.chroma_adapter import ChromaIndex

    return ChromaIndex(folder, identity)


class Keeper:
    """Owns the index of one base, if no other process does."""

    def __init__(
        self, base: Database, folder: Path, opener: Opener = chroma, *, enabled: bool = True
    ) -> None:
        self._base, self._opener, self._enabled = base, opener, enabled
        self._folder = folder / _FOLDER
        self._lock = Lock(folder / _LOCK)
        self._index: VectorIndex | None = None
        self.rebuilt = 0
        """How often a lost or damaged index was made again in this process."""

    def query(self, vector: Vectors, limit: int) -> dict[bytes, float] | None:
        """Return the nearest digests, or None when another process owns the index."""
        if not self.ready():
            return None
        assert self._index is not None
        try:
            return self._index.query(vector, limit)
        except IndexBroken:
            self._rebuild()
            return self._index.query(vector, limit)

    @property
    def open(self) -> bool:
        """Whether the index is open in this process."""
        return self._index is not None

    def ready(self) -> bool:
        """Open the index, mend it if need be, and bring it up to date; False if it is not ours."""
        if not self._enabled or not self._lock.take():
            return False
        try:
            if self._index is None:
                self._index = self._opened()
            self._catch_up()
        except IndexBroken:
            self._rebuild()
        return True

    def close(self) -> None:
        """Let go of the index, for other processes to own."""
        if self._index is not None:
            self._index.close()
            self._index = None
        self._lock.release()

    def remove(self) -> None:
        """Delete the index from the disk."""
        self.close()
        self._forget_folder()

    def discard(self) -> None:
        """Make the index again without what was deleted: its files keep old vectors."""
        if self._enabled and self._lock.take() and self._folder.exists():
            self._rebuild()

    def _opened(self) -> VectorIndex:
        fresh = not self._folder.exists()
        try:
            index = self._opener(self._folder, self._identity())
        except IndexBroken:
            self._forget_folder()
            index, fresh = self._opener(self._folder, self._identity()), True
        if fresh or not self._plausible(index.count()):
            self._index = index
            self._rebuild()
        return index

    def _plausible(self, count: int) -> bool:
        """Whether the index holds what it was told, give or take the changes still to come.

        A process killed between telling and noting leaves changes that are simply told again.
        """
        row = self._base.row("select value from meta where name = 'indexed'")
        coming = int(self._base.value("select count(*) from changes"))
        return row is not None and abs(count - int(row[0])) <= coming

    def _catch_up(self) -> None:
        assert self._index is not None
        while rows := self._base.rows(
            "select id, digest from changes order by id limit ?", (_BATCH,)
        ):
            self._apply(list(dict.fromkeys(row[1] for row in rows)))
            self._note("delete from changes where id <= ?", rows[-1][0])

    def _apply(self, digests: list[bytes]) -> None:
        assert self._index is not None
        query = "select value from vectors where digest = ?"
        values = {digest: row[0] for digest in digests if (row := self._base.row(query, (digest,)))}
        if values:
            self._index.upsert(list(values), unpacked(list(values.values())))
        if gone := [digest for digest in digests if digest not in values]:
            self._index.delete(gone)

    def _note(self, command: str, *values: object) -> None:
        assert self._index is not None
        count = self._index.count()
        with self._base.transaction():
            self._base.run(command, values)
            self._base.run("insert or replace into meta values ('indexed', ?)", (str(count),))

    def _rebuild(self) -> None:
        if self._index is None:
            self._forget_folder()
            self._index = self._opener(self._folder, self._identity())
        last = self._base.value("select coalesce(max(id), 0) from changes")
        self._index.rebuild(self._batches())
        known = self._base.row("select 1 from meta where name = 'indexed'") is not None
        self._note("delete from changes where id <= ?", last)
        self.rebuilt += known

    def _batches(self) -> Iterator[Batch]:
        last = 0
        while rows := self._base.rows(
            "select id, digest, value from vectors where id > ? order by id limit ?", (last, _BATCH)
        ):
            last = rows[-1][0]
            yield [row[1] for row in rows], unpacked([row[2] for row in rows])

    def _forget_folder(self) -> None:
        import shutil

        shutil.rmtree(self._folder, ignore_errors=True)

    def _identity(self) -> str:
        self._base.run("insert or ignore into meta values ('identity', ?)", (secrets.token_hex(8),))
        return str(self._base.value("select value from meta where name = 'identity'"))
