"""Pseudonyms of conversations: every value sealed once more, tied to its conversation and its name.

A value copied to another row, or changed, does not open: whoever can write the file still cannot make an
answer restore to somebody else's name.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.sealed import SealBroken, seal, subkey, unseal
from assistant.store import failures
from assistant.store.database_adapter import Database
from assistant.types import Private


class Vaults:
    """The repository of vaults: rows of names and values, whatever the guard keeps in them."""

    def __init__(self, database: Database, key: Private[bytes]) -> None:
        self._database, self._key = database, subkey(key, "vault values")

    def save(self, conversation: int, rows: Mapping[str, Private[str]]) -> None:
        """Keep the rows of one conversation, in place of those it had; belongs inside a transaction."""
        sealed = [
            (conversation, name, self._sealed(conversation, name, value))
            for name, value in rows.items()
        ]
        self._database.run("delete from vaults where conversation = ?", (conversation,))
        self._database.run_many("insert into vaults values (?, ?, ?)", sealed)

    def load(self, conversation: int) -> dict[str, Private[str]]:
        """Return the rows of a conversation; raises StoreError when one does not open."""
        query = "select name, sealed from vaults where conversation = ?"
        return {
            str(name): self._opened(conversation, str(name), sealed)
            for name, sealed in self._database.rows(query, (conversation,))
        }

    def _sealed(self, conversation: int, name: str, value: Private[str]) -> bytes:
        plain = value.reveal().encode("utf-8", "surrogatepass")
        return seal(plain, self._key, _place(conversation, name))

    def _opened(self, conversation: int, name: str, sealed: bytes) -> Private[str]:
        try:
            plain = unseal(sealed, self._key, _place(conversation, name))
        except SealBroken:
            raise failures.moved_value() from None
        return Private(plain.decode("utf-8", "surrogatepass"))


def _place(conversation: int, name: str) -> bytes:
    return f"{conversation}\0{name}".encode()
