"""The terminal UI: one application, its engine, its keys."""

from __future__ import annotations

from asyncio import Event, timeout
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.reactive import reactive
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from assistant import config, i18n, log, paths
from assistant.config import Layered
from assistant.errors import Exit, HygieError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.types import Private
from tui import guided, keeper, memory, modes
from tui.autosave import Kept
from tui.commands import Commands
from tui.engine import Engine, real_engine
from tui.faults import fault
from tui.keys import SpokenKeys
from tui.messages import Assembling, EngineDied, EngineFailed, GuardReady
from tui.modes import Mode
from tui.no_break import keep_lines_whole
from tui.screens.chat import ChatScreen
from tui.screens.mode import ModeScreen
from tui.screens.requesting import RequestPart
from tui.state import Guard, Health
from tui.theme import HYGIE

if TYPE_CHECKING:
    from assistant.models.cards import ModelCard


RESTART = 75
"""What the application returns to be started again, in another language."""

_LAST_SECONDS = 5.0
"""How long keeping what is written may take when the terminal is gone."""

_LOOK_AROUND = 30.0
"""Seconds between two looks at the network and at the hour."""

_STYLES = Path(__file__).parent / "styles"


class HygieApp(SpokenKeys, App[int]):
    """Owns the engine and what is known of it; the screens do the rest."""

    TITLE = "hygie"
    # Textual loads no style file of a default screen.
    CSS_PATH = [_STYLES / "app.tcss", _STYLES / "chat.tcss"]  # noqa: RUF012  (as Textual declares it)
    COMMANDS = {Commands}  # noqa: RUF012  (as Textual declares it)
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  (as Textual declares it)
        (0, "-narrow"),
        (60, "-normal"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-short"), (30, "-tall")]  # noqa: RUF012  (as Textual declares it)
    DEFAULT_MODE = Mode.CHAT.value
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", N_("Help"), id="app.help", priority=True),
        Binding("ctrl+p", "command_palette", N_("Commands"), id="app.palette", priority=True),
        Binding("ctrl+f1", "guide", N_("First steps"), id="app.guide", show=False),
        *(
            Binding(
                key, f"window('{name}')", modes.window_title(name), id=f"app.{name}", show=False
            )
            for name, key, _words in modes.WINDOWS
        ),
        Binding("ctrl+q", "leave", N_("Quit"), id="app.quit", priority=True),
        *(
            Binding(
                modes.key(mode),
                f"mode('{mode}')",
                modes.title(mode),
                id=f"mode.{mode}",
                show=False,
                priority=True,
            )
            for mode in modes.available()
        ),
    ]
    health: reactive[Health] = reactive(Health())

    def __init__(
        self, layered: Layered, engine: Engine | None = None, *, guide: int | None = None
    ) -> None:
        super().__init__()
        keep_lines_whole()
        self._guide = guide  # the step that it begins with, None without it
        self.settings, self.origins = layered.settings, layered.origins
        self.chosen_model = layered.settings.model
        self.guard_ready = Event()
        self.engine_started = Event()
        self.passphrase: Private[str] | None = None
        self._engine = engine
        self._chat = ChatScreen()
        self.register_theme(HYGIE)
        for mode in modes.available():
            if mode is not Mode.CHAT:
                self.add_mode(mode.value, modes.maker(mode))

    @property
    def engine(self) -> Engine:
        """The engine, made at first use."""
        if self._engine is None:
            self._engine = real_engine(self.settings)
        return self._engine

    def get_default_screen(self) -> Screen[None]:
        """Start with the chat."""
        return self._chat

    async def action_mode(self, mode: str) -> None:
        """Go to a mode; a window that is open there stays open, until the key is pressed once more."""
        if not isinstance(self.screen, CommandPalette):
            if self.current_mode == mode:
                self._close_window()
            elsewhere = self.current_mode != mode
            await self.switch_mode(mode)
            if elsewhere and isinstance(self.screen, ModeScreen):
                self.screen.come_in()
            if self.screen is self._chat:
                self._chat.composer.focus()  # letters typed next are words, not commands on an answer

    def _close_window(self) -> None:
        window = self.screen
        if modes.is_window(window) and isinstance(window, ModeScreen) and not window.occupied:
            self.pop_screen()

    async def action_window(self, name: str) -> None:
        """Open a window of a mode, in its mode."""
        mode, make = modes.window(name)
        if self.current_mode != mode.value:
            await self.switch_mode(mode.value)
        if type(self.screen) is not make:
            self.push_screen(make())

    def on_mount(self) -> None:
        """Dress up; the engine waits until the first frame is on the screen."""
        known = self.settings.theme in self.available_themes
        self.theme = self.settings.theme if known else HYGIE.name
        self.call_after_refresh(self.start_engine)
        # A mode like the others from now on; before the first frame it would cost a third more.
        self.call_after_refresh(self.add_mode, Mode.CHAT.value, lambda: self._chat)
        self.call_after_refresh(self._use_own_keys)
        if self._guide is not None:
            self.call_after_refresh(self.action_guide, self._guide)
        if not self.is_headless:
            self.call_after_refresh(self._watch_terminal)
        self.set_interval(1, self._count)
        self.set_interval(_LOOK_AROUND, self.look_around)

    def _use_own_keys(self) -> None:
        """Give actions the keys that the person chose; wrong ones are told, and the usual ones hold."""
        if not (paths.config_dir() / "keys.toml").exists():
            return
        from tui import keymap

        try:
            self.set_keymap(keymap.read())
        except HygieError as error:
            self.chat.show_error(error)

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

    @property
    def chat(self) -> ChatScreen:
        """The chat, shown or not."""
        return self._chat

    @property
    def shown_modes(self) -> list[ModeScreen]:
        """The screens of the modes that were opened so far."""
        found = (stack[0] for stack in self._screen_stacks.values() if stack)
        return [screen for screen in found if isinstance(screen, ModeScreen)]

    @work(description="-", group="inserting", exit_on_error=False)
    async def insert_in_draft(self, text: str) -> None:
        """Put a text into the draft that is open, where its cursor is."""
        await self.switch_mode(Mode.DRAFTS.value)
        screen = self.screen
        if insert := getattr(screen, "insert", None):
            self.call_after_refresh(insert, text)

    def action_guide(self, step: int = 0) -> None:
        """Show the first steps."""
        from tui.screens.guide import Guide

        self.push_screen(Guide(self.engine, step), self._guided)

    def _guided(self, result: str | None) -> None:
        if result == "restart":
            self.exit(RESTART)
        else:
            guided.remember()

    def action_help(self) -> None:
        """Say what can be done here."""
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_command_palette(self) -> None:
        """Offer every action with its key."""
        if not any(isinstance(s, CommandPalette) for s in self.screen_stack):
            self.push_screen(CommandPalette(placeholder=_("Search for a command")))

    def action_help_quit(self) -> None:
        """Say how to quit: Ctrl+C copies."""
        self.notify(_("Ctrl+Q quits."))

    def _watch_terminal(self) -> None:
        from tui import hang_up

        hang_up.watch(self._leave_at_once)

    @work(description="-", exclusive=True, group="leaving", exit_on_error=False)
    async def _leave_at_once(self) -> None:
        """Keep what is written and leave: there is nobody any more to ask."""
        with suppress(TimeoutError):
            async with timeout(_LAST_SECONDS):
                await self._keep_all()
        self.exit(0)

    async def _keep_all(self) -> None:
        for kept in [kept for screen in self.shown_modes for kept in screen.query(Kept)]:
            await kept.flush()

    @work(description="-", exclusive=True, group="leaving", exit_on_error=False)
    async def action_leave(self) -> None:
        """Quit; ask first if something would be lost. A store that is slow holds up neither keys nor screen."""
        from tui.screens.confirm import Confirm

        with suppress(TimeoutError):
            async with timeout(_LAST_SECONDS):
                await self._keep_all()
        if isinstance(self.screen, Confirm):
            return
        if not any(screen.unsent for screen in self.shown_modes):
            self.exit(0)
            return
        self.clear_notifications()  # they would cover the question, and what they say stands below the text
        question = _("What you wrote or attached is in memory only and would be lost. Quit?")
        self.push_screen(Confirm(question, _("Quit")), lambda yes: self.exit(0) if yes else None)

    async def on_unmount(self) -> None:
        """End the engine with the screen."""
        if self._engine is not None:
            await self._engine.stop()

    def _fatal_error(self) -> None:
        # Textual's own report prints local variables, and these hold what the person wrote.
        from rich.text import Text

        error = self._exception
        if error is not None:
            report = log.crash_report(type(error), error.__traceback__)
            self._exit_renderables.append(Text(_("hygie stopped on an error:") + f"\n{report}"))
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        # Never `error.__rich__`, which may draw the values it carries.
        self._return_code = int(Exit.FAULT)
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._fatal_error()


def run(layered: Layered) -> int:
    """Show the terminal UI until the person leaves; return the exit code."""
    _accept_alt_enter()
    step = 0
    while True:
        app = HygieApp(layered, guide=None if guided.seen() else step)
        app.run()
        if app.return_value != RESTART:
            return app.return_code or 0
        step, layered = 1, config.again(layered)  # the language is chosen
        i18n.choose(layered.settings.language)


def _accept_alt_enter() -> None:
    from tui import keyboard

    keyboard.install()
