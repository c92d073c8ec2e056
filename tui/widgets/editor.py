"""A text area that takes no control characters, and no paste so large that the screen would stand still."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from assistant.i18n import gettext as _
from assistant.visible import clean
from tui.keys import SpokenKeys

LARGE = 100_000
"""Characters: a longer paste is a document, not something to edit."""


class Editor(SpokenKeys, TextArea):
    """What is seen is what is sent: control characters go before the text is taken."""

    BINDINGS: ClassVar[
        list[BindingType]
    ] = [  # as in any editor: without a name, as its other movements
        Binding("ctrl+home", "begin", show=False),
        Binding("ctrl+end", "end", show=False),
    ]

    class Large(Message):
        """So much was pasted that it is a document."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    @property
    def chosen(self) -> tuple[str, tuple[int, int] | None]:
        """The selection and where it stands; without one the whole text, which stands nowhere."""
        if not self.selected_text:
            return self.text, None
        start, end = sorted(self.selection)
        lines = self.text.split("\n")
        offsets = [sum(len(line) + 1 for line in lines[:y]) + x for y, x in (start, end)]
        return self.selected_text, (offsets[0], offsets[1])

    def action_copy(self) -> None:
        """Copy what is selected; where nothing is, the person may want to leave."""
        if self.selected_text:
            super().action_copy()
        else:
            self.notify(_("Ctrl+Q quits."))

    def action_begin(self) -> None:
        """Go to the beginning of the text."""
        self.move_cursor((0, 0))

    def action_end(self) -> None:
        """Go to the end of the text."""
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        # Textual hands such a key up to the application, and letters that follow at once overtake it:
        # they would stand where the cursor was before.
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if "." not in binding.action and await self.app.run_action(binding.action, self):
                event.stop()
                event.prevent_default()
                return
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        text = clean(event.text)
        if len(text) > LARGE:
            self.post_message(self.Large(text))
        else:
            await super()._on_paste(events.Paste(text))
