"""Who may: a key of the database, a key given at start, or a token of the company's identity provider."""

from __future__ import annotations

import hmac
from typing import Protocol

from starlette.datastructures import Headers

from assistant.i18n import _
from proxy.callers import Caller
from proxy.keys import Keys
from proxy.refusals import Refusal
from proxy.use import Use


class People(Protocol):
    """Knows people by the tokens of an identity provider."""

    def caller(self, token: str) -> Caller | None:
        """Return who a token belongs to, or None if it is not valid; raises Refusal."""


class Entrance(Protocol):
    """Knows who sends a request by its headers."""

    def known(self, headers: Headers) -> Caller | None:
        """Return who it is if that can be said at once, or None."""

    def caller(self, headers: Headers) -> Caller:
        """Return who it is; raises Refusal."""


class Door:
    """Lets callers in and counts what they use."""

    def __init__(self, keys: Keys, use: Use, given: str, people: People | None) -> None:
        self._keys, self._use = keys, use
        self._given, self._people = given.encode(), people

    def known(self, headers: Headers) -> Caller | None:
        """Return who sends a request with the key given at start, which no database is asked for."""
        key = presented(headers).encode("utf-8", "replace")
        given = self._given and hmac.compare_digest(key, self._given)
        return Caller("start", "start") if given else None

    def caller(self, headers: Headers) -> Caller:
        """Return who sends a request; raises Refusal."""
        key = presented(headers)
        if not key:
            raise _unknown(_("Give the proxy's key as a bearer token or as x-api-key."))
        if starter := self.known(headers):
            return starter
        if self._people and key.count(".") == 2 and (person := self._people.caller(key)):
            return self._valid(person, ended=self._keys.is_recalled(person))
        found = self._keys.owner(key)
        return self._valid(found, ended=found is None or not self._keys.is_valid(found))

    def _valid(self, found: Caller | None, *, ended: bool) -> Caller:
        if found is None or ended:
            raise _unknown(_("The proxy does not know this key, or it has ended."), found)
        return found

    def admit(self, caller: Caller) -> None:
        """Count a request; raises Refusal when a bound is reached."""
        self._use.admit(caller)


def presented(headers: Headers) -> str:
    """Return the key that a request shows, in any of the clients' ways."""
    kind, _, token = headers.get("authorization", "").partition(" ")
    key = token.strip() if kind.lower() == "bearer" else ""
    return key or headers.get("x-api-key", "").strip() or headers.get("api-key", "").strip()


def _unknown(message: str, ended: Caller | None = None) -> Refusal:
    told = " ".join([message, _("Nothing was sent.")])
    return Refusal(401, "invalid_api_key", told, key=ended.id if ended else "")
