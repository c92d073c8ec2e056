"""The proxy's database on PostgreSQL, for several proxies: keys, use and audit are shared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.errors import ConfigError
from assistant.i18n import _
from proxy.store.connections import Connections, unavailable
from proxy.store.database import SCHEMA, Row

_ONE_AT_A_TIME = 4_180_001  # an advisory lock, so that proxies that start together do not collide


class PostgresDatabase:
    """A few connections; one that broke is opened anew at the next statement."""

    def __init__(self, address: str) -> None:
        try:
            import psycopg  # noqa: F401
        except ImportError:
            raise missing("psycopg") from None
        self._address = address
        self._connections: Connections[Any] = Connections(self._connected)
        self._prepare()

    def run(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement and return its rows; raises StoreError."""
        import psycopg

        try:
            with self._connections.one() as connection:
                cursor = connection.execute(statement.replace("?", "%s"), tuple(values))
                return cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
            raise unavailable(type(error).__name__) from None

    def jot(self, statement: str, values: Sequence[object] = ()) -> None:
        """Make a change, durably: a server that lost one would break a chain which goes on here."""
        self.run(statement, values)

    def close(self) -> None:
        """Let go of every connection."""
        self._connections.close()

    def _prepare(self) -> None:
        """Make the tables; the lock ends with the transaction, whatever happens in it."""
        import psycopg

        try:
            with self._connections.one() as connection, connection.transaction():
                connection.execute("SELECT pg_catalog.pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
                for statement in SCHEMA:
                    connection.execute(statement.replace("BLOB", "BYTEA"))
        except psycopg.Error as error:
            raise unavailable(type(error).__name__) from None

    def _connected(self) -> Any:  # noqa: ANN401
        import psycopg

        return psycopg.connect(
            self._address,
            autocommit=True,
            connect_timeout=5,
            options="-c statement_timeout=5000",
        )


def missing(library: str) -> ConfigError:
    """Return the error for a library that only teams need."""
    return ConfigError(
        _("The library {name} is not installed.").format(name=library),
        _("The proxy did not start."),
        _("Install hygie with its part for teams: hygie[team]"),
    )
