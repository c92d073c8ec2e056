"""A few connections to one database, each used by one thread at a time.

Every thread with a connection of its own would be dozens a process, and a server allows a hundred in all.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Generic, Protocol, TypeVar

from assistant.errors import StoreError
from assistant.i18n import _

_MOST = 8
_PATIENCE = 5.0


class Closing(Protocol):
    """What a connection of any database can do."""

    def close(self) -> None:
        """Let go of it."""


C = TypeVar("C", bound=Closing)


class Connections(Generic[C]):
    """Opens connections when they are needed, and lends them; one that failed is not lent again."""

    def __init__(self, connect: Callable[[], C]) -> None:
        self._connect = connect
        self._turns = threading.BoundedSemaphore(_MOST)
        self._lock = threading.Lock()
        self._idle: list[C] = []
        self._closed = False

    @contextmanager
    def one(self) -> Iterator[C]:
        """Lend a connection; raises StoreError when none is free for seconds."""
        if not self._turns.acquire(timeout=_PATIENCE):
            raise unavailable("busy")
        try:
            connection = self._taken() or self._connect()
            try:
                yield connection
            except BaseException:
                with suppress(Exception):
                    connection.close()
                raise
            self._put_back(connection)
        finally:
            self._turns.release()

    def close(self) -> None:
        """Close what is idle now, and the rest when it comes back."""
        with self._lock:
            idle, self._idle, self._closed = self._idle, [], True
        for connection in idle:
            connection.close()

    def _taken(self) -> C | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _put_back(self, connection: C) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()


def unavailable(reason: str) -> StoreError:
    """Return the error for a database that does not do what it is asked."""
    return StoreError(
        _("The proxy's database cannot be used ({reason}).").format(reason=reason),
        _("Nothing was sent."),
        _("Check that it runs and that its disk has space; the proxy goes on by itself then."),
    )
