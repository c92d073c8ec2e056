"""Documents as lines of a list."""

from __future__ import annotations

from assistant.engine.values import Unread
from assistant.i18n import ngettext
from assistant.sentences import labelled
from assistant.types import Document
from assistant.visible import visible


def read_row(document: Document) -> str:
    """Return the name of a document and how long it is."""
    words = len(document.text.reveal().split())
    count = ngettext("{n} word", "{n} words", words).format(n=words)
    pages = len(document.pages)
    if pages:
        count += " · " + ngettext("{n} page", "{n} pages", pages).format(n=pages)
    return f"{_shown(document.name.reveal())} ({count})"


def unread_row(unread: Unread) -> str:
    """Return the name of what could not be read, and why."""
    words = " ".join(filter(None, (unread.title, unread.detail)))
    return _shown(f"✗ {labelled(unread.name.reveal(), words)}")


def _shown(words: str) -> str:
    return visible(words).replace("[", "\\[")
