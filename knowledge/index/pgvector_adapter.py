"""PostgreSQL with pgvector as a team's vector index: row-level security gives the read rights.

Every vector belongs to a collection; a reader sees the rows of collections granted to their role and
no others, whatever the query. The owner of the tables writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from knowledge.embedding.vectors import SIZE
from knowledge.index.protocol import IndexBroken

if TYPE_CHECKING:
    from knowledge.index.protocol import Batch, Vectors

_TABLES = f"""
create extension if not exists vector;
create table if not exists hygie_readers (
  collection text not null, reader name not null, primary key (collection, reader)
);
create table if not exists hygie_vectors (
  collection text not null, digest bytea not null, value vector({SIZE}) not null,
  primary key (collection, digest)
);
create index if not exists hygie_nearest on hygie_vectors using hnsw (value vector_cosine_ops);
alter table hygie_vectors enable row level security;
drop policy if exists hygie_read on hygie_vectors;
create policy hygie_read on hygie_vectors for select using (exists (
  select 1 from hygie_readers r where r.collection = hygie_vectors.collection
  and r.reader = current_user
));
grant select on hygie_vectors, hygie_readers to public;
"""
# pgvector scans this many neighbours; under read rights and collections some fall away.
_SCANNED = 400


class PgVectorIndex:
    """One collection of a team's index; `address` is a libpq connection string."""

    def __init__(self, address: str, collection: str, *, prepare: bool = False) -> None:
        """Connect, as the owner with `prepare` to make the tables; raises IndexBroken."""
        import psycopg

        self._errors = psycopg.Error
        self._collection = collection
        try:
            self._connection: Any = psycopg.connect(address, autocommit=True)
        except psycopg.Error as error:
            raise IndexBroken(type(error).__name__) from None
        if prepare:
            self._run(_TABLES)
        self._run(f"set hnsw.ef_search = {_SCANNED}")

    def grant(self, reader: str) -> None:
        """Let a role read this collection."""
        self._run(
            "insert into hygie_readers values (%s, %s) on conflict do nothing",
            (self._collection, reader),
        )

    def revoke(self, reader: str) -> None:
        """Take a role's right to read this collection."""
        self._run(
            "delete from hygie_readers where collection = %s and reader = %s",
            (self._collection, reader),
        )

    def upsert(self, digests: Sequence[bytes], vectors: Vectors) -> None:
        """Put vectors in."""
        command = (
            "insert into hygie_vectors values (%s, %s, %s::vector)"
            " on conflict (collection, digest) do update set value = excluded.value"
        )
        rows = [
            (self._collection, digest, str(vector.tolist()))
            for digest, vector in zip(digests, vectors, strict=True)
        ]
        try:
            with self._connection.transaction(), self._connection.cursor() as cursor:
                cursor.executemany(command, rows)
        except self._errors as error:
            raise IndexBroken(type(error).__name__) from None

    def delete(self, digests: Sequence[bytes]) -> None:
        """Take vectors out."""
        self._run(
            "delete from hygie_vectors where collection = %s and digest = any(%s)",
            (self._collection, list(digests)),
        )

    def query(self, vector: Vectors, limit: int) -> dict[bytes, float]:
        """Return the nearest digests that the connected role may read, with their cosine."""
        rows = self._run(
            "select digest, 1 - (value <=> %(v)s::vector) from hygie_vectors"
            " where collection = %(c)s order by value <=> %(v)s::vector limit %(n)s",
            {"v": str(vector.tolist()), "c": self._collection, "n": limit},
        )
        return {bytes(digest): float(score) for digest, score in rows}

    def count(self) -> int:
        """Return how many vectors the connected role may read."""
        query = "select count(*) from hygie_vectors where collection = %s"
        return int(self._run(query, (self._collection,))[0][0])

    def rebuild(self, batches: Iterator[Batch]) -> None:
        """Empty the collection and take these in."""
        self._run("delete from hygie_vectors where collection = %s", (self._collection,))
        for digests, vectors in batches:
            self.upsert(digests, vectors)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _run(self, command: str, values: object = None) -> list[tuple[Any, ...]]:
        try:
            cursor = self._connection.execute(command, values)
            return list(cursor.fetchall()) if cursor.description else []
        except self._errors as error:
            raise IndexBroken(type(error).__name__) from None
