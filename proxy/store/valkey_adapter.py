"""Conversations on Valkey or Redis, so that any proxy can go on with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from proxy.store.connections import unavailable
from proxy.store.postgres_adapter import missing

_PREFIX = "hygie:"
_SECONDS = 2.0


class ValkeyMemory:
    """Keeps encrypted bytes with their own end."""

    def __init__(self, address: str) -> None:
        try:
            import valkey
        except ImportError:
            raise missing("valkey") from None
        self._errors = (valkey.ValkeyError, OSError)
        self._client: Any = valkey.Valkey.from_url(
            address,
            socket_timeout=_SECONDS,
            socket_connect_timeout=_SECONDS,
            health_check_interval=30,
        )

    def first(self, names: Sequence[str]) -> tuple[str, bytes] | None:
        """Return the first of the names that is kept, with its bytes; raises StoreError."""
        try:
            found = self._client.mget([_PREFIX + name for name in names])
        except self._errors as error:
            raise unavailable(type(error).__name__) from None
        return next(((n, d) for n, d in zip(names, found, strict=True) if d is not None), None)

    def put(self, name: str, data: bytes, seconds: float) -> None:
        """Keep bytes under a name; raises StoreError."""
        try:
            self._client.set(_PREFIX + name, data, ex=max(1, int(seconds)))
        except self._errors as error:
            raise unavailable(type(error).__name__) from None

    def jot(self, name: str, data: bytes, seconds: float) -> None:
        """Keep bytes under a name; raises StoreError."""
        self.put(name, data, seconds)

    def drop(self, name: str) -> None:
        """Forget a name; raises StoreError."""
        try:
            self._client.delete(_PREFIX + name)
        except self._errors as error:
            raise unavailable(type(error).__name__) from None
