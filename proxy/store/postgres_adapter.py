"""The proxy's database on PostgreSQL, for several proxies: keys, use and audit are shared."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from assistant.errors import ConfigError
from assistant.i18n import _
from proxy.store.database import SCHEMA, Row, unavailable

_ONE_AT_A_TIME = 4_180_001  # an advisory lock, so that proxies that start together do not collide


class PostgresDatabase:
    """A connection a thread; one that broke is opened anew at the next statement."""

    def __init__(self, address: str) -> None:
        try:
            import psycopg  # noqa: F401
        except ImportError:
            raise missing("psycopg") from None
        self._address = address
        self._local, self._lock = threading.local(), threading.Lock()
        self._opened: list[Any] = []
        self.run("SELECT pg_advisory_lock(?)", [_ONE_AT_A_TIME])
        try:
            for statement in SCHEMA:
                self.run(statement.replace("BLOB", "BYTEA"))
        finally:
            self.run("SELECT pg_advisory_unlock(?)", [_ONE_AT_A_TIME])

    def run(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement and return its rows; raises StoreError."""
        import psycopg

        try:
            cursor = self._connection().execute(statement.replace("?", "%s"), tuple(values))
            return cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
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

    def _connection(self) -> Any:  # noqa: ANN401
        import psycopg

        connection = getattr(self._local, "connection", None)
        if connection is not None and connection.closed:
            self._drop()
            connection = None
        if connection is None:
            connection = psycopg.connect(
                self._address,
                autocommit=True,
                connect_timeout=5,
                options="-c statement_timeout=5000",
            )
            self._local.connection = connection
            with self._lock:
                self._opened.append(connection)
        return connection


def missing(library: str) -> ConfigError:
    """Return the error for a library that only teams need."""
    return ConfigError(
        _("The library {name} is not installed.").format(name=library),
        _("The proxy did not start."),
        _("Install hygie with its part for teams: hygie[team]"),
    )
