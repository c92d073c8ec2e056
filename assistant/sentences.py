"""Small sentences whose punctuation differs from language to language."""

from __future__ import annotations

from assistant.i18n import gettext as _


def labelled(label: str, text: str) -> str:
    """Return « label: text »."""
    return _("{label}: {text}").format(label=label, text=text)


def said_of(text: str, remark: str) -> str:
    """Return a text and what is said of it; a dash, as a remark may hold a colon of its own."""
    return _("{text} – {remark}").format(text=text, remark=remark)


def quoted(text: str) -> str:
    """Return a text in quotation marks."""
    return _("“{text}”").format(text=text)
