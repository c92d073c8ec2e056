"""Summaries of files, folders, pages and mails: what is read, how long it may be, and where it stands."""

from __future__ import annotations

from asyncio import to_thread
from contextlib import aclosing
from typing import ClassVar
from uuid import uuid4

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.engine.values import Unread
from assistant.errors import HygieError
from assistant.i18n import N_, gettext, language
from assistant.i18n import gettext as _
from assistant.language import detect
from assistant.sources import checked_against
from assistant.summarising import Size, order
from assistant.types import Answer, Document, Draft, PartDone, Private, Request, Task
from assistant.visible import clean, visible
from tui.document_rows import read_row, unread_row
from tui.messages import DocumentRead
from tui.modes import Mode
from tui.places import citations
from tui.screens.resulting import ResultPart
from tui.widgets.activity import Activity
from tui.widgets.result import Result

_SIZES = {
    Size.SHORT: N_("three to five sentences"),
    Size.SENTENCE: N_("one sentence"),
    Size.PAGE: N_("one page"),
    Size.POINTS: N_("points and decisions"),
}


class SummariesScreen(ResultPart):
    """Owns the list of documents; each summary is a conversation of its own."""

    MODE = Mode.SUMMARIES
    CSS_PATH = "../styles/work.tcss"
    HELP = N_(
        "Add documents, choose a length, Ctrl+S summarises. Enter on a sentence shows its place."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,alt+enter", "run", N_("Summarise"), id="summaries.run", priority=True),
        Binding("ctrl+o", "add", N_("Add a file or folder"), id="summaries.add"),
        Binding("ctrl+b", "paste", N_("Add the clipboard"), id="summaries.paste"),
        Binding("ctrl+t", "size", N_("Length"), id="summaries.size", priority=True),
        Binding("delete,ctrl+r", "remove", N_("Remove"), id="summaries.remove"),
        Binding("ctrl+d", "to_draft", N_("To drafts"), id="summaries.draft", show=False),
        Binding("escape", "back", N_("Back or stop"), id="summaries.back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._documents: tuple[Document, ...] = ()
        self._refused: tuple[Unread, ...] = ()
        self._length = Size.SHORT

    def body(self) -> ComposeResult:
        """Lay out documents, result and wishes."""
        with Horizontal(id="sides"):
            yield OptionList(id="choices")
            yield Result(_("Summary"))
        yield Static(id="style", markup=False)
        yield Input(placeholder=_("What matters most to you? (optional)"), id="ask")
        yield Activity()

    def on_mount(self) -> None:
        """Say what can be read."""
        super().on_mount()
        self._show()
        self.query_one("#choices").focus()

    def _show(self) -> None:
        choices = self.query_one("#choices", OptionList)
        choices.border_title = _("Documents")
        choices.clear_options()
        if not self._documents:
            choices.add_option(
                Option(_("Ctrl+O adds a file, a folder, a saved page, mails"), disabled=True)
            )
            choices.add_option(
                Option(_("(pdf, docx, html, eml, mbox, md, txt, csv);"), disabled=True)
            )
            choices.add_option(Option(_("Ctrl+B adds the clipboard."), disabled=True))
        choices.add_options([Option(read_row(document)) for document in self._documents])
        # What cannot be read is told where it stays: a note that goes away would be overlooked.
        choices.add_options([Option(unread_row(unread), disabled=True) for unread in self._refused])
        words = _("Length: {value}").format(value=gettext(_SIZES[self._length]))
        self.query_one("#style", Static).update(words)

    def action_size(self) -> None:
        """Choose the next length."""
        sizes = list(_SIZES)
        self._length = sizes[(sizes.index(self._length) + 1) % len(sizes)]
        self._show()

    # Documents

    def action_add(self) -> None:
        """Ask for a file or a folder."""
        from tui.paths import PathSuggester
        from tui.screens.prompt import Prompt

        hint = _("A file, a folder, or a mailbox (.mbox). The right arrow completes.")
        self.app.push_screen(Prompt(_("What to summarise"), hint, PathSuggester()), self._add)

    def _add(self, path: str | None) -> None:
        if path and path.strip():
            self._gather(path.strip())

    @work(description="-", group="reading", exit_on_error=False)
    async def _gather(self, path: str) -> None:
        self.activity.show(_("Reading the document."))
        self._refused = ()
        try:
            async with aclosing(self.hygie.engine.call("gather", path=path)) as steps:
                async for step in steps:
                    if isinstance(step, Document):
                        self.post_message(DocumentRead(step))
                    elif isinstance(step, PartDone):
                        words = _("Read: {done} of {total}.")
                        shown = words.format(done=step.done, total=step.total)
                        self.activity.show(shown, parts=step)
                    else:
                        self._refused = (*self._refused, step)
        except HygieError as error:
            self.show_error(error)
        self.activity.hide()
        if self._refused:
            self._show()

    @on(DocumentRead)
    def _read(self, event: DocumentRead) -> None:
        if isinstance(event.result, Document):
            self._documents = (*self._documents, event.result)
            for notice in event.result.notices:
                self.notify(visible(notice), markup=False)
            self._show()

    @work(description="-", exclusive=True, group="clipboard", exit_on_error=False)
    async def action_paste(self) -> None:
        """Add what the clipboard holds."""
        from tui import clipboard

        text = await to_thread(clipboard.read)
        text = text if text is not None else self.app.clipboard
        if text.strip():
            self.post_message(DocumentRead(Document(Private(_("clipboard")), Private(clean(text)))))
        else:
            self.notify(_("The clipboard is empty or cannot be read."), severity="warning")

    def action_remove(self) -> None:
        """Take the highlighted document off the list."""
        at = self.query_one("#choices", OptionList).highlighted
        if at is not None and at < len(self._documents):
            self._documents = self._documents[:at] + self._documents[at + 1 :]
            self._show()

    # Summarising

    @on(Input.Submitted)
    def action_run(self) -> None:
        """Summarise what is on the list."""
        if not self.may_ask():
            return
        if not self._documents:
            self.notify(_("Add a document first (Ctrl+O)."))
            return
        first = self._documents[0].text.reveal()[:20_000]
        spoken = detect(first, language())
        text = order(self._length, self.query_one("#ask", Input).value, spoken)
        draft = Draft(uuid4().hex, Task.SUMMARISE, Private(text), self._documents, language=spoken)
        self.ask(draft)

    async def show_answer(self, request: Request, answer: Answer) -> None:
        """Show the checks, and where each sentence stands."""
        await super().show_answer(request, answer)
        cited = citations(answer, checked_against(request, answer.text.reveal()))
        if cited:
            await self.result.mount(
                Static("\n".join([_("Where it stands:"), *cited]), markup=False)
            )

    async def action_back(self) -> None:
        """Stop what is under way, else go back to the documents, from there to the chat."""
        if await self.stop():
            return
        choices = self.query_one("#choices")
        if choices.has_focus:
            await self.action_to_chat()
        else:
            choices.focus()
