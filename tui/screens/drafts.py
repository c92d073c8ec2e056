"""Drafts: a text, what is asked of the model for it, and the states it went through."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar
from uuid import uuid4

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static, TextArea

from assistant.drafting import Order, Sheet, instruction, loaded, merged
from assistant.errors import HygieError
from assistant.i18n import N_, language
from assistant.i18n import gettext as _
from assistant.language import detect
from assistant.types import Answer, Document, Draft, Private, Request, Review, Task
from tui.autosave import Kept
from tui.modes import Mode
from tui.screens.drafts_actions import DraftActions
from tui.widgets.activity import Activity
from tui.widgets.attachments import Attachments
from tui.widgets.editor import Editor
from tui.widgets.result import Result

PREFIX = "draft:"


class DraftsScreen(DraftActions):
    """Owns the draft that is open, and applies what comes back to it."""

    MODE = Mode.DRAFTS
    CSS_PATH = "../styles/drafts.tcss"
    HELP = N_("Write or paste notes, say what you want below, Ctrl+S writes; Ctrl+K does more.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s,alt+enter", "order('write')", N_("Write"), id="drafts.write", priority=True
        ),
        Binding("ctrl+k", "more", N_("Do more"), id="drafts.more", priority=True),
        Binding("ctrl+t", "style", N_("Style"), id="drafts.style", priority=True),
        Binding("ctrl+o", "attach", N_("Attach"), id="drafts.attach"),
        Binding("ctrl+n", "new", N_("New draft"), id="drafts.new", show=False),
        Binding("ctrl+e", "export", N_("Export"), id="drafts.export", priority=True),
        Binding("escape", "back", N_("Back or stop"), id="drafts.back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.sheet = Sheet(PREFIX + uuid4().hex)
        self._order = Order.WRITE
        self._place: tuple[int, int] | None = None
        self._before = ""

    def body(self) -> ComposeResult:
        """Lay out the sheet, the result beside it, and what is asked for below."""
        with Horizontal(id="desk"):
            yield Editor(
                id="sheet", soft_wrap=True, tab_behavior="focus", show_line_numbers=False,
                placeholder=_("Your notes or your text. What you write is kept as you write it."),
            )  # fmt: skip
            yield Result(_("What came back"))
        yield Static(id="style", markup=False)
        yield Attachments()
        yield Input(placeholder=_("What should it say, to whom? (optional)"), id="wish")
        yield Activity()
        yield Kept()

    def on_mount(self) -> None:
        """Open the draft written last."""
        super().on_mount()
        self.editor.focus()
        self.show_style()
        self._open_last()

    @property
    def editor(self) -> Editor:
        """Where the text is."""
        return self.query_one(Editor)

    @work(description="-", group="opening", exit_on_error=False)
    async def _open_last(self) -> None:
        begun = self.sheet.key
        await self.hygie.engine_started.wait()
        try:
            saved = await self.hygie.engine.one("drafts")
        except HygieError:
            return  # told when something has to be kept
        own = [each for each in saved or () if each.key.startswith(PREFIX)]
        if own and not self.editor.text and self.sheet.key == begun:
            self.open(loaded(own[0].key, own[0].text.reveal()))

    def open(self, sheet: Sheet) -> None:
        """Show a draft."""
        self.sheet = sheet
        self.editor.load_text(sheet.text)
        self.show_style()

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self.remember()

    def remember(self) -> None:
        """Have the draft kept as it is now."""
        self.sheet = replace(self.sheet, text=self.editor.text)
        empty = not self.sheet.text.strip() and not self.sheet.versions
        kept = "" if empty else self.sheet.dumped()
        self.query_one(Kept).keep(self.hygie.engine, self.sheet.key, kept)

    @on(Editor.Large)
    def _too_large(self, event: Editor.Large) -> None:
        attached = self.query_one(Attachments)
        document = Document(Private(_("pasted text")), Private(event.text))
        attached.documents = (*attached.documents, document)
        self.notify(_("So long a text is attached as a document."))

    # Asking

    def action_order(self, order: str) -> None:
        """Ask for what an order says, once all that was typed before the key is taken."""
        (self.focused or self.editor).call_later(self._order_now, order)

    def _order_now(self, order: str) -> None:
        """Ask the model for what an order says, for the text or for the selection."""
        if self.busy:
            self.notify(_("An answer is under way; Esc stops it."))
            return
        self._order, self._before = Order(order), self.editor.text
        documents = self.query_one(Attachments).documents
        whole = self._order is Order.WRITE
        text, self._place = (self._before, None) if whole else self.editor.chosen
        if not text.strip() and not documents and not self.wish:
            self.notify(_("Write something first, or attach a document."))
            return
        spoken = detect(f"{self.wish}\n{text}", language())
        own = (Document(Private(_("your text")), Private(text)),) if text.strip() else ()
        asked = instruction(self._order, self.sheet.style, self.wish, spoken)
        self.ask(
            Draft(self.sheet.key, Task.DRAFT, Private(asked), (*own, *documents), language=spoken)
        )

    @property
    def wish(self) -> str:
        """What the person asks for in their own words."""
        return self.query_one("#wish", Input).value

    @on(Input.Submitted, "#wish")
    def _submit(self) -> None:
        self.action_order(Order.WRITE.value)

    async def show_leaving(self, request: Request, review: Review) -> None:
        """Make room for the answer."""
        card = self.hygie.health.card
        await self.query_one(Result).begin(request, card.title if card else "")

    def show_text(self, text: str) -> None:
        """Let the answer grow."""
        self.query_one(Result).write(text)

    async def show_stopped(self, request: Request | None) -> None:
        """Keep what came beside the text, which stays as it was."""
        await self.query_one(Result).stop()

    async def show_answer(self, request: Request, answer: Answer) -> None:
        """Put the answer into the text, unless the person went on writing meanwhile."""
        await self.query_one(Result).finish(answer)
        new = self._merged(answer.text.reveal().strip())
        self.sheet = replace(self.sheet, text=self.editor.text)
        if self.editor.text != self._before:
            self.notify(
                _("Your text changed meanwhile: the answer is beside it, and in the versions.")
            )
            kept = self.sheet.changed(new, self._order.value)
            self.sheet = kept.changed(self.editor.text, "")
        else:
            self.sheet = self.sheet.changed(new, self._order.value)
            self.put(new)
            self.notify(_("Put into your text; Ctrl+Z takes it back."))
        self.remember()

    def _merged(self, text: str) -> str:
        before = self._before
        if self._place is not None:
            start, end = self._place
            return before[:start] + text + before[end:]
        return merged(self._order, before, text)

    def put(self, text: str) -> None:
        """Replace the text as one edit, which Ctrl+Z takes back."""
        editor = self.editor
        editor.replace(text, (0, 0), editor.document.end)

    async def action_back(self) -> None:
        """Stop what is under way, else go back to the text."""
        if not await self.stop():
            self.editor.focus()
