"""The messages that a prompt makes, before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from assistant.i18n import N_
from assistant.role_words import role_name
from assistant.types import Message
from assistant.visible import visible
from tui.keys import SpokenKeys
from tui.marks import Mark
from tui.widgets.key_line import KeyLine
from tui.widgets.span_text import SpanText


class PreviewScreen(SpokenKeys, Screen[None]):
    """In clear: the guard has not read it yet."""

    CSS_PATH = "../styles/reading.tcss"
    HELP = N_("This is what the guard will read; nothing was sent.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", N_("Back"), id="preview.back"),
    ]

    def __init__(self, title: str, messages: Sequence[Message]) -> None:
        super().__init__()
        self._title, self._messages = title, messages

    def compose(self) -> ComposeResult:
        """Lay out the messages."""
        yield Static(visible(self._title), id="heading", markup=False)
        with VerticalScroll(classes="pane"):
            yield SpanText()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the messages one after the other."""
        text, marks = "", []
        for message in self._messages:
            name = role_name(message.role)
            marks.append(Mark(len(text), len(text) + len(name), "title"))
            text += f"{name}\n{message.text.reveal()}\n\n"
        self.query_one(SpanText).set_text(text.rstrip("\n"), marks)
        self.query_one(VerticalScroll).focus()

    def action_back(self) -> None:
        """Go back to the form."""
        self.dismiss(None)
