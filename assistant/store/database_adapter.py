"""Opens the encrypted file and runs transactions on it; turns SQLCipher's errors into ours.

Write-ahead log with full synchronisation: what was acknowledged outlives a kill and a power cut. Deleted
content is overwritten. Each page carries an HMAC: a damaged one is noticed, not read.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from errno import ENOSPC
from functools import partial
from pathlib import Path
from typing import Any

from assistant.connection import Connection, Failures
from assistant.errors import StoreError
from assistant.folders import is_full
from assistant.store import failures
from assistant.store.schema import STEPS, VERSION
from assistant.types import Private

SETTINGS = (
    "pragma busy_timeout = 30000",
    "pragma journal_mode = wal",
    "pragma synchronous = full",
    "pragma foreign_keys = on",
    "pragma secure_delete = on",
    "pragma temp_store = memory",  # personal text never reaches a temporary file
    "pragma cache_size = -16000",
)
_PATIENCE, _PAUSE = 30.0, 0.02  # seconds
_BUSY, _READ_ONLY, _IO, _CORRUPT, _FULL, _CANNOT_OPEN, _NOT_A_BASE = 5, 8, 10, 11, 13, 14, 26
# A page whose HMAC is wrong is reported late and vaguely.
_DAMAGE = ("not a database", "malformed", "SQL logic error", "vtable constructor failed")


class Database(Connection):
    """The store's file: one connection, used by one thread at a time."""

    attempts = 100  # what writes here is quick, but fills the log again and again

    def __init__(self, path: Path, key: Private[bytes], steps: Sequence[str] = STEPS) -> None:
        """Open or make the file; raises StoreError (newer, damaged, no right to write)."""
        from sqlcipher3 import dbapi2

        self.swept = True
        reading = partial(translated, path.parent)
        with reading():
            if not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
            opened = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
            super().__init__(path, opened, Failures(reading, failures.busy))
            try:
                self._connection.execute("pragma cipher_log_level = none")
                # A raw key: it is random already, SQLCipher must not derive it again.
                self._connection.execute(f"pragma key = \"x'{key.reveal().hex()}'\"")
                self._bring_up_to_date(steps)
            except BaseException:
                self._connection.close()
                raise

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query; raises StoreError."""
        return super().rows(query, _whole(values))

    def each(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query one by one, for tables that are large; raises StoreError."""
        with self._failures.translated():
            yield from self._connection.execute(query)

    def run(self, command: str, values: Sequence[object] = ()) -> int:
        """Run one command; return the last row number given. Raises StoreError."""
        return super().run(command, _whole(values))

    def run_many(self, command: str, rows: Sequence[Sequence[object]]) -> None:
        """Run one command for each row; raises StoreError."""
        super().run_many(command, [_whole(row) for row in rows])

    def wait_at_most(self, seconds: float) -> None:
        """Wait no longer for another program from here on: for what may be left out, or has a person waiting."""
        self.run(f"pragma busy_timeout = {int(seconds * 1000)}")

    def sweep(self) -> None:
        """Leave nothing of what was deleted in the file or its log; raises StoreError.

        `swept` tells whether it could be: while another program reads, its pages stay until it ends.
        """
        ((busy, *_pages),) = self.rows("pragma wal_checkpoint(truncate)")
        self.swept = not busy

    def faults(self) -> list[str]:
        """Return what SQLCipher's and SQLite's own checks find wrong; empty when all is well."""
        found = [str(row[0]) for row in self.rows("pragma cipher_integrity_check")]
        if found:
            return found
        return [row[0] for row in self.rows("pragma integrity_check(20)") if row[0] != "ok"]

    def _bring_up_to_date(self, steps: Sequence[str]) -> None:
        run = self._connection.execute
        run(SETTINGS[0])
        version = int(run("pragma user_version").fetchone()[0])
        if version > max(VERSION, len(steps)):
            raise failures.newer()
        for setting in SETTINGS:
            self._set(setting)
        if version < len(steps):
            self._migrate(steps)

    def _set(self, setting: str) -> None:
        """Apply a setting; programs that begin a file at once wait for each other, as SQLite does not."""
        from sqlcipher3 import dbapi2

        ends = time.monotonic() + _PATIENCE
        while True:
            try:
                self._connection.execute(setting)
            except dbapi2.OperationalError as error:
                if not _is_busy(error) or time.monotonic() > ends:
                    raise
                time.sleep(_PAUSE)
            else:
                return

    def _migrate(self, steps: Sequence[str]) -> None:
        """Take the missing steps in one transaction: killed half-way, the store is as it was."""
        run = self._connection.execute
        run("begin immediate")
        # Another program may have been faster.
        version = int(run("pragma user_version").fetchone()[0])
        for step in steps[version:]:
            for statement in statements(step):
                run(statement)
        run(f"pragma user_version = {max(version, len(steps))}")
        run("commit")


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script, triggers whole."""
    from sqlite3 import complete_statement

    gathered = ""
    for line in script.splitlines():
        gathered += line + "\n"
        if complete_statement(gathered):
            if gathered.strip():
                yield gathered
            gathered = ""


def _whole(values: Sequence[object]) -> list[object]:
    """Values that SQLite can keep: lone surrogates of damaged input become question marks."""
    return [v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in values]


@contextmanager
def translated(folder: Path | None = None) -> Iterator[None]:
    """Turn the errors of SQLCipher and of the disk into StoreError, without their text."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except OSError as error:
        raise (failures.full() if error.errno == ENOSPC else failures.unwritable()) from None
    except dbapi2.Error as error:
        raise _failure(error, folder) from None
    except MemoryError:  # what SQLCipher answers for some damaged pages
        raise failures.damaged() from None


def _failure(error: Exception, folder: Path | None) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    text = str(error)
    if code == _FULL or "disk is full" in text:
        return failures.full()
    if _is_busy(error):
        return failures.busy()
    if code in (_NOT_A_BASE, _CORRUPT) or any(sign in text for sign in _DAMAGE):
        return failures.damaged()
    if code in (_READ_ONLY, _IO, _CANNOT_OPEN) or "unable to open" in text or "readonly" in text:
        return failures.full() if folder and is_full(folder) else failures.unwritable()
    raise error


def _is_busy(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == _BUSY or "locked" in str(error)
