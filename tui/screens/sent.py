"""What was sent, word for word; of an answer that is not whole, what was on its way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from assistant.decisions import Decisions, Term, entities
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.role_words import role_name
from assistant.types import Answer, Request
from assistant.visible import visible
from tui.keys import SpokenKeys
from tui.marks import Mark
from tui.review_text import ReviewText
from tui.widgets.key_line import KeyLine
from tui.widgets.span_text import SpanText


class Sent(NamedTuple):
    """A title, the messages one after the other, and the marks in them."""

    title: str
    text: str
    marks: Sequence[Mark]


def sent(answer: Answer) -> Sent:
    """Return every message of a whole answer as it left."""
    text, marks = "", []
    for message in answer.sent:
        name = role_name(message.role)
        marks.append(Mark(len(text), len(text) + len(name), "title"))
        text += f"{name}\n{message.text}\n\n"
    title = _("What was sent to {model}").format(model=answer.model)
    return Sent(title, text.rstrip("\n"), marks)


def on_its_way(request: Request, model: str) -> Sent:
    """Return a request as it was reviewed: how much of it had left is told with a whole answer only."""
    assert request.proposal is not None  # nothing is sent that the guard has not seen
    found = {redaction.original for redaction in request.proposal.redactions}
    # What was added before in the conversation has been found since, with its own placeholder.
    added = (Term(text, kind) for text, kind in request.review.added if text not in found)
    decided = Decisions(request.review.actions, tuple(added))
    shown = ReviewText(request, entities(request.proposal)).leaving(decided)
    title = _("What was on its way to {model} when the answer ended")
    return Sent(title.format(model=visible(model)), *shown)


class SentScreen(SpokenKeys, Screen[None]):
    """Shows what left with the placeholders in it."""

    CSS_PATH = "../styles/reading.tcss"
    HELP = N_("This is what left, to the letter.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,s,q", "back", N_("Back"), id="sent.back"),
    ]

    def __init__(self, what: Sent) -> None:
        super().__init__()
        self._what = what

    def compose(self) -> ComposeResult:
        """Lay out the messages."""
        yield Static(self._what.title, id="heading", markup=False)
        with VerticalScroll(classes="pane"):
            yield SpanText()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the messages one after the other."""
        self.query_one(SpanText).set_text(self._what.text, self._what.marks)
        self.query_one(VerticalScroll).focus()

    def action_back(self) -> None:
        """Go back to the conversation."""
        self.dismiss(None)
