"""Opens the base and runs transactions on it; turns SQLite's errors into ours.

Write-ahead log, so that reading goes on while another program writes; normal synchronisation, which a
killed process cannot harm, with `settle` before anything is reported as done, so that a power cut loses
only work that was not reported; secure deletion, so that what is deleted is overwritten.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from functools import partial
from pathlib import Path

from assistant.connection import Connection, Failures
from assistant.errors import StoreError
from assistant.folders import is_full, private_folder
from assistant.types import Private
from knowledge.store import failures
from knowledge.store.schema import VERSION, statements

_PATIENCE_MS = 30_000
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


class Database(Connection):
    """The base's file: one connection, used by one thread at a time."""

    def __init__(self, path: Path, key: Private[bytes] | None = None) -> None:
        """Open or make the base; raises StoreError (newer, damaged, encrypted, no right to write)."""
        self.encrypted = key is not None
        reading = partial(translated, path.parent)
        with reading():
            private_folder(path.parent)
            _only_for_its_owner(path)
            super().__init__(path, _connect(path, key), Failures(reading, failures.busy))
            try:
                self._bring_up_to_date()
            except BaseException:
                self._connection.close()
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One moment of the base for all that is read inside."""
        self.run("begin")
        try:
            yield
        finally:
            self.run("commit")

    @property
    def stamp(self) -> tuple[int, int]:
        """Differs whenever something was written, here or by another program, since it was last asked."""
        return int(self.value("pragma data_version")), int(self._connection.total_changes)

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
            for statement in statements(version).split(";\n"):
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
def translated(folder: Path | None = None) -> Iterator[None]:
    """Turn the errors of SQLite and of the disk into StoreError, without their text."""
    try:
        yield
    except OSError as error:
        raise (failures.full() if error.errno == ENOSPC else failures.unwritable()) from None
    except _errors() as error:
        raise _failure(error, folder) from None


def _errors() -> tuple[type[Exception], ...]:
    if "sqlcipher3" not in sys.modules:
        return (sqlite3.Error,)
    from knowledge.store.cipher_adapter import errors

    return (sqlite3.Error, *errors())


def _failure(error: Exception, folder: Path | None) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    text = str(error)
    if code == _FULL or "disk is full" in text:
        return failures.full()
    if code == _BUSY or "locked" in text:
        return failures.busy()
    if code in (_NOT_A_BASE, _CORRUPT) or "not a database" in text or "malformed" in text:
        return failures.damaged()
    if code in (_READ_ONLY, _IO, _CANNOT_OPEN):
        return failures.full() if folder and is_full(folder) else failures.unwritable()
    if "fts5" in text and "no such module" in text:
        return failures.no_full_text()
    raise error
