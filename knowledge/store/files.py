"""The documents of the base: stored, renamed, deleted, each in one transaction of the caller."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.intake.entries import Entry, context
from knowledge.store.database import Database
from knowledge.words.terms import fold

_KNOWN = "id, path, size, changed, digest, folder"


@dataclass(frozen=True, slots=True)
class Known:
    """A file as the base knows it."""

    id: int
    path: str = field(repr=False)
    size: int
    changed: int
    digest: bytes
    folder: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file is stored under: how it was named when added, and the added folder it is in."""

    shown: str = field(repr=False)
    folder: str = field(repr=False)


class Files:
    """The files of one base."""

    def __init__(self, database: Database) -> None:
        self._base = database

    def all(self) -> dict[str, Known]:
        """Return every file by its path."""
        return {row[1]: Known(*row) for row in self._base.rows(f"select {_KNOWN} from files")}

    def find(self, document: str) -> Known | None:
        """Return a file by its path, absolute or as it was added."""
        query = f"select {_KNOWN} from files where path = ? or shown = ?"
        row = self._base.row(query, (document, document))
        return Known(*row) if row else None

    def put(self, entry: Entry, place: Place) -> None:
        """Store a file, in place of what was known under its path."""
        old = self._base.row("select id, key from files where path = ?", (str(entry.path),))
        key = old[1] if old else secrets.token_hex(8)
        before = self._vectors(old[0]) if old else set()
        if old:
            self._empty(old[0])
        number = self._insert(entry, place, key, old[0] if old else None)
        self._passages(number, key, entry)
        self._outline(number, entry)
        self._drop_vectors(before)

    def touch(self, known: Known, size: int, changed: int) -> None:
        """Note that a file was saved again without a change."""
        self._base.run(
            "update files set size = ?, changed = ? where id = ?", (size, changed, known.id)
        )

    def rename(self, known: Known, entry: Entry, place: Place) -> None:
        """Give a file its new path; passages and vectors stay as they are."""
        self._base.run(
            "update files set path = ?, shown = ?, folder = ?, size = ?, changed = ?, title = ?"
            " where id = ?",
            (
                str(entry.path), place.shown, place.folder, entry.content.size,
                entry.content.changed, entry.title, known.id,
            ),
        )  # fmt: skip
        self._base.run(
            "update words set context = ? where rowid in (select id from passages where file = ?)",
            (context(entry), known.id),
        )
        self._base.run("delete from names where file = ?", (known.id,))
        self._names(known.id, entry)

    def delete(self, known: Known) -> None:
        """Forget a file, its words and the vectors that no other text shares."""
        before = self._vectors(known.id)
        self._empty(known.id)
        self._base.run("delete from files where id = ?", (known.id,))
        self._drop_vectors(before)

    def _vectors(self, file: int) -> set[bytes]:
        return {
            row[0] for row in self._base.rows("select vector from passages where file = ?", (file,))
        }

    def _empty(self, file: int) -> None:
        self._base.run(
            "delete from words where rowid in (select id from passages where file = ?)", (file,)
        )
        for table in ("passages", "tags", "names", "links", "blocks", "headings"):
            self._base.run(f"delete from {table} where file = ?", (file,))

    def _drop_vectors(self, digests: Iterable[bytes]) -> None:
        rows = [(digest,) for digest in digests]
        self._base.run_many(
            "insert into changes (digest) select digest from vectors where digest = ?1"
            " and not exists (select 1 from passages where vector = ?1)",
            rows,
        )
        self._base.run_many(
            "delete from vectors where digest = ?1"
            " and not exists (select 1 from passages where vector = ?1)",
            rows,
        )

    def _insert(self, entry: Entry, place: Place, key: str, number: int | None) -> int:
        content = entry.content
        return self._base.run(
            "insert or replace into files (id, key, path, shown, folder, size, changed, digest, kind,"
            " language, title, date, pieces, body, reason) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                number, key, str(entry.path), place.shown, place.folder, content.size,
                content.changed, content.digest, entry.path.suffix.lower().lstrip("."),
                entry.language.value, entry.title, entry.date, len(entry.passages),
                None if entry.reason else entry.source.text, entry.reason,
            ),
        )  # fmt: skip

    def _passages(self, file: int, key: str, entry: Entry) -> None:
        around = context(entry)
        seen: dict[bytes, int] = {}
        for passage in entry.passages:
            chunk, digest = passage.chunk, passage.digest
            seen[digest] = seen.get(digest, 0) + 1
            number = self._base.run(
                "insert into passages (file, key, start, stop, heading, page, vector)"
                " values (?,?,?,?,?,?,?)",
                (
                    file, _passage_key(key, digest, seen[digest]), chunk.span.start,
                    chunk.span.end, chunk.heading, chunk.page, digest,
                ),
            )  # fmt: skip
            self._base.run(
                "insert into words (rowid, stems, exact, context) values (?,?,?,?)",
                (number, passage.terms.stems, passage.terms.exact, around),
            )

    def _outline(self, file: int, entry: Entry) -> None:
        outline = entry.outline
        many = self._base.run_many
        many("insert into tags values (?,?)", [(file, tag) for tag in outline.tags])
        many(
            "insert or replace into links values (?,?,?,?,?,?)",
            [
                (
                    file,
                    each.span.start,
                    each.span.end,
                    link_name(each.target),
                    each.anchor,
                    each.embed,
                )
                for each in outline.links
            ],
        )
        many(
            "insert or ignore into blocks values (?,?,?,?)",
            [(file, each.name, each.span.start, each.span.end) for each in outline.blocks],
        )
        many(
            "insert or ignore into headings values (?,?,?,?)",
            [(file, each.start, each.level, each.title) for each in outline.headings],
        )
        self._names(file, entry)

    def _names(self, file: int, entry: Entry) -> None:
        names = {link_name(name) for name in (entry.path.name, entry.title, *entry.outline.aliases)}
        self._base.run_many(
            "insert into names values (?,?)", [(file, name) for name in names if name]
        )


def link_name(target: str) -> str:
    """Return the name by which a note is linked: no folder, no .md, no case, no accents."""
    name = target.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return fold(name.removesuffix(".md")).strip()


def _passage_key(file_key: str, digest: bytes, occurrence: int) -> str:
    """Name a passage by its document and its text, so that the name outlives edits around it."""
    whole = hashlib.blake2b(f"{file_key}/{occurrence}/".encode() + digest, digest_size=10).digest()
    return base64.b32encode(whole).decode().lower()
