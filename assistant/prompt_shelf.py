"""What prompts keep lies in the person's encrypted store, whose key and backups they share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assistant import paths
from assistant.earlier_runs import brought
from assistant.store.store import FILE, Store
from prompts.errors import Place

Opening = Callable[[], Store]
"""Opens the person's store; raises StoreError when its key cannot be had."""


class StoreShelf:
    """Implements `prompts.reproduce.shelf.Shelf` over an open store."""

    def __init__(self, store: Store) -> None:
        self._texts, self._file = store.texts, store.folder / FILE

    def get(self, name: str) -> str | None:
        """Return a text, None when there is none; raises StoreError."""
        return self._texts.get(name)

    def put(self, name: str, text: str) -> None:
        """Keep a text, whole or not at all; raises StoreError."""
        self._texts.put(name, text)

    def names(self, folder: str) -> list[str]:
        """Return the names under a folder, sorted; raises StoreError."""
        return self._texts.names(folder)

    def drop(self, name: str) -> None:
        """Forget a text for good; raises StoreError."""
        self._texts.drop(name)

    def place(self, name: str) -> Place:
        """Return the store's file: its names mean nothing to a person."""
        return Place(str(self._file))


def earlier() -> Path:
    """Where versions before the common store kept what prompts record."""
    return paths.data_dir() / "prompt-runs"


@contextmanager
def shelf(opening: Opening) -> Iterator[StoreShelf]:
    """Open the store for the time of a block, with what an earlier version kept elsewhere."""
    with closing(opening()) as store:
        brought(earlier(), store.texts)
        yield StoreShelf(store)
