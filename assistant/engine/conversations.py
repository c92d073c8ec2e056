"""The conversations of one person's session: pseudonyms, decisions, and the request that awaits review."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import reduce
from threading import Lock

from assistant import vault_wiring
from assistant.decisions import hiding
from assistant.pipeline import Pipeline
from assistant.protocols import ErasableVault
from assistant.types import Destination, Request, Review


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request that awaits review, and what will carry it."""

    request: Request
    pipeline: Pipeline


@dataclass(slots=True)
class Conversation:
    """One conversation's pseudonyms, what was decided in it, and the request that awaits review."""

    vault: ErasableVault
    reviews: dict[Destination, Review] = field(default_factory=dict)
    awaiting: Prepared | None = None
    asked: int = 0
    turn: Lock = field(default_factory=Lock)

    def copied_vault(self) -> ErasableVault:
        """Return the pseudonyms for a hearing about this conversation, once no turn changes them."""
        with self.turn:
            return vault_wiring.copied_vault(self.vault)

    def terms(self) -> Review:
        """Return what hides, for a judge inside this process, the terms that were hidden here."""
        with self.turn:
            return vault_wiring.terms(self.vault)

    def decided(self, destination: Destination) -> Review:
        """Return what was decided for a destination: what is hidden holds for all, what is shown for one."""
        own = self.reviews.get(destination, Review())
        hidden = (hiding(r) for to, r in self.reviews.items() if to is not destination)
        return reduce(Review.merged, hidden, Review()).merged(own)


_Run = Callable[[Callable[[], Prepared]], Awaitable[Prepared]]


class Conversations:
    """Holds each conversation by its key, from its first request until it is forgotten."""

    def __init__(self) -> None:
        self._held: dict[str, Conversation] = {}

    def known(self, key: str) -> Conversation | None:
        """Return a conversation that is held here."""
        return self._held.get(key)

    def of(self, key: str) -> Conversation:
        """Return a conversation, a new one where none is held."""
        return self._held.setdefault(key, Conversation(vault_wiring.new_vault()))

    def begin(self, key: str, vault: ErasableVault) -> None:
        """Hold a conversation with the pseudonyms of another time or place."""
        self._held[key] = Conversation(vault)

    def forget(self, key: str) -> None:
        """Wipe a conversation's pseudonyms."""
        if known := self._held.pop(key, None):
            known.vault.clear()

    async def awaiting(
        self, conversation: str, work: Callable[[], Prepared], run: _Run = asyncio.to_thread
    ) -> Request:
        """Prepare in a thread; only the request asked for last, and not cancelled, may be answered.

        A thread goes on when its caller is cancelled: it must not put its request in the place of
        the one that the person reviews.
        """
        found = self.of(conversation)
        found.asked += 1
        number, found.awaiting = found.asked, None
        prepared = await run(work)
        if number == found.asked:
            found.awaiting = prepared
        return prepared.request
