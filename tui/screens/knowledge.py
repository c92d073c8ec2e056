"""One's own notes: search, read at the place, ask, add folders."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, OptionList, Static

from assistant.engine.values import NoteHit
from assistant.errors import HygieError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.types import Answer, Document, Draft, Private, Request, Review, Task
from assistant.visible import visible
from tui.asking import Wish
from tui.marks import Mark
from tui.modes import Mode
from tui.screens.filling import FillingPart, no_notes
from tui.widgets.activity import Activity
from tui.widgets.choices import Choices
from tui.widgets.result import Result
from tui.widgets.span_text import SpanText


class KnowledgeScreen(FillingPart):
    """Enter searches, Ctrl+S asks a model to answer from what is found."""

    MODE = Mode.KNOWLEDGE
    CSS_PATH = "../styles/work.tcss"
    HELP = N_("Enter searches your notes; Ctrl+S asks a model to answer from them, with citations.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,alt+enter", "ask_notes", N_("Ask"), id="knowledge.ask", priority=True),
        Binding("ctrl+o", "add", N_("Add a folder"), id="knowledge.add"),
        Binding("ctrl+u", "sync", N_("Update"), id="knowledge.sync", priority=True),
        Binding("ctrl+d", "to_draft", N_("To drafts"), id="knowledge.draft", show=False),
        Binding("escape", "back", N_("Back or stop"), id="knowledge.back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._hits: tuple[NoteHit, ...] = ()
        self._read: tuple[str, Document] | None = None

    def body(self) -> ComposeResult:
        """Lay out question, passages, the document, the answer."""
        yield Input(placeholder=_("Search your notes, or ask them"), id="ask")
        with Horizontal(id="sides"):
            yield Choices(_("Passages"))
            with VerticalScroll(id="detail"):
                yield SpanText()
            yield Result(_("Answer"))
        yield Static(id="style", markup=False)
        yield Activity()

    def on_mount(self) -> None:
        """Say what is in the base."""
        super().on_mount()
        self.query_one("#detail").border_title = _("Document")
        self.query_one("#ask").focus()
        self.look_at_state()

    # Searching and reading

    @on(Input.Submitted, "#ask")
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._search(event.value)

    @work(description="-", exclusive=True, group="looking", exit_on_error=False)
    async def _search(self, question: str) -> None:
        self.activity.show(_("Searching your notes."))
        try:
            found = await self.hygie.engine.one("notes_search", question=Private(question))
        except HygieError as error:
            self.show_error(error)
            return
        finally:
            self.activity.hide()
        self._hits = found.hits
        await self.result.clear()
        self.query_one("#detail").display = True
        choices = self.query_one(Choices)
        choices.show_first(map(_row, self._hits))
        doubtful = found.doubtful and bool(self._hits)
        choices.border_title = _("Nearest passages") if doubtful else _("Passages")
        if not self._hits:
            self.notify(no_notes() if self.bare else _("Nothing of this is in your notes."))
            return
        choices.focus()
        if doubtful:
            self.notify(_("Nothing in your notes seems to answer this; these come nearest."))

    @on(OptionList.OptionHighlighted, "#choices")
    def _open(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index < len(self._hits):
            self._show_hit(self._hits[event.option_index])

    @on(OptionList.OptionSelected, "#choices")
    def _go_in(self) -> None:
        self.query_one("#detail").focus()

    @work(description="-", exclusive=True, group="reading", exit_on_error=False)
    async def _show_hit(self, hit: NoteHit) -> None:
        name = hit.document.reveal()
        if self._read is None or self._read[0] != name:
            try:
                self._read = name, await self.hygie.engine.one("notes_show", document=hit.document)
            except HygieError as error:
                self.show_error(error)
                return
        pane, text = self.query_one("#detail"), self.query_one("#detail SpanText", SpanText)
        page = " · " + _("page {page}").format(page=hit.page) if hit.page else ""
        pane.border_title = visible(name) + page
        span = hit.span
        text.set_text(self._read[1].text.reveal(), [Mark(span.start, span.end, "found")])
        self.call_after_refresh(text.bring, span.start)

    # Asking

    def action_ask_notes(self) -> None:
        """Ask the model, with passages of the notes as its material."""
        question = self.query_one("#ask", Input).value
        if not question.strip():
            self.notify(_("Write your question first."))
        elif self.may_ask():
            self.ask(Draft(uuid4().hex, Task.CHAT, Private(question)), Wish(notes=True))

    async def show_leaving(self, request: Request, review: Review) -> None:
        """Make room for the answer; list what it is given."""
        self.query_one("#detail").display = False
        await super().show_leaving(request, review)

    async def show_answer(self, request: Request, answer: Answer) -> None:
        """Show the checks, and the passages by their numbers."""
        await super().show_answer(request, answer)
        lines = [_("Passages of your notes:")]
        for number, passage in enumerate(answer.passages, 1):
            sign = "●" if number in answer.cited else " "
            page = ", " + _("page {page}").format(page=passage.page) if passage.page else ""
            heading = f" · {passage.heading.reveal()}" if passage.heading.reveal() else ""
            lines.append(visible(f"{sign} [{number}] {passage.document.reveal()}{page}{heading}"))
        await self.result.mount(Static("\n".join(lines), markup=False))

    def action_to_draft(self) -> None:
        """Put the answer, or the passage that is shown with its place, into the drafts."""
        if self.last is not None and not self.result.has_class("-empty"):
            super().action_to_draft()
            return
        at = self.query_one("#choices", OptionList).highlighted
        if at is not None and at < len(self._hits):
            hit = self._hits[at]
            page = ", " + _("page {page}").format(page=hit.page) if hit.page else ""
            self.hygie.insert_in_draft(
                f"{hit.text.reveal().strip()} ({hit.document.reveal()}{page})"
            )

    async def action_back(self) -> None:
        """Stop; else from the answer to the passages, from these to the question."""
        if await self.stop():
            return
        self.workers.cancel_group(self, "filling")
        result, ask = self.result, self.query_one("#ask")
        if not result.has_class("-empty"):
            await result.clear()
            self.query_one("#detail").display = True
        elif ask.has_focus:
            await self.action_to_chat()
            return
        ask.focus()


def _row(hit: NoteHit) -> str:
    page = ", " + _("page {page}").format(page=hit.page) if hit.page else ""
    return f"{hit.document.reveal()}{page}\n  {hit.excerpt.reveal()}"
