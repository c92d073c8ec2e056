"""Where the native server opens its door: a socket file in a folder of our own, gone when the model is loaded.

A process that is killed while its model loads leaves the folder, which holds nothing of anyone's; the next
load takes it away.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_PREFIX, _SOCKET = "hygie-model-", "model.sock"
# Longest path a Unix socket accepts, on the system that accepts least.
_SOCKET_PATH_BYTES = 100
# No model takes that long to load: another process is not disturbed.
_ABANDONED_SECONDS = 3_600.0


@contextlib.contextmanager
def private_door() -> Iterator[tuple[str, int]]:
    """Yield the host and port to listen on; nobody finds them once the context is left."""
    _sweep(Path(tempfile.gettempdir()))
    folder = tempfile.mkdtemp(prefix=_PREFIX)
    door = f"{folder}/{_SOCKET}"
    try:
        if len(os.fsencode(door)) <= _SOCKET_PATH_BYTES:
            yield door, 0
        else:
            yield "127.0.0.1", 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(place: Path) -> None:
    """Remove what processes that were killed left; what is someone else's, or holds anything more, stays."""
    for folder in place.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if _is_abandoned(folder.lstat()):
                (folder / _SOCKET).unlink(missing_ok=True)
                folder.rmdir()


def _is_abandoned(left: os.stat_result) -> bool:
    own = stat.S_ISDIR(left.st_mode) and left.st_uid == os.getuid()  # a link may lead anywhere
    return own and time.time() - left.st_mtime > _ABANDONED_SECONDS
