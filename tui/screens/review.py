"""The review: what is about to leave, and what a person decides about it."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList, Static

from assistant.decisions import (
    Decisions,
    Entity,
    Term,
    entities,
    is_bound,
    places,
    risky_shown,
    undecided,
)
from assistant.errors import HygieError
from assistant.i18n import N_, ngettext
from assistant.i18n import gettext as _
from assistant.kinds import label
from assistant.left_decisions import brought_back, hiding, hiding_rules
from assistant.models.cards import ModelCard
from assistant.store.records import OwnRule
from assistant.types import Private, Request, Review
from assistant.visible import visible
from tui import memory
from tui.keys import SpokenKeys
from tui.review_text import ReviewText, View
from tui.screens.confirm import Confirm
from tui.screens.notice import Notice
from tui.widgets.entity_list import EntityList
from tui.widgets.key_line import KeyLine
from tui.widgets.review_summary import summary
from tui.widgets.span_text import Laid, SpanText, laid

if TYPE_CHECKING:
    from tui.app import HygieApp


_LONG = 100_000
"""Characters from which the texts are laid out beside the screen's own work."""


class _Pages(NamedTuple):
    """What the panes show after certain decisions, and how many characters would leave."""

    decisions: Decisions
    pages: Mapping[View, Laid]
    characters: int


