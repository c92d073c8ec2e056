"""A digest of the store's records: the same for two stores that hold the same, row for row."""

from __future__ import annotations

import hashlib
from typing import Any

from assistant.store.database_adapter import Database

_TABLES = {
    "conversations": "id", "turns": "id", "tags": "conversation, name", "vaults": "conversation, name",
    "drafts": "key", "activity": "id", "own_rules": "id",
}  # fmt: skip


def record_digest(database: Database) -> dict[str, Any]:
    """Return the number of rows of each table, and one SHA-256 over all of them."""
    known = {row[0] for row in database.rows("select name from sqlite_master where type = 'table'")}
    digest, counts = hashlib.sha256(), {}
    for table, order in _TABLES.items():
        counts[table] = 0
        if table in known:
            counts[table] = _add(database, table, order, digest)
    return {"tables": counts, "sha256": digest.hexdigest()}


def _add(database: Database, table: str, order: str, digest: Any) -> int:  # noqa: ANN401
    count = 0
    for row in database.each(f"select * from {table} order by {order}"):  # noqa: S608
        digest.update(repr((table, row)).encode("utf-8", "surrogatepass"))
        count += 1
    return count
