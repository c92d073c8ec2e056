"""The turns of the conversation, oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import AwaitMount, Widget
from textual.widgets import Static

from assistant.decisions import Decisions, entities
from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.types import Request, Review
from tui import light_markdown
from tui.state import Turn
from tui.widgets.person_message import PersonMessage
from tui.widgets.span_text import SpanText

if TYPE_CHECKING:
    from tui.widgets.answer_view import AnswerView
    from tui.widgets.checked_answer import CheckedAnswer


MOST = 30
"""Turns that are on the screen; older ones are in the history."""


class ConversationView(VerticalScroll, can_focus=False):
    """Follows what comes until the person scrolls."""

    def compose(self) -> ComposeResult:
        """Say what this is for, until the first turn."""
        yield Static(_welcome(), id="welcome", markup=False)

    async def add_turn(self, request: Request, review: Review, model: str) -> AnswerView:
        """Show a request that is sent; return the view of its answer."""
        from tui.widgets.answer_view import AnswerView

        answer = AnswerView(request, model)
        await self._mount(PersonMessage(request.draft, _hidden(request, review)), answer)
        return answer

    def add(self, widget: Widget) -> None:
        """Show something else where the conversation stands."""
        self._mount(widget)

    def show_kept(self, turns: Sequence[Turn]) -> None:
        """Show turns of before: the latest whole, the others counted."""
        shown = turns[-MOST:]
        widgets: list[Widget] = []
        if len(turns) > len(shown):
            words = ngettext("{n} earlier turn", "{n} earlier turns", len(turns) - len(shown))
            said = words.format(n=len(turns) - len(shown)) + " · " + _("F7 shows them")
            widgets.append(Static(said, classes="note", markup=False))
        for turn in shown:
            widgets += [PersonMessage(turn.draft, 0), KeptAnswer(turn.answer)]
        self._mount(*widgets)

    def say_next(self, answer: CheckedAnswer) -> None:
        """Say below an answer what can be done with it, unless an error came after it."""
        if self.last is answer:
            self.mount(Static(_next(len(answer.doubts)), id="next", markup=False))

    @property
    def last(self) -> Widget | None:
        """The last thing that can be looked at closely."""
        found = list(self.query("CheckedAnswer, StoppedAnswer, ErrorCard"))
        return found[-1] if found else None

    def clear(self) -> None:
        """Forget the turns."""
        self.remove_children()
        self.mount(Static(_welcome(), id="welcome", markup=False))

    def _mount(self, *widgets: Widget) -> AwaitMount:
        self.query("#welcome, #next").remove()
        self.anchor()
        return self.mount(*widgets)


class KeptAnswer(SpanText):
    """An answer of before, as it was read then."""

    def __init__(self, text: str) -> None:
        super().__init__(gutter=1)
        shown = light_markdown.read(text)
        self.set_text(shown.text, shown.marks)


def _hidden(request: Request, review: Review) -> int:
    decided = Decisions(review.actions)
    found = entities(request.proposal) if request.proposal else ()
    return sum(decided.hides(e.redaction) for e in found) + len(review.added)


def _next(doubts: int) -> str:
    if doubts:
        words = ngettext(
            "Ctrl+G goes to the doubtful sentence;",
            "Ctrl+G goes through the {n} doubtful sentences;",
            doubts,
        ).format(n=doubts)
    else:
        words = _("Ctrl+G goes to the answer;")
    # One sentence: it wraps where the screen ends.
    return words + " " + _("there y copies, w writes the report, j asks a model.")


def _welcome() -> str:
    return "\n".join(
        (
            _("Write to a model without giving anything confidential away."),
            "",
            # One sentence: it wraps where the screen ends.
            _("Your text is read by the guard on this machine; names, numbers and secrets")
            + " "
            + _("are replaced before it leaves, shown to you, and put back in the answer."),
            "",
            _(
                "Ctrl+S sends · Ctrl+T task · Ctrl+O attaches a file · Ctrl+P all commands · F1 help"
            ),
        )
    )
