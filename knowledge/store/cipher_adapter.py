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
    connection.execute("pragma cipher_log_level = none")  # it would write to the terminal
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


def copy_encrypted(plain: Path, copy: Path, key: Private[bytes], version: int) -> None:
    """Write an encrypted copy of a plain base; raises SQLCipher's own errors."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(plain), isolation_level=None)
    try:
        connection.execute(
            f"attach database ? as encrypted key \"x'{key.reveal().hex()}'\"", (str(copy),)
        )
        connection.execute("select sqlcipher_export('encrypted')")
        connection.execute(f"pragma encrypted.user_version = {version}")
        connection.execute("detach database encrypted")
    finally:
        connection.close()
