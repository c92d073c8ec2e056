"""What came of an answer that was stopped or broke off: to read and to copy, without checks."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.types import Request
from tui import light_markdown
from tui.keys import SpokenKeys
from tui.messages import CopyWanted, LeavingWanted
from tui.widgets.span_text import SpanText


class StoppedAnswer(SpokenKeys, Vertical, can_focus=True):
    """Takes the keys of a whole answer, and says which of them need one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", N_("Next pane"), id="stopped.next", show=False),
        Binding("y", "copy", N_("Copy"), id="stopped.copy"),
        Binding("enter", "only_whole", N_("Evidence"), id="stopped.evidence", show=False),
        Binding("r", "only_whole", N_("As received"), id="stopped.received", show=False),
        Binding("s", "leaving", N_("What was sent"), id="stopped.sent"),
    ]

    def __init__(self, request: Request, model: str, text: str, gutter: int) -> None:
        super().__init__()
        self._request, self._model = request, model
        self._text, self._gutter = text, gutter

    def compose(self) -> ComposeResult:
        """Lay out the text and the word that it is not whole."""
        if self._text:
            shown = light_markdown.read(self._text)
            text = SpanText(gutter=self._gutter)
            text.set_text(shown.text, shown.marks)
            yield text
        note = _("Stopped here.") if self._text else _("Stopped before the first word.")
        yield Static(f"… {note}", classes="note", markup=False)

    def action_copy(self) -> None:
        """Copy what came."""
        self.post_message(CopyWanted(self._text))

    def action_leaving(self) -> None:
        """Show what was on its way to the model."""
        self.post_message(LeavingWanted(self._request, self._model))

    def action_only_whole(self) -> None:
        """Say why there is nothing to look at."""
        self.notify(
            _("This answer was stopped: checks come with a whole one; s shows what was sent.")
        )
