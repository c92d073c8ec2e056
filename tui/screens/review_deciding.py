"""The part of the review that decides: value by value, text by text, for now or from now on."""

from __future__ import annotations

from dataclasses import replace

from textual import on

from assistant.decisions import Decisions, Entity, Term, is_bound, places
from assistant.i18n import gettext as _
from assistant.models.cards import ModelCard
from assistant.types import Private, Request
from tui.screens.review_pages import ReviewPages
from tui.widgets.entity_list import EntityList


class ReviewDeciding(ReviewPages):
    """Each decision can be taken back."""

    def __init__(self, request: Request, card: ModelCard, decisions: Decisions) -> None:
        super().__init__(request, card, decisions)
        self._before: tuple[Decisions, ...] = ()

    def _decide(self, decisions: Decisions) -> None:
        self._before = (*self._before, self._decisions)
        self._decisions = decisions
        self._show()

    @on(EntityList.Toggled)
    def _clicked(self, event: EntityList.Toggled) -> None:
        self._toggle(event.row)

    def action_turn(self) -> None:
        """Turn the chosen value from hidden to shown, or back."""
        row = self.query_one(EntityList).row
        if row is not None:
            self._toggle(row)

    def _toggle(self, row: Entity | int) -> None:
        if isinstance(row, Entity):
            if is_bound(self._proposal, row, self._decisions):
                self._say_bound()
                return
            self._decide(self._decisions.toggled(row))
        else:
            self._decide(self._decisions.without_term(row))

    def _say_bound(self) -> None:
        self.notify(_("The policy does not let this leave."), severity="warning")

    def action_undo(self) -> None:
        """Take the last decision back."""
        if self._before:
            *before, self._decisions = self._before
            self._before = tuple(before)
            self._show()

    def action_lasting(self) -> None:
        """Have what is decided about the chosen value hold from now on, or for this request alone."""
        row = self.query_one(EntityList).row
        if row is None:
            return
        value = row.value if isinstance(row, Entity) else self._decisions.added[row].text
        decided = self._decisions.with_lasting(value)
        if value in decided.lasting and not replace(decided, lasting=frozenset({value})).rules(
            self._found
        ):
            self.notify(_("This cannot be let through for good."), severity="warning")
            return
        self._decide(decided)

    def action_hide(self) -> None:
        """Hide the selected text, or ask which."""
        if selected := (self.get_selected_text() or "").strip():
            self.clear_selection()
            self._hide(Term(Private(selected)))
        else:
            self._ask_term(Term(Private("")), _("Text to hide everywhere"))

    def action_edit(self) -> None:
        """Say otherwise how far the chosen value reaches, or what it is."""
        row = self.query_one(EntityList).row
        if not isinstance(row, Entity):
            return
        if is_bound(self._proposal, row, self._decisions):
            self._say_bound()
            return
        self._ask_term(
            Term(row.value, row.kind, row.value), _("What to hide instead, and its kind")
        )

    def _ask_term(self, term: Term, title: str) -> None:
        from tui.screens.term import TermScreen

        self.app.push_screen(TermScreen(term, title), self._hide)

    def _hide(self, term: Term | None) -> None:
        if term is None:
            return
        texts = [message.text.reveal() for message in self._proposal.messages]
        if not any(places(text, term.text.reveal()) for text in texts):
            self.notify(_("This text is not in the request."), severity="warning")
        elif not self._text.adds(term, self._decisions):
            self.notify(_("This text is hidden already."))
        else:
            self._decide(self._decisions.with_term(term))
