"""What who runs the proxy may do over HTTP: keys, usage, policy, health. With the admin key, which opens nothing else.

Every change is in the audit before it is made: if it cannot be recorded, nothing changes.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.datastructures import Headers

from assistant.errors import ConfigError, HygieError
from assistant.i18n import _
from assistant.wrong_fields import first_of, written
from proxy.admission import presented
from proxy.audit import Audit
from proxy.callers import Caller
from proxy.endpoints import Json
from proxy.exchange import Rules
from proxy.gateway import Gateway
from proxy.key_forms import Grace, Limits, NewKey
from proxy.keys import Keys
from proxy.people import can_come, is_person
from proxy.refusals import Refusal
from proxy.use import Use
from proxy.weak_keys import refuse_weak

T = TypeVar("T", bound=BaseModel)


class AdminDoor:
    """Lets in who has the admin key, and nobody else."""

    def __init__(self, key: str, given: str) -> None:
        """Raises ConfigError for a key that could be guessed, or that is `given` to clients too."""
        refuse_weak(key, "HYGIE_PROXY_ADMIN_KEY")
        if key == given:
            raise ConfigError(
                _("HYGIE_PROXY_ADMIN_KEY is the clients' key too."),
                _("The proxy did not start."),
                _("Give the administration a key of its own."),
            )
        self._key = key.encode()

    def known(self, headers: Headers) -> Caller | None:
        """Return the administrator, or None."""
        given = presented(headers).encode("utf-8", "replace")
        return Caller("admin", "admin") if hmac.compare_digest(given, self._key) else None

    def caller(self, headers: Headers) -> Caller:
        """Return the administrator; raises Refusal."""
        if found := self.known(headers):
            return found
        raise Refusal(401, "invalid_api_key", _("This needs the proxy's admin key."))


@dataclass(frozen=True, slots=True)
class Admin:
    """The work behind the routes; `reread` gives the rules of the settings' files as they are now."""

    door: AdminDoor
    keys: Keys
    use: Use
    audit: Audit
    gateway: Gateway
    parts: Callable[[], dict[str, bool]]
    reread: Callable[[], Awaitable[Rules]] | None
    began: float

    def listed(self) -> Json:
        """Return every key's record; of a key itself only its hash is kept."""
        return {"keys": [asdict(caller) for caller in self.keys.all()]}

    def make(self, body: Json) -> Json:
        """Make a key and return it, this once; raises Refusal."""
        asked = _read(NewKey, body)
        identifier = secrets.token_hex(6)
        self.record("make_key", identifier)
        key, made = self.keys.make(asked.name, asked.team, asked.scope(), asked.days, identifier)
        return {"key": key, **asdict(made)}

    def limit(self, identifier: str, body: Json) -> Json:
        """Give a key other limits, all of them; raises Refusal."""
        asked = _read(Limits, body)
        self._known(identifier)
        self.record("limit_key", identifier)
        self.keys.limit(identifier, asked.scope())
        return asdict(self._known(identifier))

    def rotate(self, identifier: str, body: Json) -> Json:
        """Make a key that takes the place of another; raises Refusal."""
        asked = _read(Grace, body)
        self._known(identifier)
        successor = secrets.token_hex(6)
        self.record("rotate_key", identifier, successor=successor)
        made = self.keys.rotate(identifier, asked.grace_hours, successor)
        if made is None:
            raise Refusal(409, "key_ended", _("This key has ended; make a new one."))
        return {"key": made[0], **asdict(made[1])}

    def revoke(self, identifier: str) -> Json:
        """End a key now, or a person's tokens; raises Refusal."""
        if not is_person(identifier):
            self._known(identifier)
        elif not can_come(identifier):
            raise Refusal(400, "wrong_person", _("No token can name this person."))
        self.record("revoke_key", identifier)
        self.keys.revoke(identifier)
        return {"id": identifier, "revoked": True}

    def usage(self) -> Json:
        """Return what each key has used of its limits; a key without limits is not counted."""
        callers = [caller for caller in self.keys.all() if caller.bounded]
        return {
            "usage": [{"id": c.id, "team": c.team, "used": self.use.of(c)} for c in callers],
        }

    async def reload(self) -> Json:
        """Take over the settings' files as they are now; raises Refusal, and then nothing changes."""
        if self.reread is None:
            raise Refusal(409, "no_settings_file", _("The proxy was started without --config."))
        try:
            rules = await self.reread()
        except (HygieError, OSError) as error:
            title = error.title if isinstance(error, HygieError) else type(error).__name__
            told = " ".join([title, _("The rules in force stay.")])
            raise Refusal(409, "not_reloaded", told) from None
        await asyncio.to_thread(self.record, "reload_policy", "")
        self.gateway.rules = rules
        return {"policy": rules.version}

    def health(self) -> Json:
        """Return which parts work, and what the proxy serves with."""
        rules = self.gateway.rules
        upstreams = [
            {"name": u.name, "wire": u.wire, "destination": u.destination.value}
            for u in rules.settings.upstreams
        ]
        return {
            "parts": self.parts(), "policy": rules.version, "upstreams": upstreams,
            "seconds": int(time.monotonic() - self.began),
        }  # fmt: skip

    def _known(self, identifier: str) -> Caller:
        """Return the record of a key; raises Refusal where there is none, as for a person."""
        if is_person(identifier):
            why = (
                _("A person has no key here."),
                _("What people may use is set in proxy.yaml, under oidc."),
            )
            raise Refusal(409, "no_key", " ".join(why))
        found = next((caller for caller in self.keys.all() if caller.id == identifier), None)
        if found is None:
            raise Refusal(404, "unknown_key", _("There is no key of this id."))
        return found

    def record(self, action: str, identifier: str, **more: str) -> None:
        """Record a change that is about to be made; raises StoreError."""
        policy = self.gateway.rules.version
        self.audit.append("admin", action=action, key=identifier, policy=policy, **more)


def _read(form: type[T], body: Json) -> T:
    try:
        return form.model_validate(body)
    except ValidationError as error:
        place, problem = first_of(error)
        told = _("{field}: {problem}. Nothing was changed.")
        raise Refusal(
            400, "wrong_field", told.format(field=written(place) or _("the body"), problem=problem)
        ) from None
