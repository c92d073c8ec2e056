"""The store as the rest of hygie sees it: one folder, a key, a repository for each kind of record."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EAGAIN
from pathlib import Path

from assistant.folders import private_folder
from assistant.store import failures, searching
from assistant.store.activity import Activity
from assistant.store.conversations import Conversations
from assistant.store.database_adapter import Database, translated
from assistant.store.drafts import Drafts
from assistant.store.key import FILE as KEY_FILE
from assistant.store.key import KeySource, make_key, open_key
from assistant.store.meta import Meta
from assistant.store.own_rules import OwnRules
from assistant.store.records import Found
from assistant.store.texts import Texts
from assistant.store.vaults import Vaults
from assistant.types import Private

FILE = "store.db"
_SHARED = (0x40000000 + 2, 510)


class Store:
    """One person's data; used by one thread at a time."""

    def __init__(self, folder: Path, key: Private[bytes]) -> None:
        """Open or make the store in `folder` with its own key; raises StoreError."""
        self.folder, self.key = folder, key
        self.database = Database(folder / FILE, key)
        self.conversations = Conversations(self.database)
        self.vaults = Vaults(self.database, key)
        self.drafts = Drafts(self.database)
        self.activity = Activity(self.database)
        self.meta = Meta(self.database)
        self.rules = OwnRules(self.database)
        self.texts = Texts(self.database)

    def close(self) -> None:
        """Close the store."""
        self.database.close()

    def search(self, text: str, limit: int = 20, tag: str | None = None) -> list[Found]:
        """Return the turns with all these words, newest first; see `searching.search`."""
        return searching.search(self.database, text, limit, tag)

    def fork(self, key: str, at: int, now: float) -> str:
        """Copy a conversation up to a turn, with its pseudonyms; return the new one's key."""
        with self.database.transaction():
            fresh = self.conversations.fork(key, at, now)
            rows = self.vaults.load(self.conversations.identity(key))
            self.vaults.save(self.conversations.identity(fresh), rows)
        return fresh

    def pseudonyms(self, key: str) -> dict[str, Private[str]]:
        """Return what the vault of a conversation keeps; raises MissingError, StoreError."""
        return self.vaults.load(self.conversations.identity(key))


def open_store(folder: Path, source: KeySource) -> Store:
    """Open the store of a folder, or make one; raises StoreError, and then nothing was written."""
    with translated():
        private_folder(folder)
        if (folder / KEY_FILE).exists():
            key = open_key(folder, source)
        elif (folder / FILE).exists():
            raise failures.key_missing()
        else:
            key = make_key(folder, source)
    return Store(folder, key)


def exists(folder: Path) -> bool:
    """Whether there is a store in a folder."""
    return (folder / FILE).exists() or (folder / KEY_FILE).exists()


def in_use(folder: Path) -> bool:
    """Whether another process has the store of a folder open; needs no key.

    An open database bears a shared lock on its 510 « shared bytes » (SQLite, os_unix.c). For a process
    that has closed it itself: looking drops the locks that it would still hold.
    """
    try:
        with (folder / FILE).open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED[1], _SHARED[0])
    except FileNotFoundError:
        return False
    except OSError as error:
        return error.errno in (EACCES, EAGAIN)
    return False


@contextmanager
def opened(folder: Path, source: KeySource) -> Iterator[Store]:
    """Open a store for the time of a block; raises StoreError."""
    store = open_store(folder, source)
    try:
        yield store
    finally:
        store.close()
