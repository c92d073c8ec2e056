"""Turns a base into an encrypted one: a copy under SQLCipher takes its place, the old one is wiped."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.types import Private
from knowledge.store.database import Database, translated
from knowledge.store.schema import VERSION

_PLAIN = b"SQLite format 3\0"


def encrypted(path: Path) -> bool:
    """Whether the file is there and no plain SQLite base: then it takes a key."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_PLAIN))
    except OSError:
        return False
    return bool(head) and head != _PLAIN


def finish(path: Path) -> None:
    """Wipe what an encryption that was killed half-way left in clear."""
    old = path.with_suffix(".old")
    if old.exists() and encrypted(path):
        with translated():
            _wipe(old)


def encrypt(path: Path, key: Private[bytes]) -> None:
    """Encrypt the base at `path`, which no program may have open; raises StoreError."""
    from knowledge.store.cipher_adapter import copy_encrypted

    plain = Database(path)
    plain.rows("pragma wal_checkpoint(truncate)")
    plain.close()
    copy = path.with_suffix(".encrypting")
    copy.unlink(missing_ok=True)
    with translated():
        copy_encrypted(path, copy, key, VERSION)
        old = path.with_suffix(".old")
        old.unlink(missing_ok=True)
        os.link(path, old)  # a second name, so that the swap below is one step
        copy.replace(path)
        _wipe(old)
    for rest in (f"{path}-wal", f"{path}-shm"):
        Path(rest).unlink(missing_ok=True)


def _wipe(path: Path) -> None:
    """Overwrite and remove a file. On SSDs and copying file systems old blocks may outlive it."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        for _block in range(0, size, 1 << 20):
            file.write(bytes(min(1 << 20, size - file.tell())))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
