"""What is asked of a model for a summary, by its length."""

from __future__ import annotations

from enum import StrEnum

from assistant.types import Language


class Size(StrEnum):
    """How much of a text is kept."""

    SENTENCE = "sentence"
    SHORT = "short"
    PAGE = "page"
    POINTS = "points"


_ORDERS = {
    Language.FR: {
        Size.SENTENCE: "Résumez ce texte en une seule phrase.",
        Size.SHORT: "Résumez ce texte en trois à cinq phrases.",
        Size.PAGE: "Résumez ce texte en une page, environ 300 mots, en paragraphes.",
        Size.POINTS: "Donnez en liste les points clés, les décisions, qui fait quoi et pour quand.",
    },
    Language.EN: {
        Size.SENTENCE: "Summarise this text in a single sentence.",
        Size.SHORT: "Summarise this text in three to five sentences.",
        Size.PAGE: "Summarise this text in one page, about 300 words, in paragraphs.",
        Size.POINTS: "List the key points, the decisions, who does what and by when.",
    },
}


def order(size: Size, wish: str, language: Language) -> str:
    """Return what the model is asked, the person's own wish after it."""
    return f"{_ORDERS[language][size]} {wish.strip()}".strip()
