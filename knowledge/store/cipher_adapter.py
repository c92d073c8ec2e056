"""Encryption at rest through SQLCipher: every page of the base and of its log, AES-256."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import cast

from assistant.types import Private
from knowledge.store import failures

_KEY_BYTES = 32


def connect(path: Path, key: Private[bytes]) -> sqlite3.Connection:
    """Open an encrypted base; raises StoreError when the key does not fit."""
    from sqlcipher3 import dbapi2

    assert len(key.reveal()) == _KEY_BYTES
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    # A raw key: the vault's key is derived already, SQLCipher must not do it again at each opening.
    connection.execute(f"pragma key = \"x'{key.reveal().hex()}'\"")
    try:
        connection.execute("select count(*) from sqlite_master").fetchone()
    except dbapi2.DatabaseError:
        connection.close()
        raise failures.wrong_key() from None
    return cast(sqlite3.Connection, connection)  # the same DB-API, other classes


def errors() -> tuple[type[Exception], ...]:
    """Return what SQLCipher raises."""
    from sqlcipher3 import dbapi2

    return (dbapi2.Error,)
