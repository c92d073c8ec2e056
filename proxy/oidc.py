"""People with tokens of the company's identity provider (OpenID Connect), verified with its published keys."""

from __future__ import annotations

import json
import threading
import time
from typing import Any
from urllib.request import urlopen

from assistant.errors import StoreError
from assistant.i18n import _
from proxy.keys import Caller, Scope
from proxy.settings import Oidc
from proxy.store.postgres_adapter import missing

_ALGORITHMS = ["RS256", "RS384", "RS512", "ES256", "ES384", "PS256", "EdDSA"]
_FRESH = 600.0
_MOST = 1_000_000


class Tokens:
    """Verifies tokens; the provider's keys are read again when one is unknown, at most every ten minutes."""

    def __init__(self, settings: Oidc) -> None:
        try:
            import jwt  # noqa: F401
        except ImportError:
            raise missing("pyjwt") from None
        self._settings = settings
        self._keys: dict[str, Any] = {}
        self._read = -_FRESH
        self._lock = threading.Lock()

    def caller(self, token: str) -> Caller | None:
        """Return who a token belongs to, or None if it is not valid; raises StoreError."""
        import jwt

        settings = self._settings
        try:
            key = self._key(str(jwt.get_unverified_header(token).get("kid", "")))
            if key is None:
                return None
            claims = jwt.decode(
                token,
                key,
                algorithms=_ALGORITHMS,
                audience=settings.audience,
                issuer=settings.issuer,
                options={"require": ["exp", "iss", "aud", "sub"]},
                leeway=30,
            )
        except jwt.PyJWTError:
            return None
        team = claims.get(settings.team_claim) or ""
        team = str(team[0] if isinstance(team, list) and team else team or "")
        scope = Scope(settings.models, settings.requests_per_minute)
        return Caller(f"oidc:{claims['sub']}", str(claims["sub"]), team, scope)

    def _key(self, identifier: str) -> Any:  # noqa: ANN401
        with self._lock:
            if identifier not in self._keys and time.monotonic() - self._read >= _FRESH:
                self._keys, self._read = self._published(), time.monotonic()
            return self._keys.get(identifier)

    def _published(self) -> dict[str, Any]:
        import jwt

        try:
            if self._settings.keys_file is not None:
                data = self._settings.keys_file.read_bytes()
            else:
                with urlopen(self._settings.keys_url, timeout=5) as answer:  # noqa: S310
                    data = answer.read(_MOST)
            listed = jwt.PyJWKSet.from_dict(json.loads(data)).keys
        except (OSError, ValueError, jwt.PyJWTError):
            raise StoreError(
                _("The keys of the identity provider cannot be read."),
                _("Nothing was sent."),
                _("Check oidc in the proxy's settings; the proxy goes on by itself then."),
            ) from None
        return {str(key.key_id or ""): key.key for key in listed}
