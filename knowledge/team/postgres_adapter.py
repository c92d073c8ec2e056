"""PostgreSQL with pgvector as a team's base: row-level security gives the read rights.

Every passage belongs to a collection; a reader sees the passages of collections granted to their role
and no others, whatever the query. The owner of the tables publishes and grants.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from assistant.types import Language, Span
from knowledge.embedding.vectors import SIZE, unpacked
from knowledge.search.fusion import normalised
from knowledge.team import failures
from knowledge.team.passages import Published
from knowledge.values import Hit, Rule
from knowledge.words.terms import question_terms

if TYPE_CHECKING:
    from knowledge.index.protocol import Vectors

_TABLES = f"""
create extension if not exists vector;
create table if not exists hygie_readers (
  collection text not null, reader name not null, primary key (collection, reader)
);
create table if not exists hygie_passages (
  id bigint generated always as identity unique, collection text not null, key text not null,
  document text not null, start integer not null, stop integer not null, page integer not null,
  heading text not null, language text not null, rule text not null, body text not null,
  words tsvector not null, value vector({SIZE}) not null, primary key (collection, key)
);
create index if not exists hygie_words on hygie_passages using gin (words);
create index if not exists hygie_nearest on hygie_passages using hnsw (value vector_cosine_ops);
alter table hygie_readers enable row level security;
alter table hygie_passages enable row level security;
drop policy if exists hygie_own on hygie_readers;
create policy hygie_own on hygie_readers for select using (reader = current_user);
drop policy if exists hygie_read on hygie_passages;
create policy hygie_read on hygie_passages for select using (exists (
  select 1 from hygie_readers r where r.collection = hygie_passages.collection
  and r.reader = current_user
));
grant select on hygie_passages, hygie_readers to public;
"""
_PUT = """
insert into hygie_passages
  (collection, key, document, start, stop, page, heading, language, rule, body, words, value)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, to_tsvector('simple', %s), %s::vector)
on conflict (collection, key) do update set (document, start, stop, page, heading, rule, words, value)
  = (excluded.document, excluded.start, excluded.stop, excluded.page, excluded.heading, excluded.rule,
   excluded.words, excluded.value)
"""
_SHOWN = "id, key, document, start, stop, page, heading, language, rule, body"
_DEPTH = 100
# pgvector looks at this many neighbours, and goes on while rights let too few of them through.
_SCAN = "set hnsw.ef_search = 400; set hnsw.iterative_scan = relaxed_order"


class TeamBase:
    """A team's base at a libpq address; raises StoreError, which never holds the address."""

    def __init__(self, address: str) -> None:
        """Connect; raises StoreError when the server is away or refuses."""
        try:
            import psycopg
        except ImportError:
            raise failures.not_installed() from None
        self._errors = psycopg.Error
        with self._translated():
            self._connection: Any = psycopg.connect(address, autocommit=True)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def publish(self, collection: str, batches: Iterable[Sequence[Published]]) -> int:
        """Make a collection hold these passages and no others; return how many. All or nothing."""
        with self._translated(), self._connection.transaction():
            self._connection.execute(_TABLES)
            keys = []
            for batch in batches:
                with self._connection.cursor() as cursor:
                    cursor.executemany(_PUT, list(_rows(collection, batch)))
                keys += [each.hit.id for each in batch]
            self._connection.execute(
                "delete from hygie_passages where collection = %s and key <> all(%s)",
                (collection, keys),
            )
        return len(keys)

    def grant(self, collection: str, reader: str) -> None:
        """Let a role read a collection."""
        self._run(
            "insert into hygie_readers values (%s, %s) on conflict do nothing", collection, reader
        )

    def revoke(self, collection: str, reader: str) -> None:
        """Take a role's right to read a collection."""
        self._run(
            "delete from hygie_readers where collection = %s and reader = %s", collection, reader
        )

    def find(self, question: str, vector: Vectors | None, limit: int) -> list[Hit]:
        """Return the best passages that the connected role may read; by words alone without a vector."""
        words = self._words(question)
        scores = normalised({} if vector is None else self._nearest(vector), words).joined()
        best = dict(list(scores.items())[:limit])
        rows = self._run(f"select {_SHOWN} from hygie_passages where id = any(%s)", list(best))
        found = {row[0]: row for row in rows}
        return [_hit(found[number], score) for number, score in best.items() if number in found]

    def _nearest(self, vector: Vectors) -> dict[int, float]:
        self._run(_SCAN)
        value = str(vector.tolist())
        return dict(
            self._run(
                "select id, 1 - (value <=> %s::vector) from hygie_passages"
                " order by value <=> %s::vector limit %s",
                value, value, _DEPTH,
            )
        )  # fmt: skip

    def _words(self, question: str) -> dict[int, float]:
        stems = dict.fromkeys(
            stem for each in question_terms(question) for stem in each.stems.split()
        )
        return dict(
            self._run(
                "select id, ts_rank(words, q, 1) from hygie_passages, to_tsquery('simple', %s) q"
                " where words @@ q order by 2 desc, id limit %s",
                " | ".join(f"'{stem}'" for stem in stems), _DEPTH,
            )
        )  # fmt: skip

    def _run(self, command: str, *values: object) -> list[tuple[Any, ...]]:
        with self._translated():
            cursor = self._connection.execute(command, values or None)
            return list(cursor.fetchall()) if cursor.description else []

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn the server's errors into ours: theirs quote addresses and texts."""
        try:
            yield
        except self._errors as error:
            state = getattr(error, "sqlstate", None) or ""
            raise failures.refused(state) if state else failures.away() from None


def _rows(collection: str, batch: Sequence[Published]) -> Iterator[tuple[object, ...]]:
    for each in batch:
        hit = each.hit
        yield (
            collection, hit.id, hit.document, hit.span.start, hit.span.end, hit.page, hit.heading,
            (hit.language or Language.FR).value, hit.rule.value, hit.text.replace("\0", " "),
            each.stems, str(unpacked([each.vector])[0].tolist()),
        )  # fmt: skip


def _hit(row: tuple[Any, ...], score: float) -> Hit:
    _id, key, document, start, stop, page, heading, language, rule, body = row
    span = Span(start, stop)
    return Hit(key, document, span, score, body, heading, page, Rule(rule), Language(language))
