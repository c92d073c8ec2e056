"""The terminal UI: one application, its keys, its first steps and its help."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.command import CommandPalette

from assistant import config, i18n, paths
from assistant.config import Layered
from assistant.errors import HygieError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from tui import guided, modes
from tui.commands import Commands
from tui.engine import Engine
from tui.keys import SpokenKeys
from tui.leaving import LeavingPart
from tui.modes import Mode
from tui.no_break import keep_lines_whole
from tui.theme import HYGIE

RESTART = 75
"""What the application returns to be started again, in another language."""

_LOOK_AROUND = 30.0
"""Seconds between two looks at the network and at the hour."""

_STYLES = Path(__file__).parent / "styles"


class HygieApp(SpokenKeys, LeavingPart):
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

    def __init__(
        self, layered: Layered, engine: Engine | None = None, *, guide: int | None = None
    ) -> None:
        super().__init__(layered, engine)
        keep_lines_whole()
        self._guide = guide  # the step that it begins with, None without it
        self.register_theme(HYGIE)

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

    def action_guide(self, step: int = 0) -> None:
        """Show the first steps."""
        from tui.screens.guide import Guide

        self.push_screen(Guide(self.engine, step), self._guided)

    def _guided(self, result: str | None) -> None:
        if result == "restart":
            self.exit(RESTART)
        else:
            guided.remember()
            self.chat.restore()  # what is kept may be open now

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
