"""Look-ups as the engine offers them to screens: first what would leave, then what was told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from assistant.config import Settings
from assistant.lookup.asking import asked, planned
from assistant.lookup.told import LookedUp, Outcome, Question
from assistant.store.key import Passphrase


class LookUps:
    """Asks only for what the person saw beforehand, and what may leave when it is asked."""

    def __init__(self, settings: Settings, passphrase: Passphrase) -> None:
        self._settings, self._passphrase = settings, passphrase

    async def look_ups(self, question: Question) -> AsyncIterator[tuple[LookedUp, ...]]:
        """Yield what would be sent and what is withheld; raises PolicyRefused. Nothing leaves."""
        yield await asyncio.to_thread(planned, question, self._settings, self._passphrase)

    async def look_up(
        self, question: Question, shown: tuple[LookedUp, ...]
    ) -> AsyncIterator[LookedUp]:
        """Ask about what was shown, and yield what was told, one by one; raises PolicyRefused."""
        plan = await asyncio.to_thread(planned, question, self._settings, self._passphrase)
        for one in plan:
            if one.told is Outcome.WITHHELD or one in shown:
                async for told in asked([one]):
                    yield told
            else:
                yield one
