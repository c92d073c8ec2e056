"""Small sentences whose punctuation differs from language to language."""

from __future__ import annotations

from assistant.i18n import gettext as _


def labelled(label: str, text: str) -> str:
    """Return « label: text »."""
    return _("{label}: {text}").format(label=label, text=text)


def quoted(text: str) -> str:
    """Return a text in quotation marks."""
    return _("“{text}”").format(text=text)
