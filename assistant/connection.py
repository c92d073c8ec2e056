"""One connection to a SQLite file, in clear or encrypted: rows, transactions, a moment of stillness.

Whoever opens it says how its errors are told; nothing here holds text of the person's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import StoreError


@dataclass(frozen=True, slots=True)
class Failures:
    """How one kind of file tells its errors: `translated` turns them into StoreError."""

    translated: Callable[[], AbstractContextManager[None]]
    busy: Callable[[], StoreError]


class Connection:
    """Used by one thread at a time."""

    attempts = 5
    """How often `still` tries; each waits as long as `busy_timeout` says for those who read."""

    def __init__(self, path: Path, opened: Any, failures: Failures) -> None:  # noqa: ANN401  (two libraries')
        self.path, self._connection, self._failures = path, opened, failures

    def close(self) -> None:
        """Close; the write-ahead log is folded in if no other program is there."""
        self._connection.close()

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query; raises StoreError."""
        with self._failures.translated():
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
        with self._failures.translated():
            return int(self._connection.execute(command, values).lastrowid or 0)

    def run_many(self, command: str, rows: Sequence[Sequence[object]]) -> None:
        """Run one command for each row; raises StoreError."""
        with self._failures.translated():
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
    def still(self) -> Iterator[None]:
        """Hold the file as it is: everything folded in, and no one writes while this lasts.

        Raises StoreError when another program reads or writes too long: a copy would lack what the
        log still holds.
        """
        for _attempt in range(self.attempts):
            self.rows("pragma wal_checkpoint(truncate)")
            self.run("begin immediate")
            log = Path(f"{self.path}-wal")
            if not log.exists() or log.stat().st_size == 0:
                break
            self.run("rollback")
        else:
            raise self._failures.busy()
        try:
            yield
        finally:
            self.run("rollback")
