"""PostgreSQL with pgvector as a team's base, which gives the read rights.

Every passage belongs to a collection; a reader asks functions, which find in the collections granted to their
role and in no others. The owner of the tables publishes and grants.
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
drop index if exists hygie_words, hygie_nearest;
alter table hygie_readers enable row level security;
alter table hygie_passages enable row level security;
revoke all on hygie_passages, hygie_readers from public;
"""
_ROLE = "current_setting('role'::text)"
_ASKER = f"case {_ROLE} when 'none'::text then session_user else {_ROLE}::name end"
_MINE = "collection = any ((select hygie_mine())::text[])"
_FUNCTIONS = f"""
create or replace function hygie_mine() returns text[] language sql stable security definer begin atomic
  select array(
    select collection from hygie_readers where reader = {_ASKER}
    union select collection from hygie_passages where pg_has_role({_ASKER}, current_user, 'usage'::text)
  );
end;
create or replace function hygie_near(near vector, most integer) returns table (id bigint, score float8)
language sql stable security definer begin atomic
  select id, 1::float8 - (value <=> near) from hygie_passages where {_MINE}
  order by value <=> near limit most;
end;
create or replace function hygie_said(asked text, most integer) returns table (id bigint, score real)
language sql stable security definer begin atomic
  select id, ts_rank(words, q, 1) from hygie_passages, to_tsquery('simple'::regconfig, asked) q
  where {_MINE} and words @@ q order by 2 desc, id limit most;
end;
create or replace function hygie_shown(numbers bigint[])
returns table (id bigint, key text, document text, start integer, stop integer, page integer,
  heading text, language text, rule text, body text)
language sql stable security definer begin atomic
  select id, key, document, start, stop, page, heading, language, rule, body
  from hygie_passages where {_MINE} and id = any (numbers);
end;
"""
# Readers get no right to the tables. A policy of rows would let them read all: PostgreSQL compares texts before it
# looks at rights, and tells in EXPLAIN ANALYZE how often it did; an index of neighbours or of words tells as much.
# Without one, a search of 100,000 passages takes 0.3 s. What stands in a function was bound when it was made: no
# table or function of a reader's takes the place of ours.
_PUT = """
insert into hygie_passages
  (collection, key, document, start, stop, page, heading, language, rule, body, words, value)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s,
   pg_catalog.to_tsvector('pg_catalog.simple'::regconfig, %s::text), %s::vector)
on conflict (collection, key) do update set (document, start, stop, page, heading, rule, words, value)
  = (excluded.document, excluded.start, excluded.stop, excluded.page, excluded.heading, excluded.rule,
   excluded.words, excluded.value)
"""
_DEPTH = 100


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
            self._connection.execute(_FUNCTIONS)
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
        rows = self._run("select * from hygie_shown(%s::bigint[])", list(best))
        found = {row[0]: row for row in rows}
        return [_hit(found[number], score) for number, score in best.items() if number in found]

    def _nearest(self, vector: Vectors) -> dict[int, float]:
        asked = str(vector.tolist()), _DEPTH
        return dict(self._run("select * from hygie_near(%s::vector, %s::integer)", *asked))

    def _words(self, question: str) -> dict[int, float]:
        stems = dict.fromkeys(
            stem for each in question_terms(question) for stem in each.stems.split()
        )
        asked = " | ".join(f"'{stem}'" for stem in stems), _DEPTH
        return dict(self._run("select * from hygie_said(%s::text, %s::integer)", *asked))

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