class ReviewScreen(SpokenKeys, Screen[Review | None]):
    """Gives back the person's decisions, or None when they go back to the draft."""

    CSS_PATH = "../styles/review.tcss"
    HELP = N_("Choose what is hidden before the request leaves.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,alt+enter", "send", N_("Send"), id="review.send", priority=True),
        Binding("e", "edit", N_("Edit"), id="review.edit"),
        Binding("plus", "hide", N_("Hide a text"), id="review.hide"),
        Binding("a", "lasting", N_("From now on"), id="review.lasting"),
        Binding("u,ctrl+z", "undo", N_("Undo"), id="review.undo"),
        Binding("tab", "app.focus_next", N_("Next pane"), id="review.pane", show=False),
        Binding("escape", "back", N_("Back"), id="review.back"),
    ]

    def __init__(self, request: Request, card: ModelCard, left: Decisions | None = None) -> None:
        super().__init__()
        assert request.proposal is not None
        self._proposal, self._card = request.proposal, card
        self._found = entities(request.proposal)
        self._notices = request.rendered.notices
        self._text = ReviewText(request, self._found)
        self._long = sum(len(m.text.reveal()) for m in request.proposal.messages) > _LONG
        self._decisions = brought_back(left or Decisions(), self._found, self._text.adds)
        self.left = Decisions()
        """What was decided before the person went back to the draft: for the next review of it."""
        self._before: tuple[Decisions, ...] = ()
        self._asked = False

    def compose(self) -> ComposeResult:
        """Lay out the texts, the list and the summary."""
        yield Static(_("What leaves, and what stays"), id="heading", markup=False)
        with Horizontal(id="texts"):
            for view, title in (
                (View.ORIGINAL, _("As written")),
                (View.LEAVING, _("What leaves")),
                (View.BOTH, _("As written → what leaves")),
            ):
                with VerticalScroll(id=f"pane-{view}", classes="pane") as pane:
                    pane.border_title = title
                    yield SpanText(id=f"text-{view}")
        for notice in self._notices:
            yield Static(f"! {visible(notice)}", classes="notice", markup=False)
        yield EntityList(id="entities")
        yield Static(id="summary", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the proposal, with nothing from before over it; a long one in steps."""
        self.app.clear_notifications()
        if self._long:
            memory.set_aside()  # a search for unused objects would walk over all that was found
            self.call_after_refresh(self._show)
        else:
            self._show()
        self.query_one(EntityList).focus()
        self.query_one("#entities").border_title = _("Found")

    def _show(self) -> None:
        self.query_one(EntityList).show(self._proposal, self._found, self._decisions)
        if self._long:
            self.call_after_refresh(self._draw_aside)  # by then the panes have a width
        else:
            self._draw(self._pages(self._decisions, {}))

    @work(description="-", exclusive=True, group="drawing", exit_on_error=False)
    async def _draw_aside(self) -> None:
        """Lay a long text out in a thread: it takes half a second, and keys are answered meanwhile."""
        widths = {view: self._width(view) for view in View}
        self._draw(await to_thread(self._pages, self._decisions, widths))
        self._follow()

    def _width(self, view: View) -> int:
        pane = self.query_one(f"#pane-{view}", VerticalScroll)
        return max(0, pane.content_size.width - (not pane.show_vertical_scrollbar))

    def _pages(self, decisions: Decisions, widths: Mapping[View, int]) -> _Pages:
        pages = {
            view: laid(*self._text.page(view, decisions), widths.get(view, 0)) for view in View
        }
        return _Pages(decisions, pages, self._text.leaving_characters(decisions))

    def _draw(self, drawn: _Pages) -> None:
        for view, page in drawn.pages.items():
            self.query_one(f"#text-{view}", SpanText).set_laid(page)
        listed = drawn.decisions.listed(self._found)
        shown = sum(not drawn.decisions.hides(entity.redaction) for entity in listed)
        hidden = len(listed) - shown + len(drawn.decisions.added)
        words = summary(self._card, drawn.characters, hidden, shown)
        self.query_one("#summary", Static).update(words)

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

    @on(OptionList.OptionHighlighted)
    def _follow(self) -> None:
        key = self.query_one(EntityList).key
        for text in self.query(SpanText):
            text.choose(key)

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

    def action_send(self) -> None:
        """Give the decisions back; ask once more about what is risky."""
        if open_questions := undecided(self._decisions.listed(self._found), self._decisions):
            names = ", ".join(entity.mark for entity in open_questions)
            words = _("The policy wants you to decide about {names} (Space).")
            self.notify(words.format(names=names), severity="warning")
            return
        risky = risky_shown(self._found, self._decisions)
        if not risky or self._asked:
            self._leave()
            return
        names = ", ".join(f"{e.mark} ({label(e.kind)})" for e in risky)
        question = _("{names} would leave in clear. Send all the same?").format(names=names)
        self.app.push_screen(Confirm(question, _("Send in clear")), self._confirmed)

    @work(description="-", exclusive=True, group="leaving", exit_on_error=False)
    async def _leave(self) -> None:
        """Give the decisions back; what is to hold from now on is kept first, or nothing is sent."""
        if rules := self._decisions.rules(self._found):
            try:
                await cast("HygieApp", self.app).engine.one("keep_rules", rules=rules)
            except HygieError as error:
                self.app.push_screen(Notice(error))
                return
        self.dismiss(self._decisions.review())

    def _confirmed(self, yes: bool | None) -> None:
        if yes:
            self._asked = True
            self.action_send()

    def action_back(self) -> None:
        """Go back to the draft; what is to be hidden from now on is kept first."""
        self.left = hiding(self._decisions)
        rules = self._decisions.rules(self._found)
        kept = hiding_rules(rules)
        if len(kept) < len(rules):
            self.notify(
                _("Nothing was sent: what was to be let through from now on was not kept."),
                severity="warning",
            )
        if kept:
            self._keep_and_leave(kept)
        else:
            self.dismiss(None)

    @work(description="-", exclusive=True, group="leaving", exit_on_error=False)
    async def _keep_and_leave(self, rules: tuple[OwnRule, ...]) -> None:
        """Keep rules and go back, whether they could be kept or not."""
        try:
            await cast("HygieApp", self.app).engine.one("keep_rules", rules=rules)
        except HygieError as error:
            self.left = replace(self.left, lasting=frozenset(rule.term for rule in rules))
            await self.app.push_screen_wait(Notice(error))
        else:
            words = ngettext(
                "{n} decision to hide is kept from now on.",
                "{n} decisions to hide are kept from now on.",
                len(rules),
            )
            self.notify(words.format(n=len(rules)))
        self.dismiss(None)
