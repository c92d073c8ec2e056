"""Asks for a text to hide and what it is: a new one, or one that was found otherwise."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.decisions import Term
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.kinds import label, nameable
from assistant.sentences import labelled
from assistant.types import Private
from assistant.visible import clean
from tui.keys import SpokenKeys


class TermScreen(SpokenKeys, ModalScreen[Term | None]):
    """The term as the person writes and names it, or None."""

    CSS_PATH = "../styles/term.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("Back"), id="term.back"),
    ]

    def __init__(self, term: Term, title: str) -> None:
        super().__init__()
        self._term, self._title = term, title
        self._kinds = nameable()

    def compose(self) -> ComposeResult:
        """Lay out the text and the kinds."""
        with Vertical(classes="dialog"):
            yield Static(self._title, markup=False)
            yield Input(clean(self._term.text.reveal()), id="term-text", select_on_focus=False)
            yield Static(id="term-named", markup=False)
            yield OptionList(*(Option(label(kind)) for kind in self._kinds), id="term-kind")
            hint = _("Tab and the arrows: what it is. Enter hides it.")
            yield Static(hint, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the text."""
        kinds = self.query_one(OptionList)
        if self._term.kind in self._kinds:
            kinds.highlighted = self._kinds.index(self._term.kind)
        self.query_one(Input).focus()
        self.call_after_refresh(kinds.scroll_to_highlight)

    @on(OptionList.OptionHighlighted)
    def _say_kind(self, event: OptionList.OptionHighlighted) -> None:
        named = labelled(_("Kind"), label(self._kinds[event.option_index]))
        self.query_one("#term-named", Static).update(named)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _done(self) -> None:
        at = self.query_one(OptionList).highlighted
        kind = self._term.kind if at is None else self._kinds[at]
        text = self.query_one(Input).value.strip()
        self.dismiss(Term(Private(text), kind, self._term.instead) if text else None)

    def action_back(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
