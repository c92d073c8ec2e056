"""Where the person writes; its text is the draft, kept here until an answer begins."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from assistant.i18n import N_
from assistant.i18n import gettext as _
from tui.widgets.editor import Editor


class Composer(Editor):
    """Enter makes a new line, or sends if the settings say so; a paste never sends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j,shift+enter", "newline", N_("New line"), id="chat.newline", show=False),
        Binding("tab", "screen.answers", N_("To the answer"), id="chat.tab", show=False),
    ]

    class Submitted(Message):
        """Enter was pressed where Enter sends."""

    def __init__(self) -> None:
        super().__init__(
            id="composer",
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            placeholder=_("Write here. Ctrl+S sends, F1 helps."),
        )

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and self._enter_sends():
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted())
            return
        await super()._on_key(event)

    def _enter_sends(self) -> bool:
        from tui.screens.mode import ModeScreen

        return isinstance(self.screen, ModeScreen) and self.screen.settings.enter == "send"

    def take_up(self, text: str) -> None:
        """Show a text to go on with: the cursor stands at its end."""
        self.text = text
        self.move_cursor(self.document.end)

    def action_newline(self) -> None:
        """Break the line."""
        self.insert("\n")
