"""What can be done with a draft besides writing: style, versions, insertions, export, other drafts."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from uuid import uuid4

from textual import work
from textual.widgets import Static

from assistant.drafting import Length, Order, Reader, Sheet, Tone, loaded
from assistant.errors import HygieError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.types import Document
from assistant.visible import visible
from tui.screens.menu import Item, Menu
from tui.screens.viewing import ViewingPart
from tui.style_words import word
from tui.widgets.attachments import Attachments
from tui.widgets.editor import Editor

MORE = (
    ("w", Order.WRITE.value, ""), ("c", Order.CONTINUE.value, ""), ("s", Order.SHORTEN.value, ""),
    ("x", Order.LENGTHEN.value, ""), ("r", Order.REPHRASE.value, ""),
    ("k", Order.CORRECT.value, ""),
    ("v", "versions", N_("Versions: compare, go back")),
    ("p", "prompts", N_("Insert a prompt’s answer")),
    ("n", "knowledge", N_("Insert a passage of your notes")),
    ("t", "style", N_("Style: tone, length, reader")),
    ("o", "open", N_("Open another draft")),
    ("e", "export", N_("Export: md, docx, html, pdf")),
    ("d", "drop", N_("Delete this draft")),
)  # fmt: skip


class DraftActions(ViewingPart):
    """Works on `sheet`, which the drafts screen owns."""

    sheet: Sheet

    @property
    def editor(self) -> Editor:
        """Where the text is."""
        return self.query_one(Editor)

    def open(self, sheet: Sheet) -> None:
        """Show a draft."""

    def put(self, text: str) -> None:
        """Replace the text as one edit."""

    def remember(self) -> None:
        """Have the draft kept as it is now."""

    def show_style(self) -> None:
        """Say how the text should read."""
        style = self.sheet.style
        words = _("Tone: {tone} · Length: {length} · Reader: {reader}")
        shown = words.format(
            tone=word(style.tone), length=word(style.length), reader=word(style.reader)
        )
        self.query_one("#style", Static).update(shown)

    def action_more(self) -> None:
        """Offer everything that can be done with the text."""
        items = [
            Item(key, _(words) if words else word(Order(value)), value)
            for key, value, words in MORE
        ]
        self.app.clear_notifications()  # they would stand before the list
        self.app.push_screen(Menu(_("What to do with the text"), items), self._do)

    async def _do(self, value: str | None) -> None:
        if value in list(Order):
            await self.run_action(f"order('{value}')")
        elif value in ("prompts", "knowledge"):
            await self.app.switch_mode(value)
        elif value:
            await self.run_action(value)

    def action_style(self) -> None:
        """Choose tone, length and reader."""
        items = [
            *(Item("", _("Tone: {value}").format(value=word(v)), f"tone {v}") for v in Tone),
            *(Item("", _("Length: {value}").format(value=word(v)), f"length {v}") for v in Length),
            *(Item("", _("Reader: {value}").format(value=word(v)), f"reader {v}") for v in Reader),
        ]
        self.app.push_screen(Menu(_("Style"), items), self._restyle)

    def _restyle(self, chosen: str | None) -> None:
        if not chosen:
            return
        name, _space, value = chosen.partition(" ")
        kinds: dict[str, type[StrEnum]] = {"tone": Tone, "length": Length, "reader": Reader}
        style = replace(self.sheet.style, **{name: kinds[name](value)})  # type: ignore[arg-type]
        self.sheet = replace(self.sheet, style=style)
        self.show_style()
        self.remember()

    def action_versions(self) -> None:
        """Compare the states of the text, and go back to one."""
        from tui.screens.versions import VersionsScreen

        def restore(text: str | None) -> None:
            if text is not None and text != self.editor.text:
                self.sheet = self.sheet.changed(text, "")
                self.put(text)

        self.app.push_screen(VersionsScreen(self.sheet), restore)

    def insert(self, text: str) -> None:
        """Put a text where the cursor is, as one edit."""
        self.editor.insert(text)
        self.editor.focus()

    def action_new(self) -> None:
        """Begin another draft; this one stays among the drafts."""
        self.open(Sheet(f"draft:{uuid4().hex}"))

    @work(description="-", exclusive=True, group="opening", exit_on_error=False)
    async def action_open(self) -> None:
        """Choose among the drafts that are kept."""
        try:
            saved = await self.hygie.engine.one("drafts")
        except HygieError as error:
            self.show_error(error)
            return
        sheets = [loaded(s.key, s.text.reveal()) for s in saved if s.key.startswith("draft:")]
        known = {sheet.key: sheet for sheet in sheets}
        items = [Item("", _escaped(sheet.title) or _("(empty)"), sheet.key) for sheet in sheets]

        def chosen(key: str | None) -> None:
            if key:
                self.open(known[key])

        self.app.push_screen(Menu(_("Drafts"), items), chosen)

    def action_drop(self) -> None:
        """Delete the draft, after asking."""
        from tui.screens.confirm import Confirm

        question = _("Delete this draft and all its versions for good?")
        self.app.push_screen(Confirm(question, _("Delete")), self._drop)

    def _drop(self, yes: bool | None) -> None:
        if yes:
            self.sheet = replace(self.sheet, versions=(), text="")
            self.editor.load_text("")
            self.remember()

    def action_export(self) -> None:
        """Write the draft to a file."""
        self.ask_export(self.sheet.title, self.editor.text, _("draft"))

    def action_attach(self) -> None:
        """Ask for a file and attach it."""
        from tui.paths import PathSuggester
        from tui.screens.prompt import Prompt

        hint = _("txt, md, pdf, docx, html, eml, csv. The right arrow completes.")
        self.app.push_screen(Prompt(_("File to attach"), hint, PathSuggester()), self._read_path)

    def _read_path(self, path: str | None) -> None:
        if path and path.strip():
            self._read(path.strip())

    @work(description="-", group="reading", exit_on_error=False)
    async def _read(self, path: str) -> None:
        try:
            document: Document = await self.hygie.engine.one("read", path=path)
        except HygieError as error:
            self.show_error(error)
            return
        attached = self.query_one(Attachments)
        attached.documents = (*attached.documents, document)


def _escaped(text: str) -> str:
    return visible(text)[:60].replace("[", "\\[")
