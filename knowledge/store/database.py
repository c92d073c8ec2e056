"""Opens the base and runs transactions on it; turns SQLite's errors into ours.

Write-ahead log, so that reading goes on while another program writes; normal synchronisation, which a
killed process cannot harm, with `settle` before anything is reported as done, so that a power cut loses
only work that was not reported; secure deletion, so that what is deleted is overwritten.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path
from typing import Any

from assistant.errors import StoreError
from assistant.types import Private
from knowledge.store import failures
from knowledge.store.schema import PIECES, TABLES, VERSION

_PATIENCE_MS = 30_000
_ATTEMPTS = 5  # each waits so long for those who read
_SETTINGS = (
    f"pragma busy_timeout = {_PATIENCE_MS}",
    "pragma journal_mode = wal",
    "pragma synchronous = normal",
    "pragma foreign_keys = on",
    "pragma secure_delete = on",
    "pragma temp_store = memory",  # personal text never reaches a temporary file
    "pragma cache_size = -32000",
    "pragma mmap_size = 2147418112",  # SQLite's most; at 100,000 passages a third less time a search
)
_FULL, _READ_ONLY, _IO, _BUSY, _NOT_A_BASE, _CORRUPT, _CANNOT_OPEN = 13, 8, 10, 5, 26, 11, 14


class Database:
    """One connection, used by one thread at a time."""

    def __init__(self, path: Path, key: Private[bytes] | None = None) -> None:
        """Open or make the base; raises StoreError (newer, damaged, encrypted, no right to write)."""
        self.path, self.encrypted = path, key is not None
        with translated():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _only_for_its_owner(path)
            self._connection = _connect(path, key)
            try:
                self._bring_up_to_date()
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close; the write-ahead log is folded in if no other program is there."""
        self._connection.close()

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query; raises StoreError."""
        with translated():
            found: list[tuple[Any, ...]] = self._connection.execute(query, values).fetchall()
            return found

    def row(self, query: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """Return the first row of a query, or None; raises StoreError."""
        found = self.rows(query, values)
        return found[0] if found else None

    def value(self, query: str, values: Sequence[object] = ()) -> Any:  # noqa: ANN401
        """Return the first value of a query that always has one; raises StoreError."""
        found = self.row(query, values)
        assert found is not None
        return found[0]

    def run(self, command: str, values: Sequence[object] = ()) -> int:
        """Run one command; return the last row number given. Raises StoreError."""
        with translated():
            return int(self._connection.execute(command, values).lastrowid or 0)

    def run_many(self, command: str, rows: Sequence[Sequence[object]]) -> None:
        """Run one command for each row; raises StoreError."""
        with translated():
            self._connection.executemany(command, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is done inside; raises StoreError."""
        self.run("begin immediate")
        try:
            yield
            self.run("commit")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.rollback()
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One moment of the base for all that is read inside."""
        self.run("begin")
        try:
            yield
        finally:
            self.run("commit")

    @contextmanager
    def still(self) -> Iterator[None]:
        """Hold the file as it is: everything folded in, and no one writes while this lasts.

        Raises StoreError when another program reads or writes too long: a copy would lack what the
        log still holds.
        """
        for _attempt in range(_ATTEMPTS):
            self.rows("pragma wal_checkpoint(truncate)")
            self.run("begin immediate")
            log = Path(f"{self.path}-wal")
            if not log.exists() or log.stat().st_size == 0:
                break
            self.run("rollback")
        else:
            raise failures.busy()
        try:
            yield
        finally:
            self.run("rollback")

    def settle(self) -> None:
        """Make what was committed outlive a power cut; raises StoreError."""
        self.rows("pragma wal_checkpoint(passive)")

    def _bring_up_to_date(self) -> None:
        version = int(self._connection.execute("pragma user_version").fetchone()[0])
        if version > VERSION:
            raise failures.newer()
        for setting in _SETTINGS:
            self._connection.execute(setting)
        if version < VERSION:
            self._create()

    def _create(self) -> None:
        self._connection.execute("begin immediate")
        # Another program may have been faster.
        version = self._connection.execute("pragma user_version").fetchone()[0]
        if version < VERSION:
            for statement in (PIECES if version else TABLES).split(";\n"):
                if statement.strip():
                    self._connection.execute(statement)
            self._connection.execute(f"pragma user_version = {VERSION}")
        self._connection.execute("commit")


def _connect(path: Path, key: Private[bytes] | None) -> sqlite3.Connection:
    if key is None:
        return sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    from knowledge.store.cipher_adapter import connect

    return connect(path, key)


def _only_for_its_owner(path: Path) -> None:
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


@contextmanager
def translated() -> Iterator[None]:
    """Turn the errors of SQLite and of the disk into StoreError, without their text."""
    try:
        yield
    except OSError as error:
        raise (failures.full() if error.errno == ENOSPC else failures.unwritable()) from None
    except _errors() as error:
        raise _failure(error) from None


def _errors() -> tuple[type[Exception], ...]:
    if "sqlcipher3" not in sys.modules:
        return (sqlite3.Error,)
    from knowledge.store.cipher_adapter import errors

    return (sqlite3.Error, *errors())


def _failure(error: Exception) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    text = str(error)
    if code == _FULL or "disk is full" in text:
        return failures.full()
    if code == _BUSY or "locked" in text:
        return failures.busy()
    if code in (_NOT_A_BASE, _CORRUPT) or "not a database" in text or "malformed" in text:
        return failures.damaged()
    if code in (_READ_ONLY, _IO, _CANNOT_OPEN):
        return failures.unwritable()
    if "fts5" in text and "no such module" in text:
        return failures.no_full_text()
    raise error
