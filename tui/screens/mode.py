"""What the screens of the modes share: the bar above, the status below, a place for errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from assistant.config import Settings
from assistant.errors import HygieError
from tui.keys import SpokenKeys
from tui.modes import Mode
from tui.state import Health
from tui.widgets.activity import Activity
from tui.widgets.key_line import KeyLine
from tui.widgets.mode_bar import ModeBar
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.app import HygieApp


T = TypeVar("T")


class ModeScreen(SpokenKeys, Screen[None]):
    """A mode is a screen at the bottom of its own pile."""

    MODE: ClassVar[Mode]

    def compose(self) -> ComposeResult:
        """Lay out bar, body and status."""
        yield ModeBar(self.MODE)
        yield from self.body()
        yield StatusLine(id="status")
        yield KeyLine()

    def body(self) -> ComposeResult:
        """Lay out what is the mode's own; has an `Activity` in it."""
        yield Activity()

    def on_mount(self) -> None:
        """Follow how the engine does."""
        self.watch(self.hygie, "health", self._follow)

    def _follow(self, health: Health) -> None:
        line = self.query_one(StatusLine)
        line.health = health
        shown = self.query("#reminder")
        if health.reminder and not shown:
            self.mount(Static(f"☾ {health.reminder}", id="reminder", markup=False), before=line)
        elif not health.reminder:
            shown.remove()

    @property
    def hygie(self) -> HygieApp:
        """The application, with its engine."""
        return cast("HygieApp", self.app)

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self.hygie.settings

    @property
    def activity(self) -> Activity:
        """The line that says what goes on."""
        return self.query_one(Activity)

    @property
    def unsent(self) -> bool:
        """Whether leaving would lose something written."""
        return False

    @property
    def occupied(self) -> bool:
        """Whether closing would end something that the person waits for."""
        return False

    def show_error(self, error: HygieError) -> None:
        """Show an error where it stays."""
        from tui.screens.notice import Notice

        self.app.push_screen(Notice(error))

    def open_above(self, window: Screen[T], then: Callable[[T | None], None] | None = None) -> None:
        """Open a window, unless one is open: a key held down asks for it many times over."""
        if self.app.screen is self:
            self.app.push_screen(window, then)

    def come_in(self) -> None:
        """Be ready for a visit: the person goes to this mode from another one."""

    async def action_to_chat(self) -> None:
        """Go to the chat: there is nothing here any more to go back from."""
        await self.hygie.action_mode(Mode.CHAT.value)

    async def come_forward(self) -> None:
        """Show this mode: what needs the person's decision is never asked over another one."""
        if self.app.current_mode != self.MODE.value:
            await self.app.switch_mode(self.MODE.value)
