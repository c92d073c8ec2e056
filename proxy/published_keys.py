"""The public keys of an identity provider: which may verify a token, and how long they are believed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assistant.errors import StoreError
from assistant.i18n import _

_FRESH = 600.0
_STALE = 3600.0
_APART = 30.0
_ALGORITHMS = {
    "RSA": ("RS256", "RS384", "RS512", "PS256"),
    "EC": ("ES256", "ES384"),
    "OKP": ("EdDSA",),
}
_MOST = 200


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key and the algorithms that it may verify: a token does not choose among others."""

    key: Any
    algorithms: tuple[str, ...]


class PublishedKeys:
    """Reads the keys again every ten minutes, and when one is unknown; at most twice a minute.

    While they cannot be read, those read within the hour serve: a provider that is away shuts out nobody at once,
    and a key that it took back does not open for ever.
    """

    def __init__(
        self, read: Callable[[], bytes], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`read` returns the document of keys; raises OSError or ValueError."""
        self._read, self._clock = read, clock
        self._keys: dict[str, PublicKey] = {}
        self._known_at = self._tried_at = float("-inf")
        self._turn = threading.Lock()

    def of(self, identifier: str) -> PublicKey | None:
        """Return a key, or None if the provider publishes none of this name; raises StoreError."""
        if self._is_due(identifier):
            self._renew(identifier)
        if self._clock() - self._known_at >= _STALE:
            raise _unread()
        return self._keys.get(identifier)

    def _is_due(self, identifier: str) -> bool:
        now = self._clock()
        wanted = identifier not in self._keys or now - self._known_at >= _FRESH
        return wanted and now - self._tried_at >= _APART

    def _renew(self, identifier: str) -> None:
        """Read them, one thread at a time; the others wait only as long as there are none at all."""
        if not self._turn.acquire(blocking=not self._keys):
            return
        try:
            if self._is_due(identifier):
                self._tried_at = self._clock()
                self._keys = _usable(self._read())
                self._known_at = self._clock()
        except (OSError, ValueError, RecursionError):
            self._tried_at = self._clock()
        finally:
            self._turn.release()


def _usable(data: bytes) -> dict[str, PublicKey]:
    """Return the keys that verify signatures, by their names; raises ValueError where there is none."""
    document = json.loads(data)
    listed = document.get("keys") if isinstance(document, dict) else None
    listed = listed[:_MOST] if isinstance(listed, list) else []
    described = {str(one.get("kid") or ""): one for one in listed if isinstance(one, dict)}
    made = {name: key for name, one in described.items() if (key := _key(one)) is not None}
    if not made:
        raise ValueError
    return made


def _key(described: dict[str, Any]) -> PublicKey | None:
    """Return a key that signs; None for a shared secret, a private key that got out, or what nobody can read."""
    import jwt

    algorithms = _ALGORITHMS.get(str(described.get("kty")), ())
    if (named := described.get("alg")) is not None:
        algorithms = tuple(one for one in algorithms if one == named)
    if not algorithms or "d" in described or described.get("use", "sig") != "sig":
        return None
    try:
        return PublicKey(jwt.PyJWK(described).key, algorithms)
    except jwt.PyJWTError:
        return None


def _unread() -> StoreError:
    return StoreError(
        _("The keys of the identity provider cannot be read."),
        _("Nothing was sent."),
        _("Check oidc in the proxy's settings; the proxy goes on by itself then."),
    )
