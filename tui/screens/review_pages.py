"""The part of the review that shows it: the texts beside each other, what was found, the sum of it."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Mapping
from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList, Static

from assistant.decisions import Decisions, entities
from assistant.i18n import gettext as _
from assistant.left_decisions import brought_back
from assistant.models.cards import ModelCard
from assistant.types import Request, Review
from assistant.visible import visible
from tui import memory
from tui.review_text import ReviewText, View
from tui.widgets.entity_list import EntityList
from tui.widgets.key_line import KeyLine
from tui.widgets.laid_text import Laid, laid
from tui.widgets.review_summary import summary
from tui.widgets.span_text import SpanText

_LONG = 100_000
"""Characters from which the texts are laid out beside the screen's own work."""


class _Pages(NamedTuple):
    """What the panes show after certain decisions, and how many characters would leave."""

    decisions: Decisions
    pages: Mapping[View, Laid]
    characters: int


class ReviewPages(Screen[Review | None]):
    """Shows `_decisions`, which are replaced whole."""

    def __init__(self, request: Request, card: ModelCard, decisions: Decisions) -> None:
        super().__init__()
        assert request.proposal is not None
        self._proposal, self._card = request.proposal, card
        self._found = entities(request.proposal)
        self._notices = request.rendered.notices
        self._text = ReviewText(request, self._found)
        self._long = sum(len(m.text.reveal()) for m in request.proposal.messages) > _LONG
        self._decisions = brought_back(decisions, self._found, self._text.adds)

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

    @on(OptionList.OptionHighlighted)
    def _follow(self) -> None:
        key = self.query_one(EntityList).key
        for text in self.query(SpanText):
            text.choose(key)
