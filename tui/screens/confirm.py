"""A question with two answers."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from assistant.i18n import N_
from assistant.i18n import gettext as _
from tui.keys import SpokenKeys


class Confirm(SpokenKeys, ModalScreen[bool]):
    """True when the person agrees; the safe answer has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "no", N_("Back"), id="confirm.back"),
        Binding("left,right", "app.focus_next", N_("Other answer"), id="confirm.other"),
    ]

    def __init__(self, question: str, yes: str) -> None:
        super().__init__()
        self._question, self._yes = question, yes

    def compose(self) -> ComposeResult:
        """Lay out question and answers."""
        with Vertical(classes="dialog"):
            yield Static(self._question, markup=False)
            with Horizontal(classes="buttons"):
                yield Button(_("Back"), id="no", variant="primary")
                yield Button(self._yes, id="yes", variant="warning")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Give the answer back."""
        self.dismiss(event.button.id == "yes")

    def action_no(self) -> None:
        """Answer no."""
        self.dismiss(False)
