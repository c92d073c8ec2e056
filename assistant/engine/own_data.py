"""One's own data for a screen: history, drafts, activity; every method is a stream of values.

The store is opened for each call, so that a screen never keeps it from another program; its key is
unwrapped once.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from datetime import date, timedelta
from typing import TypeVar

from assistant import paths, store_wiring
from assistant.activity import lessons, rest
from assistant.activity.review import review
from assistant.activity.summary import Step, Summary, begins, moment, periods, summarised
from assistant.config import Settings
from assistant.store.records import Conversation, Found, Saved, Turn
from assistant.store.store import Store
from assistant.types import Private

T = TypeVar("T")
_LATELY = 12 * 3600


class OwnData:
    """Methods raise StoreError when there is no key, MissingError for what is not there."""

    def __init__(self, settings: Settings) -> None:
        self._own = settings
        self._key: Private[bytes] | None = None

    async def conversations(
        self, limit: int = 50, offset: int = 0, tag: str | None = None
    ) -> AsyncIterator[tuple[Conversation, ...]]:
        """Yield conversations, the last used first."""
        yield await self._with(lambda s: tuple(s.conversations.latest(limit, offset, tag)))

    async def turns(self, key: str) -> AsyncIterator[tuple[Turn, ...]]:
        """Yield the turns of a conversation."""
        yield await self._with(lambda s: tuple(s.conversations.turns(key)))

    async def find(
        self, words: Private[str], limit: int = 20, tag: str | None = None
    ) -> AsyncIterator[tuple[Found, ...]]:
        """Yield the turns that hold all the words, newest first."""
        yield await self._with(lambda s: tuple(s.search(words.reveal(), limit, tag)))

    async def fork(self, key: str, at: int) -> AsyncIterator[str]:
        """Copy a conversation up to a turn; yield the new one's key."""
        yield await self._with(lambda s: s.fork(key, at, time.time()))

    async def rename(self, key: str, title: Private[str]) -> AsyncIterator[bool]:
        """Give a conversation a title."""
        await self._with(lambda s: s.conversations.rename(key, title.reveal()))
        yield True

    async def tag(
        self, key: str, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()
    ) -> AsyncIterator[bool]:
        """Put tags on a conversation and take others off."""
        await self._with(lambda s: s.conversations.tag(key, add, remove))
        yield True

    async def delete(self, keys: tuple[str, ...]) -> AsyncIterator[int]:
        """Delete conversations for good; yield how many."""
        yield await self._with(lambda s: s.conversations.forget(keys))

    async def drafts(self) -> AsyncIterator[tuple[Saved, ...]]:
        """Yield the kept drafts, the last written first."""
        yield await self._with(lambda s: tuple(s.drafts.all()))

    async def keep_draft(self, key: str, text: Private[str]) -> AsyncIterator[bool]:
        """Keep a draft in place of its former state."""
        await self._with(lambda s: s.drafts.keep(key, text, time.time()))
        yield True

    async def drop_draft(self, key: str) -> AsyncIterator[bool]:
        """Delete a draft for good."""
        await self._with(lambda s: s.drafts.drop(key))
        yield True

    async def activity(self, by: str = "day", last: int = 14) -> AsyncIterator[tuple[Summary, ...]]:
        """Yield the last periods, each a day or a week, the oldest first."""
        step, today = Step(by), date.today()
        first = begins(today, step) - timedelta(days=(last - 1) * (7 if step is Step.WEEK else 1))
        stop = moment(today + timedelta(days=1))
        events = await self._with(lambda s: s.activity.between(moment(first), stop))
        yield tuple(periods(events, step, first, today))

    async def weekly_review(self, back: int = 0) -> AsyncIterator[tuple[str, ...]]:
        """Yield the sentences of a week's review, then a line for each lesson that fits."""
        start = begins(date.today(), Step.WEEK) - timedelta(weeks=back)

        def week(store: Store, first: date) -> Summary:
            stop = first + timedelta(weeks=1)
            return summarised(first, store.activity.between(moment(first), moment(stop)))

        both = await self._with(lambda s: (week(s, start), week(s, start - timedelta(weeks=1))))
        fitting = lessons.chosen(both[0], {}, time.time()) if both[0].asked else []
        told = [f"{lesson.title}. {lesson.text} {lesson.practice}" for lesson, _often in fitting]
        yield (*review(*both), *told)

    async def reminder(self) -> AsyncIterator[str]:
        """Yield a line about rest, empty unless the person chose to be told."""
        now = time.time()
        events = await self._with(lambda s: s.activity.between(now - _LATELY, now + 1))
        yield rest.reminder(self._own, events, now)

    async def _with(self, work: Callable[[Store], T]) -> T:
        return await asyncio.to_thread(self._opened, work)

    def _opened(self, work: Callable[[Store], T]) -> T:
        with closing(self._store()) as store:
            return work(store)

    def _store(self) -> Store:
        if self._key is not None:
            return Store(paths.data_dir(), self._key)
        opened = store_wiring.store(self._own)
        self._key = opened.key
        return opened
