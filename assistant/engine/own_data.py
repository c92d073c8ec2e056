"""One's own data as the engine offers it to screens: drafts, history, activity, the key of them all.

One thread holds the store: its key is derived once, which a passphrase makes slow on purpose.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TypeVar

from assistant import own_rules, paths, store_wiring
from assistant.activity import rest
from assistant.activity.weekly import weekly
from assistant.config import Settings
from assistant.exporting.texts import export
from assistant.folders import named_place
from assistant.store.key import WrappedBy, from_environment, wrapped_by
from assistant.store.records import Conversation, Event, Found, OwnRule, Saved, Turn
from assistant.store.store import Store
from assistant.types import Private

T = TypeVar("T")
_LISTED, _LATELY = 2_000, 12 * 3600
_PATIENCE = 2.0
"""Seconds for another program that writes: a person looks on, and every call waits for the one before."""


class OwnData:
    """The encrypted store, opened at its first use and kept open."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._thread = ThreadPoolExecutor(1, "store")
        self._passphrase: Private[str] | None = None
        self._opened: Store | None = None

    def passphrase(self) -> Private[str] | None:
        """Return the passphrase that the person gave on the screen, or that of the environment."""
        return self._passphrase or from_environment()

    async def unlock(self, passphrase: Private[str]) -> AsyncIterator[None]:
        """Take a passphrase and open the store with it; raises StoreError."""
        self._passphrase = passphrase
        try:
            await self.with_store(lambda _store: None)
        except BaseException:
            self._passphrase = None
            raise
        yield None

    async def store_open(self) -> AsyncIterator[bool]:
        """Open the store; raises StoreError when it is locked or there is no key.

        Yields whether the key is guarded: false where it lies in a plain file.
        """
        await self.with_store(lambda _store: None)
        yield await asyncio.to_thread(wrapped_by, paths.data_dir()) is not WrappedBy.FILE

    async def passphrase_wanted(self) -> AsyncIterator[bool]:
        """Yield whether there is a store that opens with a passphrase, and none was given yet."""
        by = await asyncio.to_thread(wrapped_by, paths.data_dir())
        yield by is WrappedBy.PASSPHRASE and self.passphrase() is None

    async def drafts(self) -> AsyncIterator[tuple[Saved, ...]]:
        """Yield the drafts that are kept, the last written first."""
        yield await self.with_store(lambda store: tuple(store.drafts.all()))

    async def keep_draft(self, key: str, text: Private[str]) -> AsyncIterator[None]:
        """Keep a draft; when this has ended it is on the disk."""
        await self.with_store(lambda store: store.drafts.keep(key, text, time.time()))
        yield None

    async def drop_draft(self, key: str) -> AsyncIterator[None]:
        """Delete a draft for good."""
        await self.with_store(lambda store: store.drafts.drop(key))
        yield None

    async def history_list(self) -> AsyncIterator[tuple[Conversation, ...]]:
        """Yield the conversations, the last used first."""
        yield await self.with_store(lambda store: tuple(store.conversations.latest(_LISTED)))

    async def history_search(self, words: Private[str]) -> AsyncIterator[tuple[Found, ...]]:
        """Yield the turns that hold all the words, newest first."""
        yield await self.with_store(lambda store: tuple(store.search(words.reveal(), 100)))

    async def history_turns(self, key: str) -> AsyncIterator[tuple[Turn, ...]]:
        """Yield the turns of a conversation; raises MissingError."""
        yield await self.with_store(lambda store: tuple(store.conversations.turns(key)))

    async def history_forget(self, key: str) -> AsyncIterator[None]:
        """Delete a conversation for good."""
        await self.with_store(lambda store: store.conversations.forget([key]))
        yield None

    async def own_rules(self) -> AsyncIterator[tuple[OwnRule, ...]]:
        """Yield the lasting decisions, in the order they were made; see `assistant.own_rules`."""
        yield await self.with_store(lambda store: tuple(store.rules.all()))

    async def keep_rules(self, rules: tuple[OwnRule, ...]) -> AsyncIterator[None]:
        """Keep lasting decisions, made now; when this has ended they hold for every request."""
        await self.with_store(lambda store: own_rules.keep(store, rules, time.time()))
        yield None

    async def undo_rule(self, number: int) -> AsyncIterator[None]:
        """Forget a lasting decision; raises MissingError."""
        await self.with_store(lambda store: own_rules.undo(store, number))
        yield None

    async def export_text(
        self, path: str, title: Private[str], text: Private[str]
    ) -> AsyncIterator[None]:
        """Write a text to a file; raises UserError."""
        target = named_place(path)
        await asyncio.to_thread(export, target, title.reveal(), text.reveal())
        yield None

    async def activity(self, days: int) -> AsyncIterator[tuple[Event, ...]]:
        """Yield what was done in the last so many days, in counts."""
        now = time.time()
        since = now - days * 86_400
        yield await self.with_store(lambda store: tuple(store.activity.between(since, now + 1)))

    async def weekly_review(self, back: int = 0) -> AsyncIterator[tuple[str, ...]]:
        """Yield the sentences of a week's review, then a line for each lesson that fits."""
        found = await self.with_store(lambda s: weekly(s, date.today(), time.time(), back))
        told = [f"{each.title}. {each.text} {each.practice}" for each, _often in found.lessons]
        yield (*found.said, *told)

    async def reminder(self) -> AsyncIterator[str]:
        """Yield a line about rest, empty unless the person chose to be told."""
        now = time.time()
        events = await self.with_store(lambda s: s.activity.between(now - _LATELY, now + 1))
        yield rest.reminder(self._settings, events, now)

    async def with_store(self, work: Callable[[Store], T]) -> T:
        """Run something with the store, in the thread that holds it; raises StoreError."""

        def do() -> T:
            return work(self._store())

        return await asyncio.get_running_loop().run_in_executor(self._thread, do)

    def _store(self) -> Store:
        if self._opened is None:
            self._opened = store_wiring.store(
                self._settings, self.passphrase, choosing=self.passphrase
            )
            self._opened.database.wait_at_most(_PATIENCE)
        return self._opened
