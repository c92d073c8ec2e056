"""The documents that go with the draft, on one line."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from assistant.i18n import ngettext
from assistant.types import Document
from assistant.visible import visible


class Attachments(Widget):
    """Hidden while there are none."""

    documents: reactive[tuple[Document, ...]] = reactive((), layout=True)

    def __init__(self) -> None:
        super().__init__(id="attachments")

    def watch_documents(self) -> None:
        """Take no room without documents."""
        self.display = bool(self.documents)

    def render(self) -> Content:
        """Draw names and lengths."""
        return Content(" ".join(f"+ {_described(document)}" for document in self.documents))


def _described(document: Document) -> str:
    words = len(document.text.reveal().split())
    count = ngettext("{n} word", "{n} words", words).format(n=words)
    return f"{visible(document.name.reveal())} ({count})"
