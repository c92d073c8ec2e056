"""What was sent, word for word."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.role_words import role_name
from assistant.types import Answer
from tui.keys import SpokenKeys
from tui.marks import Mark
from tui.widgets.key_line import KeyLine
from tui.widgets.span_text import SpanText


class SentScreen(SpokenKeys, Screen[None]):
    """Shows every message as it left, with the placeholders in it."""

    CSS_PATH = "../styles/reading.tcss"
    HELP = N_("This is what left, to the letter.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,s,q", "back", N_("Back"), id="sent.back"),
    ]

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self._answer = answer

    def compose(self) -> ComposeResult:
        """Lay out the messages."""
        title = _("What was sent to {model}").format(model=self._answer.model)
        yield Static(title, id="heading", markup=False)
        with VerticalScroll(classes="pane"):
            yield SpanText()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the messages one after the other."""
        text, marks = "", []
        for message in self._answer.sent:
            name = role_name(message.role)
            marks.append(Mark(len(text), len(text) + len(name), "title"))
            text += f"{name}\n{message.text}\n\n"
        self.query_one(SpanText).set_text(text.rstrip("\n"), marks)
        self.query_one(VerticalScroll).focus()

    def action_back(self) -> None:
        """Go back to the conversation."""
        self.dismiss(None)
