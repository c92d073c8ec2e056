"""One at a time across programs: a lock the system lets go when its holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class Lock:
    """An advisory lock on a file of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def take(self) -> bool:
        """Take the lock if it is free; return whether it is ours now."""
        if self._file is not None:
            return True
        file = self._path.open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    @property
    def handle(self) -> int | None:
        """The file of a lock that is ours: a process that inherits it holds the lock on after us."""
        return self._file.fileno() if self._file is not None else None

    def adopt(self, handle: int) -> None:
        """Hold on to a lock whose file was inherited."""
        self._file = os.fdopen(handle, "ab")

    def release(self) -> None:
        """Let go of the lock; harmless when it is not ours."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def taken(self) -> bool:
        """Whether someone holds it, we included."""
        if self._file is not None:
            return True
        if not self._path.exists() or self.take():
            self.release()
            return False
        return True

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Hold the lock, waiting for it as long as it takes."""
        with self._path.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
