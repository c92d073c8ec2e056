"""Deletes recorded runs for good, with the texts that no other run needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from prompts.reproduce.records import RunStore, object_name
from prompts.reproduce.shelf import Shelf


def forget(shelf: Shelf, names: Iterable[str]) -> int:
    """Delete runs by their whole ids; return how many there were.

    What is damaged goes too; a text stays as long as a run that stays can be read and names it.
    """
    doomed = set(names) & set(ids(shelf))
    for name in doomed:
        shelf.drop(f"runs/{name}")
    needed = {
        object_name(text)
        for run in RunStore(shelf).readable()
        for text in (run.request, run.response)
    }
    for name in shelf.names("objects"):
        if name not in needed:
            shelf.drop(name)
    return len(doomed)


def ids(shelf: Shelf) -> list[str]:
    """Return the ids of the runs, the oldest first."""
    return [name.removeprefix("runs/") for name in shelf.names("runs")]


def older_than(shelf: Shelf, days: int, now: float) -> list[str]:
    """Return the ids of runs older than so many days: an id begins with its time."""
    oldest = datetime.fromtimestamp(now, UTC) - timedelta(days=days)
    return [name for name in ids(shelf) if name < oldest.strftime("%Y%m%d-%H%M%S")]
