"""People with tokens of the company's identity provider (OpenID Connect), verified with its published keys."""

from __future__ import annotations

from typing import Any

from proxy.callers import Caller, Scope
from proxy.people import LEEWAY, PERSON, name_of
from proxy.published_keys import PublishedKeys
from proxy.settings import Oidc
from proxy.store.postgres_adapter import missing


class Tokens:
    """Verifies tokens: who signed them, for whom, and until when."""

    def __init__(self, settings: Oidc) -> None:
        try:
            import jwt  # noqa: F401
        except ImportError:
            raise missing("pyjwt") from None
        self._settings = settings
        self._keys = PublishedKeys(lambda: _document(settings))

    def caller(self, token: str) -> Caller | None:
        """Return who a token belongs to, or None if it is not valid; raises StoreError."""
        claims = self._claims(token)
        subject = name_of(claims.get("sub"))
        if not subject:
            return None
        team = claims.get(self._settings.team_claim)
        scope = Scope(self._settings.models, self._settings.requests_per_minute)
        first = team[0] if isinstance(team, list) and team else team
        made = int(claims.get("iat") or 0)
        return Caller(f"{PERSON}{subject}", subject, name_of(first), scope, made)

    def _claims(self, token: str) -> dict[str, Any]:
        """Return what a valid token says, nothing for another."""
        import jwt

        try:
            key = self._keys.of(str(jwt.get_unverified_header(token).get("kid", "")))
            if key is None:
                return {}
            return jwt.decode(
                token,
                key.key,
                algorithms=list(key.algorithms),
                audience=self._settings.audience,
                issuer=self._settings.issuer,
                options={"require": ["exp", "iss", "aud", "sub"]},
                leeway=LEEWAY,
            )
        except (jwt.PyJWTError, UnicodeError):
            return {}


def _document(settings: Oidc) -> bytes:
    if settings.keys_file is not None:
        return settings.keys_file.read_bytes()
    from proxy.published_keys_adapter import fetched

    return fetched(settings.keys_url)
