"""The state of a base in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.i18n import told_again
from knowledge.embedding.taught import MODEL
from knowledge.locking import Lock
from knowledge.store.database import Database
from knowledge.store.folders import Folders
from knowledge.values import Added, Refused, State

EMBEDDING_LOCK = "embedding.lock"

_LEFT = (
    "from passages p where not exists (select 1 from vectors v"
    f" join pieces t on t.vector = v.id where v.digest = p.vector and v.model = '{MODEL}')"
)
TO_EMBED = f"select min(p.id) {_LEFT} group by p.vector order by min(p.id)"
"""Asks for the passages that have yet to be embedded by today's model, each text once."""
_PENDING = f"select count(distinct vector) {_LEFT}"


def overview(base: Database, folder: Path) -> State:
    """Return the state of the base in `folder`."""
    refused = base.rows("select shown, reason from files where reason is not null order by shown")
    return State(
        files=base.value("select count(*) from files where reason is null"),
        passages=base.value("select count(*) from passages"),
        pending=pending(base),
        # Kept as it was said when the file was read, maybe in another language.
        refused=tuple(Refused(shown, told_again(reason)) for shown, reason in refused),
        bytes_on_disk=sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()),
        embedding=Lock(folder / EMBEDDING_LOCK).taken(),
        encrypted=base.encrypted,
        folders=tuple(_added(base)),
    )


def _added(base: Database) -> Iterator[Added]:
    rules = Folders(base).rules()
    for folder in Folders(base).all():
        yield Added(folder.shown, rules[str(folder.path)])


def pending(base: Database) -> int:
    """Return how many different passages have no vector of today's model yet."""
    return int(base.value(_PENDING))


def documents(base: Database) -> list[str]:
    """Return the documents, as they were added."""
    return [
        row[0] for row in base.rows("select shown from files where reason is null order by shown")
    ]
