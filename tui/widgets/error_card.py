"""An error where it happened: what, what was not sent, what to do, and a way to try again."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from assistant.errors import HygieError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.types import Draft
from assistant.visible import visible
from tui.keys import SpokenKeys


class ErrorCard(SpokenKeys, Horizontal, can_focus=True):
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
        self,
        error: HygieError,
        *,
        draft: Draft | None = None,
        engine: bool = False,
        about: str = "",
    ) -> None:
        super().__init__()
        self._error, self._draft, self._again = error, draft, engine or draft is not None
        self._about = about

    def compose(self) -> ComposeResult:
        """Lay out the sign, and the words beside it however often they wrap."""
        yield Static("!", classes="sign", markup=False)
        with Vertical():
            yield Static(visible(self._error.title), classes="title", markup=False)
            for part in filter(None, (self._about, self._error.detail, self._error.action)):
                yield Static(visible(part), markup=False)
            if self._again:
                yield Static(_("[Enter: retry]"), classes="title again", markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to try again only where there is something to try."""
        return self._again if action == "retry" else super().check_action(action, parameters)

    def action_retry(self) -> None:
        """Try again."""
        self.post_message(self.Retry(self._draft))

    def on_click(self, event: events.Click) -> None:
        """A click on the last line tries again."""
        if event.widget is not None and event.widget.has_class("again"):
            self.action_retry()
