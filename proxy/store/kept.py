"""Encrypted values with an end: conversations and uploaded files, in the database or in Valkey."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from assistant.errors import StoreError
from assistant.i18n import _
from assistant.types import Private
from proxy.store.database import Database

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
_SWEEP = 300.0
_KEEP = (
    "INSERT INTO kept (name, value, expires) VALUES (?, ?, ?) ON CONFLICT (name)"
    " DO UPDATE SET value = excluded.value, expires = excluded.expires"
)


class Memory(Protocol):
    """Keeps bytes under names until they expire."""

    def first(self, names: Sequence[str]) -> tuple[str, bytes] | None:
        """Return the first of the names that is kept, with its bytes; raises StoreError."""

    def put(self, name: str, data: bytes, seconds: float) -> None:
        """Keep bytes under a name; raises StoreError."""

    def jot(self, name: str, data: bytes, seconds: float) -> None:
        """Keep bytes under a name, without waiting for a disk; raises StoreError."""

    def drop(self, name: str) -> None:
        """Forget a name; raises StoreError."""


class DatabaseMemory:
    """Keeps them in the database; what has expired is swept now and then."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._swept = 0.0

    def first(self, names: Sequence[str]) -> tuple[str, bytes] | None:
        """Return the first of the names that is kept, with its bytes; raises StoreError."""
        marks = ",".join("?" * len(names))
        rows = self._database.run(
            f"SELECT name, value FROM kept WHERE name IN ({marks}) AND expires > ?",  # noqa: S608
            [*names, int(time.time())],
        )
        found = {name: bytes(value) for name, value in rows}
        return next(((name, found[name]) for name in names if name in found), None)

    def put(self, name: str, data: bytes, seconds: float) -> None:
        """Keep bytes under a name; raises StoreError."""
        self._database.run(_KEEP, [name, data, int(time.time() + seconds)])
        self._sweep()

    def jot(self, name: str, data: bytes, seconds: float) -> None:
        """Keep bytes under a name, without waiting for the disk; raises StoreError."""
        self._database.jot(_KEEP, [name, data, int(time.time() + seconds)])
        self._sweep()

    def _sweep(self) -> None:
        now = time.time()
        if abs(now - self._swept) > _SWEEP:
            self._swept = now
            self._database.jot("DELETE FROM kept WHERE expires <= ?", [int(now)])

    def drop(self, name: str) -> None:
        """Forget a name; raises StoreError."""
        self._database.run("DELETE FROM kept WHERE name = ?", [name])


class Secret:
    """What is derived from the proxy's secret: names that tell nothing, and encryption."""

    def __init__(self, secret: Private[bytes]) -> None:
        self._secret = secret

    def name(self, *parts: str) -> str:
        """Return the name under which something is kept: no one can tell from it what."""
        text = "\0".join(parts).encode("utf-8", "surrogatepass")
        return hmac.digest(self._secret.reveal(), text, "sha256").hex()

    def derived(self, purpose: str) -> bytes:
        """Return 32 bytes for one purpose."""
        return hmac.digest(self._secret.reveal(), b"hygie:" + purpose.encode(), "sha256")

    def sealed(self, name: str, plain: Private[str]) -> bytes:
        """Encrypt a text; it opens under its own name only."""
        nonce = secrets.token_bytes(_NONCE)
        data = plain.reveal().encode("utf-8", "surrogatepass")
        return nonce + self._cipher.encrypt(nonce, data, name.encode())

    def opened(self, name: str, data: bytes) -> Private[str]:
        """Decrypt a text; raises StoreError when it is not this name's or was changed."""
        from cryptography.exceptions import InvalidTag

        try:
            plain = self._cipher.decrypt(data[:_NONCE], data[_NONCE:], name.encode())
            return Private(plain.decode("utf-8", "surrogatepass"))
        except (InvalidTag, ValueError):
            raise StoreError(
                _("What the proxy kept of this conversation was changed or has another secret."),
                _("Nothing was sent."),
                _("Give every replica the same HYGIE_PROXY_SECRET."),
            ) from None

    @cached_property
    def _cipher(self) -> AESGCM:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self.derived("kept"))
