"""Passages as they are shown and cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.types import Language, Span
from knowledge.store import failures
from knowledge.store.database import Database
from knowledge.store.reach import Reach
from knowledge.values import Hit

_COLUMNS = (
    "p.id, p.key, f.id, f.shown, f.path, p.start, p.stop, p.heading, p.page, f.language, f.body,"
    " f.digest"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as the base holds it."""

    document: str = field(repr=False)
    path: str = field(repr=False)
    title: str = field(repr=False)
    date: str
    language: str
    text: str = field(repr=False)
    tags: tuple[str, ...] = field(repr=False)
    start: int = 0
    """Where `text` begins in the document: not 0 when a part of it was asked for."""


class Passages:
    """Reads passages of one base."""

    def __init__(self, database: Database) -> None:
        self._base = database

    def documents(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the file of each passage."""
        rows = self._base.rows(
            "select id, file from passages where id in (select value from json_each(?))",
            (f"[{','.join(map(str, numbers))}]",),
        )
        return dict(rows)

    def hits(self, scores: Mapping[int, float]) -> list[Hit]:
        """Return passages with their text, in the order of `scores`; those gone meanwhile are left out."""
        rows = self._base.rows(
            f"select {_COLUMNS} from passages p join files f on f.id = p.file"
            " where p.id in (select value from json_each(?))",
            (f"[{','.join(map(str, scores))}]",),
        )
        reach = Reach(self._base)
        found = {row[0]: row for row in rows}
        return [
            _hit(found[number], score, reach) for number, score in scores.items() if number in found
        ]

    def by_key(self, key: str) -> Hit:
        """Return the passage that a citation names; raises MissingError."""
        row = self._base.row("select id from passages where key = ?", (key.lower(),))
        found = self.hits({row[0]: 1.0}) if row else []
        if not found:
            raise failures.unknown_passage()
        return found[0]

    def holds(self, name: str) -> bool:
        """Whether a document has this path, as added or absolute, or this title."""
        query = (
            "select 1 from files where body is not null and (shown = ?1 or path = ?1 or title = ?1)"
        )
        return self._base.row(query, (name,)) is not None

    def document(self, name: str) -> Shown:
        """Return a document by path, as added or absolute, or by title; raises MissingError."""
        row = self._base.row(
            "select id, shown, path, title, date, language, body from files where body is not null"
            " and (shown = ?1 or path = ?1 or title = ?1)"
            " order by (shown = ?1) + (path = ?1) desc limit 1",
            (name,),
        )
        if row is None:
            raise failures.unknown_document()
        tags = self._base.rows("select name from tags where file = ? order by name", (row[0],))
        _id, shown, path, title, date, language, body = row
        return Shown(shown, path, title, date, language, body, tuple(name for (name,) in tags))


def _hit(row: tuple[object, ...], score: float, reach: Reach) -> Hit:
    number, key, _file, shown, path, start, stop, heading, page, language, body, digest = row
    assert (
        isinstance(number, int)
        and isinstance(digest, bytes)
        and isinstance(start, int)
        and isinstance(stop, int)
        and isinstance(page, int)
    )
    return Hit(
        id=str(key),
        document=str(shown),
        span=Span(start, stop),
        score=score,
        text=str(body)[start:stop],
        heading=str(heading),
        page=page,
        rule=reach.of(str(path), digest),
        language=Language(str(language)),
        number=number,
    )
