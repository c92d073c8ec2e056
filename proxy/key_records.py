"""What is kept of keys, in the database: not a key itself, only its hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from proxy.callers import Caller, Scope
from proxy.store.database import Database, Row

_SELECT = (
    "SELECT keys.id, name, team, scope, made, expires, revoked, COALESCE(followed.member, keys.id)"
    " FROM keys LEFT JOIN followed ON followed.id = keys.id"
)


class KeyRecords:
    """One record a key, and one a person whose tokens were ended. Times are in seconds since 1970."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Caller]:
        """Return every record, oldest first."""
        return [_caller(row) for row in self._database.run(f"{_SELECT} ORDER BY made")]

    def of(self, key: str) -> Caller | None:
        """Return the record of a key, None for one that there never was."""
        rows = self._database.run(f"{_SELECT} WHERE hash = ?", [_hash(key)])
        return _caller(rows[0]) if rows else None

    def add(self, caller: Caller, key: str) -> None:
        """Keep a record with the hash of its key."""
        self._database.run(
            "INSERT INTO keys (id, hash, name, team, scope, made, expires) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                caller.id, _hash(key), caller.name, caller.team, _written(caller.scope),
                caller.made, caller.expires,
            ],
        )  # fmt: skip

    def follow(self, successor: str, member: str) -> None:
        """Let a key that is to be made be the same member's as the one before it."""
        self._database.run("INSERT INTO followed (id, member) VALUES (?, ?)", [successor, member])

    def limit(self, identifier: str, scope: Scope) -> None:
        """Change what a key may do."""
        written = _written(scope)
        self._database.run("UPDATE keys SET scope = ? WHERE id = ?", [written, identifier])

    def expire(self, identifier: str, at: int) -> None:
        """Let a key end at a time."""
        self._database.run("UPDATE keys SET expires = ? WHERE id = ?", [at, identifier])

    def revoke(self, identifier: str, at: int) -> None:
        """Mark a key, or a person's tokens, as ended at a time."""
        self._database.run("UPDATE keys SET revoked = ? WHERE id = ?", [at, identifier])

    def revoked_at(self, identifier: str) -> int | None:
        """Return when a key, or a person's tokens, were ended; None if they were not."""
        rows = self._database.run("SELECT revoked FROM keys WHERE id = ?", [identifier])
        return rows[0][0] if rows else None


def _caller(row: Row) -> Caller:
    identifier, name, team, scope, made, expires, revoked, member = row
    fields = json.loads(scope)
    fields["models"] = tuple(fields["models"])
    return Caller(identifier, name, team, Scope(**fields), made, expires, revoked, member)


def _written(scope: Scope) -> str:
    return json.dumps(asdict(scope))


def _hash(key: str) -> str:
    # The keys are 256 random bits: a plain hash is as good as a slow one.
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
