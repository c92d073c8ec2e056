"""A digest of the store's records: the same for two stores that hold the same, row for row."""

from __future__ import annotations

import hashlib
from typing import Any

from assistant.store.database_adapter import Database

_FIRST = ("conversations", "turns", "tags", "vaults", "drafts", "activity")
_DERIVED = ("words", "meta", "sqlite_")
"""The index of words, which is made of the turns; what the store notes about itself."""


def record_digest(database: Database) -> dict[str, Any]:
    """Return the number of rows of each table, and one SHA-256 over all of them."""
    rows = database.rows("select name from sqlite_master where type = 'table' order by name")
    known = [str(row[0]) for row in rows if not str(row[0]).startswith(_DERIVED)]
    tables = [n for n in _FIRST if n in known] + [n for n in known if n not in _FIRST]
    digest, counts = hashlib.sha256(), dict.fromkeys(_FIRST, 0)
    for table in tables:
        counts[table] = _add(database, table, digest)
    return {"tables": counts, "sha256": digest.hexdigest()}


def _add(database: Database, table: str, digest: Any) -> int:  # noqa: ANN401
    count = 0
    # The first column or the first two are the key of every table.
    for row in database.each(f"select * from {table} order by 1, 2"):  # noqa: S608
        digest.update(repr((table, row)).encode("utf-8", "surrogatepass"))
        count += 1
    return count
