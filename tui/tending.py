"""The part of the application that keeps its engine up, and what is known of it."""

from __future__ import annotations

from asyncio import Event
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.reactive import reactive
from textual.worker import Worker, WorkerState

from assistant.config import Layered
from assistant.types import Private
from tui import keeper, memory
from tui.autosave import Kept
from tui.engine import Engine, real_engine
from tui.faults import fault
from tui.going import GoingPart
from tui.messages import Assembling, EngineDied, EngineFailed, GuardReady
from tui.modes import Mode
from tui.screens.mode import ModeScreen
from tui.screens.requesting import RequestPart
from tui.state import Guard, Health

if TYPE_CHECKING:
    from assistant.models.cards import ModelCard


class TendingPart(GoingPart):
    """Screens watch `health`, which is replaced whole."""

    health: reactive[Health] = reactive(Health())

    def __init__(self, layered: Layered, engine: Engine | None) -> None:
        super().__init__()
        self.settings, self.origins = layered.settings, layered.origins
        self.chosen_model = layered.settings.model
        self.guard_ready = Event()
        self.engine_started = Event()
        self.passphrase: Private[str] | None = None
        self._engine = engine

    @property
    def engine(self) -> Engine:
        """The engine, made at first use."""
        if self._engine is None:
            self._engine = real_engine(self.settings)
        return self._engine

    def start_engine(self) -> None:
        """Bring the engine up and keep it up."""
        memory.set_aside()
        self.health = replace(self.health, guard=Guard.STARTING, seconds=0)
        self.call_after_refresh(self._keep_engine)  # the line that says so is drawn first

    @work(description="-", exclusive=True, group="engine", exit_on_error=False)
    async def _keep_engine(self) -> None:
        await keeper.keep(
            self.engine,
            lambda: self.chosen_model,
            self.post_message,
            self.engine_started.set,
            lambda: self.passphrase,
        )

    @on(GuardReady)
    def _guard_ready(self, event: GuardReady) -> None:
        self.health = replace(self.health, guard=Guard.READY, card=event.card)
        memory.set_aside()
        self.guard_ready.set()
        for kept in [kept for screen in self.shown_modes for kept in screen.query(Kept)]:
            kept.run_worker(kept.flush(), exit_on_error=False)

    @on(Assembling)
    def _assembling(self, event: Assembling) -> None:
        step = event.step
        share = step.done / step.total if 0 < step.done < step.total else None
        self.health = replace(self.health, assembled=share)

    @on(EngineDied)
    def _died(self) -> None:
        self.guard_ready.clear()
        self.engine_started.clear()
        self.health = replace(self.health, guard=Guard.STARTING, seconds=0, assembled=None)

    @on(EngineFailed)
    def _failed(self, event: EngineFailed) -> None:
        self.health = replace(self.health, assembled=None)
        if not self.guard_ready.is_set():
            self.health = replace(self.health, guard=Guard.FAILED)
        for screen in self.shown_modes:
            if isinstance(screen, RequestPart):
                screen.give_up_waiting()
        self.chat.show_failure(event.error)
        if self.current_mode != Mode.CHAT.value and isinstance(self.screen, ModeScreen):
            self.screen.show_error(event.error)

    def use_model(self, card: ModelCard) -> None:
        """Take note of the model that will be asked, also after a restart of the engine."""
        self.chosen_model = card.name
        self.health = replace(self.health, card=card)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell of a fault in keeping the engine."""
        if event.state is WorkerState.ERROR:
            self.post_message(EngineFailed(fault(event.worker.error)))

    @work(description="-", exclusive=True, group="around", exit_on_error=False)
    async def look_around(self) -> None:
        """See whether there is a network, and whether it is time for a rest."""
        from tui import surroundings

        reminder = await surroundings.reminder(self.settings, self.engine)
        self.health = replace(self.health, offline=surroundings.offline(), reminder=reminder)

    def _count(self) -> None:
        if self.health.guard is Guard.STARTING:
            self.health = replace(self.health, seconds=self.health.seconds + 1)

    async def on_unmount(self) -> None:
        """End the engine with the screen."""
        if self._engine is not None:
            await self._engine.stop()
