"""Asks for one line of text."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from assistant.i18n import N_
from tui.keys import SpokenKeys


class Prompt(SpokenKeys, ModalScreen[str | None]):
    """The line typed, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("Back"), id="prompt.back"),
    ]

    def __init__(
        self,
        title: str,
        hint: str = "",
        suggester: Suggester | None = None,
        *,
        hidden: bool = False,
        value: str = "",
    ) -> None:
        super().__init__()
        self._title, self._hint, self._suggester = title, hint, suggester
        self._hidden, self._value = hidden, value

    def compose(self) -> ComposeResult:
        """Lay out the title and the line."""
        with Vertical(classes="dialog"):
            yield Static(self._title, markup=False)
            yield Input(self._value, suggester=self._suggester, password=self._hidden)
            yield Static(self._hint, classes="hint", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the line on."""
        self.give(event.value)

    def give(self, line: str) -> None:
        """Give the line back."""
        self.dismiss(line)

    def action_back(self) -> None:
        """Give nothing back."""
        self.dismiss(None)
