"""The proxy's database: SQLite by default, see `postgres_adapter` for several machines.

Questions are written once, with `?` for values and SQL that both databases speak.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from assistant.folders import private_folder
from proxy.store.connections import Connections, unavailable

Row = tuple[Any, ...]

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, hash TEXT UNIQUE NOT NULL, name TEXT NOT NULL,"
    " team TEXT NOT NULL, scope TEXT NOT NULL, made BIGINT NOT NULL, expires BIGINT, revoked BIGINT)",
    # A table of its own, so that a database made before needs no change: a key that follows another, and whose it is.
    "CREATE TABLE IF NOT EXISTS followed (id TEXT PRIMARY KEY, member TEXT NOT NULL)",
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

    def jot(self, statement: str, values: Sequence[object] = ()) -> None:
        """Make a change that outlives this process at once, and a power cut with the next `run`.

        Raises StoreError.
        """

    def close(self) -> None:
        """Let go of every connection."""


class SqliteDatabase:
    """One file with a write-ahead log."""

    def __init__(self, path: Path) -> None:
        private_folder(path.parent)
        if not path.exists():
            path.touch(mode=0o600)
        self._path = path
        # A record of the audit outlives a power cut: the request it tells of has left by then.
        self._waiting = Connections(lambda: self._connected("FULL"))
        # One log holds the changes of both, in order: what makes it durable makes all before it so.
        self._passing = Connections(lambda: self._connected("NORMAL"))
        for statement in SCHEMA:
            self.run(statement)

    def run(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement and return its rows; raises StoreError."""
        return _done(self._waiting, statement, values)

    def jot(self, statement: str, values: Sequence[object] = ()) -> None:
        """Make a change without waiting for the disk; raises StoreError."""
        _done(self._passing, statement, values)

    def close(self) -> None:
        """Let go of every connection."""
        self._passing.close()
        self._waiting.close()

    def _connected(self, synchronous: str) -> sqlite3.Connection:
        made = sqlite3.connect(self._path, timeout=5, isolation_level=None, check_same_thread=False)
        made.execute("PRAGMA journal_mode=WAL")
        made.execute(f"PRAGMA synchronous={synchronous}")
        return made


def _done(
    connections: Connections[sqlite3.Connection], statement: str, values: Sequence[object]
) -> list[Row]:
    try:
        with connections.one() as connection:
            return connection.execute(statement, tuple(values)).fetchall()
    except sqlite3.Error as error:
        raise unavailable(type(error).__name__) from None
