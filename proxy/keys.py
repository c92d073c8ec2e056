"""Virtual keys: hashed at rest, expiring, bounded in models, rate and tokens."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import replace

from proxy.callers import Caller, Scope
from proxy.key_records import KeyRecords
from proxy.people import LEEWAY, PERSON, is_person
from proxy.store.database import Database

PREFIX = "hyg-"
_DAY = 86_400


class Keys:
    """Makes keys and knows them again."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._records, self._clock = KeyRecords(database), clock

    def make(
        self, name: str, team: str, scope: Scope, days: float, identifier: str
    ) -> tuple[str, Caller]:
        """Make a key that ends after some days, or never with 0; it is returned this once, only its hash is kept."""
        return self._made(Caller(identifier, name, team, scope, member=identifier), days)

    def rotate(
        self, identifier: str, grace_hours: float, successor: str
    ) -> tuple[str, Caller] | None:
        """Make a new key with the bounds, use and files of a valid one, which ends after some hours and never later.

        The new key lasts as long as the old one was made to last; `successor` is its id.
        """
        old = next((c for c in self.all() if c.id == identifier), None)
        if old is None or not self.is_valid(old):
            return None
        days = (old.expires - old.made) / _DAY if old.expires is not None else 0
        # Whatever breaks this off, the old key ends only after another stands in its place.
        self._records.follow(successor, old.counted_as)
        made = self._made(replace(old, id=successor), days)
        end = int(self._clock() + grace_hours * 3600)
        self._records.expire(identifier, end if old.expires is None else min(end, old.expires))
        return made

    def limit(self, identifier: str, scope: Scope) -> None:
        """Give a key other limits; they hold from the next request."""
        self._records.limit(identifier, scope)

    def revoke(self, identifier: str) -> bool:
        """End a key now, or every token that a person holds now; return whether there was one."""
        if is_person(identifier):
            self._note(identifier)
        known = any(caller.id == identifier for caller in self._records.all())
        self._records.revoke(identifier, int(self._clock()))
        return known

    def all(self) -> list[Caller]:
        """Return every key's record, oldest first."""
        return [caller for caller in self._records.all() if not is_person(caller.id)]

    def recalled(self) -> list[Caller]:
        """Return who had their tokens ended, as of `revoked`; no key is theirs, and they may come again."""
        return [one for one in self._records.all() if is_person(one.id) and one.revoked is not None]

    def caller(self, key: str) -> Caller | None:
        """Return who a key belongs to, or None if it is unknown, expired or revoked."""
        found = self.owner(key)
        return found if found and self.is_valid(found) else None

    def owner(self, key: str) -> Caller | None:
        """Return who a key belongs to or belonged to, or None if there never was one."""
        return self._records.of(key)

    def is_valid(self, caller: Caller) -> bool:
        """Whether a key still opens: neither ended nor revoked."""
        over = caller.expires is not None and caller.expires <= self._clock()
        return not over and caller.revoked is None

    def is_recalled(self, person: Caller) -> bool:
        """Whether a person's token was made before the person's tokens were ended."""
        ended = self._records.revoked_at(person.id)
        return ended is not None and person.made - LEEWAY <= ended

    def _made(self, caller: Caller, days: float) -> tuple[str, Caller]:
        """Make the key of a caller from now on."""
        key = PREFIX + secrets.token_urlsafe(32)
        now = int(self._clock())
        made = replace(caller, made=now, expires=now + int(days * _DAY) if days else None)
        self._records.add(made, key)
        return key, made

    def _note(self, person: str) -> None:
        """Give a person a record, to which no key belongs."""
        if not any(caller.id == person for caller in self._records.all()):
            name = person.removeprefix(PERSON)
            noted = Caller(person, name, made=int(self._clock()))
            self._records.add(noted, secrets.token_urlsafe(32))
