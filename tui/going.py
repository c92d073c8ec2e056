"""The part of the application that goes from mode to mode."""

from __future__ import annotations

from textual import work
from textual.command import CommandPalette
from textual.screen import Screen

from tui import modes
from tui.crashing import CrashingPart
from tui.modes import Mode
from tui.screens.chat import ChatScreen
from tui.screens.mode import ModeScreen


class GoingPart(CrashingPart):
    """Each mode is a pile of screens of its own; the chat is there from the start."""

    def __init__(self) -> None:
        super().__init__()
        self._chat = ChatScreen()
        for mode in modes.available():
            if mode is not Mode.CHAT:
                self.add_mode(mode.value, modes.maker(mode))

    def get_default_screen(self) -> Screen[None]:
        """Start with the chat."""
        return self._chat

    @property
    def chat(self) -> ChatScreen:
        """The chat, shown or not."""
        return self._chat

    @property
    def shown_modes(self) -> list[ModeScreen]:
        """The screens of the modes that were opened so far."""
        found = (stack[0] for stack in self._screen_stacks.values() if stack)
        return [screen for screen in found if isinstance(screen, ModeScreen)]

    async def action_mode(self, mode: str) -> None:
        """Go to a mode; a window that is open there closes, unless the person waits for something in it."""
        if not isinstance(self.screen, CommandPalette):
            elsewhere = self.current_mode != mode
            await self.switch_mode(mode)
            self._close_window()
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

    @work(description="-", group="inserting", exit_on_error=False)
    async def insert_in_draft(self, text: str) -> None:
        """Put a text into the draft that is open, where its cursor is."""
        await self.switch_mode(Mode.DRAFTS.value)
        screen = self.screen
        if insert := getattr(screen, "insert", None):
            self.call_after_refresh(insert, text)
