"""A vault as rows of names and values, and back: what files and stores keep of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice

from assistant.types import Kind, Private
from guards.pseudonyms.person_names import Name
from guards.pseudonyms.persons import Person
from guards.pseudonyms.placeholders import FORM, Marker, parsed
from guards.pseudonyms.vault import Key, MemoryVault

_PEOPLE, _BOOK = "people", "surrogates"


def rows(vault: MemoryVault) -> dict[str, Private[str]]:
    """Return what a vault holds: a row for each placeholder, one for who is who, one for stand-ins."""
    kept = vault.recall.rows
    new = islice(vault.entries(), len(kept), None)  # what a vault holds it keeps, in its order
    for number, ((kind, value, gender), marker) in enumerate(new, len(kept)):
        row = json.dumps([kind.value, value.reveal(), gender])
        kept[f"{number} {marker}"] = Private(row)
    people = [[p.name.words, p.name.gender, p.number, p.vague] for p in vault.people()]
    return {**kept, _PEOPLE: Private(json.dumps(people)), _BOOK: vault.book.written()}


def fill(vault: MemoryVault, kept: Mapping[str, Private[str]]) -> None:
    """Put rows made by `rows` into a vault, in place of what it holds; raises ValueError."""
    people = json.loads(kept[_PEOPLE].reveal()) if _PEOPLE in kept else []
    placeholders = (name for name in kept if name not in (_PEOPLE, _BOOK))
    names = sorted(placeholders, key=lambda n: int(n.partition(" ")[0]))
    vault.take(
        [_entry(name, kept[name]) for name in names],
        [Person(Name(tuple(w), gender), number, vague) for w, gender, number, vague in people],
    )
    if _BOOK in kept:
        vault.book.take(kept[_BOOK])


def _entry(name: str, value: Private[str]) -> tuple[Key, Marker]:
    marker = _marker(name.partition(" ")[2])
    if marker is None:
        raise ValueError
    kind, text, gender = json.loads(value.reveal())
    return (Kind(kind), Private(text), gender), marker


@lru_cache(maxsize=4_096)
def _marker(name: str) -> Marker | None:
    """Every conversation has a PERSON_1, and reads it at every turn."""
    match = FORM.fullmatch(name)
    return parsed(match) if match else None
