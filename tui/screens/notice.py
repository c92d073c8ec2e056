"""An error in a window of its own, until the person has read it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from assistant.errors import HygieError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.visible import visible
from tui.keys import SpokenKeys


class Notice(SpokenKeys, ModalScreen[None]):
    """What happened, what was not sent, what to do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "close", N_("Back"), id="notice.back"),
    ]

    def __init__(self, error: HygieError) -> None:
        super().__init__()
        self._error = error

    def compose(self) -> ComposeResult:
        """Lay out the three sentences."""
        with Vertical(classes="dialog error") as dialog:
            dialog.border_title = "! " + _("Error")
            yield Static(visible(self._error.title), classes="strong", markup=False)
            for part in filter(None, (self._error.detail, self._error.action)):
                yield Static(visible(part), markup=False)
            yield Static(_("[Enter: back]"), classes="hint", markup=False)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
