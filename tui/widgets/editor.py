"""A text area that takes no control characters, and no paste so large that the screen would stand still."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from assistant.i18n import gettext as _
from assistant.visible import clean
from tui.keys import SpokenKeys

LARGE = 100_000
"""Characters: a longer paste is a document, not something to edit."""


class Editor(SpokenKeys, TextArea):
    """What is seen is what is sent: control characters go before the text is taken."""

    class Large(Message):
        """So much was pasted that it is a document."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def action_copy(self) -> None:
        """Copy what is selected; where nothing is, the person may want to leave."""
        if self.selected_text:
            super().action_copy()
        else:
            self.notify(_("Ctrl+Q quits."))

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        text = clean(event.text)
        if len(text) > LARGE:
            self.post_message(self.Large(text))
        else:
            await super()._on_paste(events.Paste(text))
