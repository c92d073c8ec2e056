"""An error where it happened: what, what was not sent, what to do, and a way to try again."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from assistant.errors import HygieError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.types import Draft
from assistant.visible import visible
from tui.keys import SpokenKeys


class ErrorCard(SpokenKeys, Static, can_focus=True):
    """Stays in the conversation; what can be tried again is a draft, or to start the engine."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,r", "retry", N_("Retry"), id="error.retry"),
    ]

    class Retry(Message):
        """The person wants to try again."""

        def __init__(self, draft: Draft | None) -> None:
            super().__init__()
            self.draft = draft

    def __init__(
        self, error: HygieError, *, draft: Draft | None = None, engine: bool = False
    ) -> None:
        self._draft, self._again = draft, engine or draft is not None
        super().__init__(_content(error, again=self._again), markup=False)

    def action_retry(self) -> None:
        """Try again."""
        if self._again:
            self.post_message(self.Retry(self._draft))

    def on_click(self, event: events.Click) -> None:
        """A click on the last line tries again."""
        if event.y == self.size.height - 1:
            self.action_retry()


def _content(error: HygieError, *, again: bool) -> Content:
    lines = [(f"! {visible(error.title)}", "bold")]
    lines += [(f"\n  {visible(part)}", "") for part in (error.detail, error.action) if part]
    if again:
        lines.append(("\n  " + _("[Enter: retry]"), "bold"))
    return Content.assemble(*lines)
