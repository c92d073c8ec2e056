"""A short list of things to do, each with a letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.i18n import N_
from tui.keys import SpokenKeys


class Item(NamedTuple):
    """One thing to do: its key on this list, its words, and what comes back when it is chosen."""

    key: str
    words: str
    value: str


class Menu(SpokenKeys, ModalScreen[str | None]):
    """The value chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("Back"), id="menu.back"),
    ]

    def __init__(self, title: str, items: Sequence[Item]) -> None:
        super().__init__()
        self._title, self._items = title, tuple(items)

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = self._title
            yield OptionList(
                *(Option(f"[b]{i.key}[/b]  " + i.words) for i in self._items), id="menu"
            )

    def on_key(self, event: events.Key) -> None:
        """A letter chooses at once."""
        for item in self._items:
            if item.key and event.character == item.key:
                event.stop()
                self.dismiss(item.value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give back what was chosen."""
        self.dismiss(self._items[event.option_index].value)

    def action_back(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
