"""Models as the engine offers them to screens; every method is a stream of values."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from assistant import guard_wiring, wiring
from assistant.config import Settings
from assistant.models.cards import ModelCard
from assistant.types import PartDone


@dataclass(slots=True)
class Chosen:
    """The settings of a session, whose model may be changed while it runs."""

    settings: Settings


class Models:
    """Lists, loads and changes the model that is asked."""

    def __init__(self, chosen: Chosen) -> None:
        self._chosen = chosen

    async def warm(self) -> AsyncIterator[ModelCard]:
        """Load the guard; yield the chosen model's card when done."""
        await asyncio.to_thread(guard_wiring.guard(self._chosen.settings).load)
        yield wiring.model_card(self._chosen.settings)

    async def warm_model(self, name: str = "") -> AsyncIterator[PartDone]:
        """Assemble the weights of the chosen model, or of another, if embedded; yield progress in bytes."""
        queue: asyncio.Queue[PartDone | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def progress(done: int, total: int) -> None:
            loop.call_soon_threadsafe(queue.put_nowait, PartDone(done, total))

        card = wiring.model_card(
            replace(self._chosen.settings, model=name or self._chosen.settings.model)
        )
        work = asyncio.create_task(asyncio.to_thread(wiring.ready_model, card, progress))
        work.add_done_callback(lambda _: queue.put_nowait(None))
        while (step := await queue.get()) is not None:
            yield step
        await work

    async def models(self) -> AsyncIterator[tuple[ModelCard, ...]]:
        """Yield the models that can be asked here."""
        from assistant.models.discovery import discover

        yield tuple(await asyncio.to_thread(discover))

    async def card(self, name: str) -> AsyncIterator[ModelCard]:
        """Yield the card of a model, which is not chosen by it; raises MissingError."""
        yield await asyncio.to_thread(wiring.model_card, replace(self._chosen.settings, model=name))

    async def choose(self, name: str) -> AsyncIterator[ModelCard]:
        """Change the model; yield its card."""
        settings = replace(self._chosen.settings, model=name)
        card = await asyncio.to_thread(wiring.model_card, settings)
        self._chosen.settings = settings
        yield card
