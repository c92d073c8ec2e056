"""The part of the chat that attaches documents: from files and from the clipboard."""

from __future__ import annotations

from asyncio import to_thread

from textual import on, work

from assistant.errors import HygieError
from assistant.i18n import gettext as _
from assistant.types import Document, Private
from assistant.visible import clean, visible
from tui.messages import DocumentRead
from tui.screens.looking import LookingPart
from tui.widgets.conversation_view import ConversationView
from tui.widgets.editor import Editor
from tui.widgets.error_card import ErrorCard


class DocumentsPart(LookingPart):
    """Reading happens in the engine, so that a bad file cannot take the screen down."""

    _to_mend = ""
    """A path that could not be read: it is proposed again."""

    def action_attach(self) -> None:
        """Ask for a file and attach it."""
        from tui.paths import PathSuggester
        from tui.screens.prompt import Prompt

        hint = _("txt, md, pdf, docx, html, eml, csv. The right arrow completes.")
        asked = Prompt(_("File to attach"), hint, PathSuggester(), value=self._to_mend)
        self.app.push_screen(asked, self._read_path)

    def _read_path(self, path: str | None) -> None:
        if path and path.strip():
            self.activity.show(_("Reading the document."))
            self._read(path.strip())

    @work(description="-", group="reading", exit_on_error=False)
    async def _read(self, path: str) -> None:
        try:
            result: Document | HygieError = await self.hygie.engine.one("read", path=path)
        except HygieError as error:
            result = error
        self.post_message(DocumentRead(result, path))

    def action_paste(self) -> None:
        """Attach what the clipboard holds."""
        self._read_clipboard()

    @work(description="-", exclusive=True, group="clipboard", exit_on_error=False)
    async def _read_clipboard(self) -> None:
        from tui import clipboard

        text = await to_thread(clipboard.read)
        text = text if text is not None else self.app.clipboard
        if text.strip():
            document = Document(Private(_("clipboard")), Private(clean(text)))
            self.post_message(DocumentRead(document))
        else:
            self.notify(_("The clipboard is empty or cannot be read."), severity="warning")

    @on(Editor.Large)
    def _attach_large(self, event: Editor.Large) -> None:
        self.notify(_("So long a text is attached as a document."))
        document = Document(Private(_("pasted text")), Private(event.text))
        self.post_message(DocumentRead(document))

    @on(DocumentRead)
    def _document_read(self, event: DocumentRead) -> None:
        self.activity.hide()
        if isinstance(event.result, HygieError):
            self._to_mend = event.path
            self.query_one(ConversationView).add(ErrorCard(event.result, about=event.path))
            return
        self._to_mend = ""
        self.attachments.documents = (*self.attachments.documents, event.result)
        for notice in event.result.notices:
            self.notify(visible(notice), markup=False)

    def action_detach(self) -> None:
        """Remove the document attached last."""
        self.attachments.documents = self.attachments.documents[:-1]
