"""Virtual keys: hashed at rest, expiring, bounded in models, rate and tokens."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from fnmatch import fnmatchcase

from proxy.people import PERSON, is_person
from proxy.store.database import Database, Row

PREFIX = "hyg-"
_SELECT = (
    "SELECT keys.id, name, team, scope, made, expires, revoked, COALESCE(followed.member, keys.id)"
    " FROM keys LEFT JOIN followed ON followed.id = keys.id"
)
LEEWAY = 30
"""Seconds by which the clock of who makes tokens may be ahead or behind."""
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Scope:
    """What a key may do; 0 means without bound."""

    models: tuple[str, ...] = ("*",)
    requests_per_minute: int = 0
    tokens_per_day: int = 0
    tokens_per_month: int = 0
    team_tokens_per_month: int = 0


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends a request; `member` is the id of the first key of a row of rotations, which all are one member's."""

    id: str
    name: str
    team: str = ""
    scope: Scope = Scope()
    made: int = 0
    expires: int | None = None
    revoked: int | None = None
    member: str = ""

    @property
    def counted_as(self) -> str:
        """The name under which what this caller uses is counted, and what it left here is kept."""
        return self.member or self.id

    @property
    def bounded(self) -> bool:
        """Whether what this caller uses is counted."""
        return bool(self.scope.requests_per_minute or self.budgeted)

    @property
    def budgeted(self) -> bool:
        """Whether the tokens of this caller are bounded."""
        scope = self.scope
        return bool(scope.tokens_per_day or scope.tokens_per_month or scope.team_tokens_per_month)

    def may_use(self, model: str) -> bool:
        """Whether this caller may use a model, by the name it gives it."""
        return any(fnmatchcase(model, pattern) for pattern in self.scope.models)


class Keys:
    """Makes keys and knows them again."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database, self._clock = database, clock

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
        self._database.run(
            "INSERT INTO followed (id, member) VALUES (?, ?)", [successor, old.counted_as]
        )
        made = self._made(replace(old, id=successor), days)
        end = int(self._clock() + grace_hours * 3600)
        self._database.run(
            "UPDATE keys SET expires = ? WHERE id = ?",
            [end if old.expires is None else min(end, old.expires), identifier],
        )
        return made

    def limit(self, identifier: str, scope: Scope) -> None:
        """Give a key other limits; they hold from the next request."""
        written = json.dumps(asdict(scope))
        self._database.run("UPDATE keys SET scope = ? WHERE id = ?", [written, identifier])

    def revoke(self, identifier: str) -> bool:
        """End a key now, or every token that a person holds now; return whether there was one."""
        if is_person(identifier):
            self._note(identifier)
        known = any(caller.id == identifier for caller in self._records())
        self._database.run(
            "UPDATE keys SET revoked = ? WHERE id = ?", [int(self._clock()), identifier]
        )
        return known

    def all(self) -> list[Caller]:
        """Return every key's record, oldest first."""
        return [caller for caller in self._records() if not is_person(caller.id)]

    def recalled(self) -> list[Caller]:
        """Return who had their tokens ended, as of `revoked`; no key is theirs, and they may come again."""
        return [one for one in self._records() if is_person(one.id) and one.revoked is not None]

    def caller(self, key: str) -> Caller | None:
        """Return who a key belongs to, or None if it is unknown, expired or revoked."""
        found = self.owner(key)
        return found if found and self.is_valid(found) else None

    def owner(self, key: str) -> Caller | None:
        """Return who a key belongs to or belonged to, or None if there never was one."""
        rows = self._database.run(f"{_SELECT} WHERE hash = ?", [_hash(key)])
        return _caller(rows[0]) if rows else None

    def is_valid(self, caller: Caller) -> bool:
        """Whether a key still opens: neither ended nor revoked."""
        over = caller.expires is not None and caller.expires <= self._clock()
        return not over and caller.revoked is None

    def _made(self, caller: Caller, days: float) -> tuple[str, Caller]:
        """Make the key of a caller from now on."""
        key = PREFIX + secrets.token_urlsafe(32)
        now = int(self._clock())
        made = replace(caller, made=now, expires=now + int(days * _DAY) if days else None)
        self._insert(made, key)
        return key, made

    def is_recalled(self, person: Caller) -> bool:
        """Whether a person's token was made before the person's tokens were ended."""
        rows = self._database.run("SELECT revoked FROM keys WHERE id = ?", [person.id])
        ended = (revoked for (revoked,) in rows if revoked is not None)
        return any(person.made - LEEWAY <= at for at in ended)

    def _records(self) -> list[Caller]:
        rows = self._database.run(f"{_SELECT} ORDER BY made")
        return [_caller(row) for row in rows]

    def _note(self, person: str) -> None:
        """Give a person a record, to which no key belongs."""
        if not any(caller.id == person for caller in self._records()):
            name = person.removeprefix(PERSON)
            self._insert(Caller(person, name, made=int(self._clock())), secrets.token_urlsafe(32))

    def _insert(self, caller: Caller, key: str) -> None:
        self._database.run(
            "INSERT INTO keys (id, hash, name, team, scope, made, expires) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                caller.id, _hash(key), caller.name, caller.team, json.dumps(asdict(caller.scope)),
                caller.made, caller.expires,
            ],
        )  # fmt: skip


def _caller(row: Row) -> Caller:
    identifier, name, team, scope, made, expires, revoked, member = row
    fields = json.loads(scope)
    fields["models"] = tuple(fields["models"])
    return Caller(identifier, name, team, Scope(**fields), made, expires, revoked, member)


def _hash(key: str) -> str:
    # The keys are 256 random bits: a plain hash is as good as a slow one.
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
