"""What the engine can do for a screen; every method is a stream of values."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import aclosing, closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant import store_wiring, wiring
from assistant.config import Settings
from assistant.errors import GuardError, StoreError
from assistant.i18n import gettext as _
from assistant.models.cards import ModelCard
from assistant.pipeline import Pipeline
from assistant.protocols import ErasableVault, History, Vault
from assistant.types import Draft, PartDone, Request, Review


@dataclass(slots=True)
class _Conversation:
    """One conversation's pseudonyms, and the request that awaits review."""

    vault: ErasableVault
    review: Review = field(default_factory=Review)
    request: Request | None = None
    pipeline: Pipeline | None = None


class Service:
    """Guard, readers and models of one person's session."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._conversations: dict[str, _Conversation] = {}

    async def warm(self) -> AsyncIterator[ModelCard]:
        """Load the guard; yield the chosen model's card when done."""
        await asyncio.to_thread(wiring.guard(self._settings).load)
        yield wiring.model_card(self._settings)

    async def warm_model(self) -> AsyncIterator[PartDone]:
        """Assemble the weights of the embedded model; yield progress in bytes."""
        queue: asyncio.Queue[PartDone | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def progress(done: int, total: int) -> None:
            loop.call_soon_threadsafe(queue.put_nowait, PartDone(done, total))

        card = wiring.model_card(self._settings)
        work = asyncio.create_task(asyncio.to_thread(wiring.ready_model, card, progress))
        work.add_done_callback(lambda _: queue.put_nowait(None))
        while (step := await queue.get()) is not None:
            yield step
        await work

    async def models(self) -> AsyncIterator[tuple[ModelCard, ...]]:
        """Yield the models that can be asked here."""
        from assistant.models.discovery import discover

        yield tuple(await asyncio.to_thread(discover))

    async def choose(self, name: str) -> AsyncIterator[ModelCard]:
        """Change the model; yield its card."""
        settings = replace(self._settings, model=name)
        card = await asyncio.to_thread(wiring.model_card, settings)
        self._settings = settings
        yield card

    async def read(self, path: str) -> AsyncIterator[Any]:
        """Read a document."""
        yield await asyncio.to_thread(wiring.read_document, Path(path).expanduser())

    async def prepare(self, draft: Draft) -> AsyncIterator[Request]:
        """Yield the request with what the guard proposes to hide; nothing leaves."""
        conversation = self._conversations.setdefault(
            draft.conversation, _Conversation(wiring.new_vault())
        )
        card = wiring.model_card(self._settings)
        history = await asyncio.to_thread(self._history, card, conversation.vault)
        conversation.pipeline = wiring.pipeline(
            self._settings, card, conversation.vault, history=history
        )
        conversation.request = await asyncio.to_thread(
            conversation.pipeline.prepare, draft, None, conversation.review
        )
        yield conversation.request

    def _history(self, card: ModelCard, vault: Vault) -> History | None:
        """What keeps the exchanges, None when there is no key: the person asks why in History."""
        try:
            return store_wiring.history(self._settings, card, vault)
        except StoreError:
            return None

    async def answer(self, conversation: str, review: Review) -> AsyncIterator[Any]:
        """Send the prepared request as reviewed; yield the pipeline's events."""
        known = self._conversations.get(conversation)
        if known is None or known.request is None or known.pipeline is None:
            raise GuardError(
                _("The request is gone: the engine was restarted."),
                _("Nothing was sent."),
                _("Send your draft again; it is still in the composer."),
            )
        sealed = await asyncio.to_thread(known.pipeline.seal, known.request, review)
        known.request, known.review = None, sealed.review
        async with aclosing(known.pipeline.answer(sealed)) as events:  # type: ignore[type-var]
            async for event in events:
                yield event

    async def resume(self, key: str) -> AsyncIterator[bool]:
        """Take up a kept conversation with its pseudonyms; the screen brings its turns along."""

        def vault() -> ErasableVault:
            with closing(store_wiring.store(self._settings)) as store:
                return store_wiring.conversation_vault(store, key)

        self._conversations[key] = _Conversation(await asyncio.to_thread(vault))
        yield True

    async def forget(self, conversation: str) -> AsyncIterator[None]:
        """Wipe a conversation's pseudonyms."""
        if known := self._conversations.pop(conversation, None):
            known.vault.clear()
        return
        yield

    async def process(self) -> AsyncIterator[int]:
        """Yield the engine's process number."""
        yield os.getpid()
