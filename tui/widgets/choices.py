"""A list of things to choose from, each a line or two of plain text."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.visible import visible


class Choices(OptionList):
    """Shows texts as they are: no markup, no control character."""

    def __init__(self, title: str) -> None:
        super().__init__(id="choices")
        self.border_title = title

    def show(self, rows: Iterable[str]) -> None:
        """Show other rows; the highlight stays where it was, as far as there are rows."""
        at = self.highlighted or 0
        self.clear_options()
        self.add_options([Option(visible(row).replace("[", "\\[")) for row in rows])
        self.highlighted = min(at, self.option_count - 1) if self.option_count else None

    def show_first(self, rows: Iterable[str]) -> None:
        """Show other rows from the first one on."""
        self.highlighted = None
        self.show(rows)
