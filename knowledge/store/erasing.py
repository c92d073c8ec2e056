"""Makes deletion true: what was deleted is found nowhere in the files of the base."""

from __future__ import annotations

from knowledge.store.database import Database


def erase(base: Database) -> None:
    """Overwrite what deleted rows left behind; takes seconds on a large base.

    SQLite overwrites freed pages (secure_delete), but the full text index keeps deleted words until
    its segments are merged, and the write-ahead log keeps old pages until it is folded in.
    """
    base.run("insert into words (words) values ('optimize')")
    base.rows("pragma wal_checkpoint(truncate)")
