"""An error where it happened: what, what was not sent, what to do, and a way to try again."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from assistant.errors import HygieError
from assistant.i18n import gettext as _
from assistant.types import Draft
from tui.keys import SpokenKeys
from tui.visible import visible
from tui.words import N_


class ErrorCard(SpokenKeys, Static, can_focus=True):
    """Stays in the conversation; `draft` is what is tried again, None for the engine itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,r", "retry", N_("Retry"), id="error.retry"),
    ]

    class Retry(Message):
        """The person wants to try again."""

        def __init__(self, draft: Draft | None) -> None:
            super().__init__()
            self.draft = draft

    def __init__(self, error: HygieError, draft: Draft | None) -> None:
        super().__init__(_content(error), markup=False)
        self._draft = draft

    def action_retry(self) -> None:
        """Try again."""
        self.post_message(self.Retry(self._draft))

    def on_click(self, event: events.Click) -> None:
        """A click on the last line tries again."""
        if event.y == self.size.height - 1:
            self.action_retry()


def _content(error: HygieError) -> Content:
    lines = [(f"! {visible(error.title)}", "bold")]
    lines += [(f"\n  {visible(part)}", "") for part in (error.detail, error.action) if part]
    return Content.assemble(*lines, (f"\n  [{_('Retry')}: Enter]", "bold"))
