"""A request as LiteLLM's proxy carries it: the client's fields among that server's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_OWN = frozenset({"metadata", "litellm_metadata", "proxy_server_request", "secret_fields"})
_TICKET, _DESCRIBED = "hygie_ticket", "client_metadata"
_Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Carried:
    """The mapping that is sent on: it is changed in place, since LiteLLM holds on to it."""

    data: _Object

    def body(self) -> _Object:
        """Return all that may reach a provider or a log, to be guarded in one go."""
        data, own = self.data, self._own()
        body = {k: v for k, v in data.items() if k not in own and _is_plain(v)}
        return {**body, _DESCRIBED: {k: self._theirs(k) for k in own if self._theirs(k)}}

    def put(self, body: _Object) -> None:
        """Put the guarded body in the place of what was read."""
        data, theirs = self.data, self._written()
        described = body.pop(_DESCRIBED, {})
        for name in self.body().keys() - body.keys() - {_DESCRIBED}:
            del data[name]
        data.update(body)
        for name, value in described.items():
            kept = {k: v for k, v in data.get(name, {}).items() if k not in self._theirs(name)}
            data[name] = {**kept, **value}
        if theirs:  # what LiteLLM logs
            logged = {**{k: body[k] for k in theirs if k in body}, **described}
            data["proxy_server_request"]["body"] = logged

    def mark(self, ticket: str) -> None:
        """Note which reply this request will have."""
        self._metadata()[_TICKET] = ticket

    def ticket(self) -> object:
        """Return what `mark` noted, once."""
        return self._metadata().pop(_TICKET, None)

    def _own(self) -> frozenset[str]:
        """The fields that are LiteLLM's; with `litellm_metadata`, `metadata` is the provider's."""
        return _OWN - {"metadata"} if "litellm_metadata" in self.data else _OWN

    def _metadata(self) -> _Object:
        name = "litellm_metadata" if "litellm_metadata" in self.data else "metadata"
        if not isinstance(self.data.get(name), dict):
            self.data[name] = {}
        found: _Object = self.data[name]
        return found

    def _written(self) -> _Object:
        """The request as the client wrote it."""
        request = self.data.get("proxy_server_request")
        body = request.get("body") if isinstance(request, dict) else None
        return body if isinstance(body, dict) else {}

    def _theirs(self, name: str) -> _Object:
        """What the client itself wrote into a field that LiteLLM shares with it."""
        value = self._written().get(name)
        return value if isinstance(value, dict) and _is_plain(value) else {}


def _is_plain(value: object) -> bool:
    """Whether a value is JSON: the objects that LiteLLM carries along are not sent."""
    if isinstance(value, dict):
        return all(isinstance(k, str) and _is_plain(v) for k, v in value.items())
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return value is None or isinstance(value, str | int | float)
