"""Everything the base holds of documents, to take elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.store.database import Database


def exported(base: Database) -> Iterator[dict[str, object]]:
    """Yield one object a document: text, properties, and passages with their places and names."""
    for (number,) in base.rows("select id from files where body is not null order by shown"):
        row = base.row(
            "select shown, path, title, date, language, kind, body from files where id = ?",
            (number,),
        )
        if row is None:
            continue
        names = ("doc", "path", "title", "date", "language", "kind", "text")
        tags = base.rows("select name from tags where file = ? order by name", (number,))
        links = base.rows("select target, start, stop from links where file = ?", (number,))
        passages = base.rows(
            "select key, start, stop, heading, page from passages where file = ? order by start",
            (number,),
        )
        yield {
            **dict(zip(names, row, strict=True)),
            "tags": [tag for (tag,) in tags],
            "links": [dict(zip(("to", "start", "end"), link, strict=True)) for link in links],
            "passages": [
                dict(zip(("id", "start", "end", "heading", "page"), each, strict=True))
                for each in passages
            ],
        }
