"""Opens what a link points to: a note by any of its names, a heading of it, a ^block of it."""

from __future__ import annotations

from dataclasses import replace

from assistant.types import Span
from knowledge.store import failures
from knowledge.store.database import Database
from knowledge.store.files import link_name
from knowledge.store.passages import Passages, Shown
from knowledge.words.terms import fold


def opened(base: Database, link: str) -> Shown:
    """Return a document, or the part of it that `note#Heading` or `note#^block` names.

    Raises MissingError when there is no such document, or nothing of that name in it.
    """
    passages = Passages(base)
    whole = passages.document(link) if passages.holds(link) else None
    if whole is not None:
        return whole
    name, _mark, anchor = link.partition("#")
    shown = passages.document(name if passages.holds(name) else _by_name(base, name))
    if not anchor:
        return shown
    span = _block(base, shown, anchor[1:]) if anchor.startswith("^") else _part(base, shown, anchor)
    return replace(shown, text=shown.text[span.start : span.end], start=span.start)


def _by_name(base: Database, name: str) -> str:
    row = base.row(
        "select f.path from names n join files f on f.id = n.file"
        " where n.name = ? and f.body is not null order by length(f.path), f.path limit 1",
        (link_name(name),),
    )
    if row is None:
        raise failures.unknown_document()
    return str(row[0])


def _block(base: Database, shown: Shown, name: str) -> Span:
    row = base.row(
        "select start, stop from blocks where name = ?"
        " and file = (select id from files where path = ?)",
        (name, shown.path),
    )
    if row is None:
        raise failures.unknown_part()
    return Span(*row)


def _part(base: Database, shown: Shown, title: str) -> Span:
    """Return the span of a heading with all below it; `A#B` is the heading B under A."""
    headings = base.rows(
        "select start, level, title from headings"
        " where file = (select id from files where path = ?) order by start",
        (shown.path,),
    )
    end, begin = len(shown.text), -1
    for wanted in map(_name, title.split("#")):
        inside = [h for h in headings if begin < h[0] < end and _name(h[2]) == wanted]
        if not inside:
            raise failures.unknown_part()
        begin, level, _title = inside[0]
        after = [start for start, other, _t in headings if begin < start < end and other <= level]
        end = min(after, default=end)
    return Span(begin, end)


def _name(title: str) -> str:
    return fold(" ".join(title.split()))
