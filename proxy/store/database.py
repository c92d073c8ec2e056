"""The proxy's database: SQLite by default, see `postgres_adapter` for several machines.

Questions are written once, with `?` for values and SQL that both databases speak.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from assistant.errors import StoreError
from assistant.i18n import _

Row = tuple[Any, ...]

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, hash TEXT UNIQUE NOT NULL, name TEXT NOT NULL,"
    " team TEXT NOT NULL, scope TEXT NOT NULL, made BIGINT NOT NULL, expires BIGINT, revoked BIGINT)",
    "CREATE TABLE IF NOT EXISTS used (name TEXT NOT NULL, since BIGINT NOT NULL, amount BIGINT NOT NULL,"
    " PRIMARY KEY (name, since))",
    "CREATE TABLE IF NOT EXISTS audit (chain TEXT NOT NULL, number BIGINT NOT NULL, record TEXT NOT NULL,"
    " hash TEXT NOT NULL, signature TEXT NOT NULL, PRIMARY KEY (chain, number))",
    "CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value BLOB NOT NULL, expires BIGINT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS kept_expires ON kept (expires)",
)


class Database(Protocol):
    """Runs one statement; a change is durable when `run` returns."""

    def run(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement and return its rows; raises StoreError."""

    def close(self) -> None:
        """Let go of the connections of every thread."""


class SqliteDatabase:
    """One file, a connection a thread, write-ahead log."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            path.touch(mode=0o600)
        self._path = path
        self._local, self._lock = threading.local(), threading.Lock()
        self._opened: list[sqlite3.Connection] = []
        for statement in SCHEMA:
            self.run(statement)

    def run(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement and return its rows; raises StoreError."""
        try:
            return self._connection().execute(statement, tuple(values)).fetchall()
        except sqlite3.Error as error:
            self._drop()
            raise unavailable(type(error).__name__) from None

    def close(self) -> None:
        """Let go of the connections of every thread."""
        with self._lock:
            opened, self._opened = self._opened, []
        for connection in opened:
            connection.close()
        self._local = threading.local()

    def _drop(self) -> None:
        """Let go of this thread's connection, which failed."""
        if connection := getattr(self._local, "connection", None):
            self._local.connection = None
            with self._lock:
                self._opened = [kept for kept in self._opened if kept is not connection]
            connection.close()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self._path, timeout=5, isolation_level=None, check_same_thread=False
            )
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            self._local.connection = connection
            with self._lock:
                self._opened.append(connection)
        return connection


def unavailable(reason: str) -> StoreError:
    """Return the error for a database that does not do what it is asked."""
    return StoreError(
        _("The proxy's database cannot be used ({reason}).").format(reason=reason),
        _("Nothing was sent."),
        _("Check that it runs and that its disk has space; the proxy goes on by itself then."),
    )
