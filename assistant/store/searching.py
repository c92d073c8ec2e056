"""Full-text search of the turns: accents and case folded, singular finds plural, newest first."""

from __future__ import annotations

import re
from typing import Any

from assistant.store.database_adapter import Database
from assistant.store.records import Found
from assistant.types import Private

_START, _STOP = "\x02", "\x03"
_PARTS = re.compile(r'"([^"]*)"?|(\S+)')
_LETTERS = re.compile(r"\w+")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})
_LONG = 4

_QUERY = f"""
select c.key, c.title, t.number, t.at,
  snippet(words, -1, '{_START}', '{_STOP}', '…', 24)
from words join turns t on t.id = words.rowid join conversations c on c.id = t.conversation
where words match ? {{where}} order by words.rowid desc limit ?
"""


def search(database: Database, text: str, limit: int = 20, tag: str | None = None) -> list[Found]:
    """Return the turns with all the words of `text`, newest first; « "…" » asks for a phrase.

    A word of four letters or more also finds the words it begins, its own plural mark left out.
    """
    if not (wanted := query(text)):
        return []
    where = "and t.conversation in (select conversation from tags where name = ?)" if tag else ""
    values = (wanted, tag, limit) if tag else (wanted, limit)
    return [_found(row) for row in database.rows(_QUERY.format(where=where), values)]


def query(text: str) -> str:
    """Return the FTS5 query of what a person typed; empty when it holds no word."""
    terms = []
    for phrase, word in _PARTS.findall(text.translate(_LIGATURES)):
        parts = _LETTERS.findall(phrase or word)
        if not parts:
            continue
        if phrase or len(parts) > 1:
            terms.append(f'"{" ".join(parts)}"')
        else:
            terms.append(_term(parts[0]))
    return " AND ".join(terms)


def _term(word: str) -> str:
    if len(word) < _LONG:
        return f'"{word}"'
    stem = word[:-1] if word[-1] in "sxSX" and len(word) > _LONG else word
    return f'"{stem}" *'


def _found(row: tuple[Any, ...]) -> Found:
    key, title, number, at, extract = row
    text, marks = _marked(extract)
    return Found(key, Private(title), number, at, Private(text), marks)


def _marked(extract: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    text, marks, start = "", [], 0
    for piece in re.split(f"([{_START}{_STOP}])", " ".join(extract.split())):
        if piece == _START:
            start = len(text)
        elif piece == _STOP:
            marks.append((start, len(text)))
        else:
            text += piece
    return text, tuple(marks)
