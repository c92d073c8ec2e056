"""Which notes a note links to, and which link to it."""

from __future__ import annotations

from knowledge.store import failures
from knowledge.store.database import Database
from knowledge.store.files import link_name


def links_from(base: Database, note: str) -> list[tuple[str, str | None]]:
    """Return what a note links to: the name as linked, and the document behind it if there is one.

    Raises MissingError when there is no such note.
    """
    name = link_name(note)
    if base.row("select 1 from names where name = ?", (name,)) is None:
        raise failures.unknown_document()
    return [
        (target, shown)
        for target, shown in base.rows(
            "select distinct l.target, f.shown from links l"
            " left join names n on n.name = l.target left join files f on f.id = n.file"
            " where l.file in (select file from names where name = ?) order by l.start",
            (name,),
        )
    ]


def links_to(base: Database, note: str) -> list[str]:
    """Return the documents that link to a note, under any of its names."""
    rows = base.rows(
        "select distinct f.shown from links l join files f on f.id = l.file where l.target in"
        " (select name from names where file in (select file from names where name = ?))"
        " order by f.shown",
        (link_name(note),),
    )
    return [shown for (shown,) in rows]
