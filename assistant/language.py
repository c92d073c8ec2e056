"""Tells French from English, by block, from function words, accents and elisions.

Two languages need no model: their thirty commonest words cover about half of any running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.types import Language, Span

_FRENCH = frozenset(
    [
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "du",
        "de",
        "et",
        "est",
        "à",
        "au",
        "aux",
        "en",
        "dans",
        "pour",
        "par",
        "sur",
        "avec",
        "sans",
        "que",
        "qui",
        "quoi",
        "dont",
        "où",
        "ne",
        "pas",
        "plus",
        "ce",
        "cet",
        "cette",
        "ces",
        "il",
        "elle",
        "ils",
        "elles",
        "nous",
        "vous",
        "je",
        "tu",
        "on",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "mon",
        "ma",
        "mes",
        "votre",
        "vos",
        "notre",
        "nos",
        "mais",
        "ou",
        "donc",
        "car",
        "si",
        "être",
        "avoir",
        "sont",
        "ont",
        "été",
        "fait",
        "faire",
        "bonjour",
        "merci",
        "cordialement",
        "madame",
        "monsieur",
        "objet",
        "comme",
        "aussi",
        "très",
        "bien",
        "tout",
        "tous",
        "cela",
        "voici",
        "suite",
        "mme",
        "mlle",
        "ans",
        "mois",
        "jour",
        "jours",
        "heures",
        "euros",
        "lui",
        "chez",
        "avant",
        "avait",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "is",
        "to",
        "in",
        "on",
        "at",
        "for",
        "with",
        "by",
        "from",
        "that",
        "which",
        "who",
        "what",
        "this",
        "these",
        "those",
        "it",
        "he",
        "she",
        "they",
        "we",
        "you",
        "i",
        "not",
        "no",
        "be",
        "are",
        "was",
        "were",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "should",
        "do",
        "does",
        "did",
        "your",
        "our",
        "their",
        "his",
        "her",
        "its",
        "my",
        "as",
        "or",
        "but",
        "if",
        "so",
        "than",
        "then",
        "there",
        "here",
        "hello",
        "dear",
        "regards",
        "thanks",
        "please",
        "subject",
        "about",
        "into",
        "over",
        "after",
        "before",
        "all",
        "any",
        "more",
        "very",
        "well",
        "just",
        "also",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu)['’]\w", re.IGNORECASE)
_ACCENT = re.compile(r"[àâçèéêëîïôùûœ]", re.IGNORECASE)
_BLOCK = re.compile(r"[^\n]*\n?")
_MAX_BLOCK = 2_000


def detect(text: str, default: Language = Language.FR) -> Language:
    """Return the likelier language of a text; `default` when nothing speaks for either."""
    return guess(text) or default


def guess(text: str) -> Language | None:
    """Return the likelier language of a text, or None when nothing speaks for either."""
    words = [word.lower() for word in _WORD.findall(text)]
    french = sum(word in _FRENCH for word in words)
    french += 2 * len(_ELISION.findall(text)) + len(_ACCENT.findall(text))
    english = sum(word in _ENGLISH for word in words)
    if french == english:
        return None
    return Language.FR if french > english else Language.EN


def blocks(text: str) -> Iterator[Span]:
    """Cut a text into its lines (long ones at sentence ends); the spans cover every character."""
    for match in _BLOCK.finditer(text):
        start, end = match.span()
        while end - start > _MAX_BLOCK:
            cut = _cut(text, start)
            yield Span(start, cut)
            start = cut
        if end > start:
            yield Span(start, end)


def _cut(text: str, start: int) -> int:
    limit = start + _MAX_BLOCK
    for mark in (". ", "; ", ", ", " "):
        if (at := text.rfind(mark, start + _MAX_BLOCK // 2, limit)) > 0:
            return at + len(mark)
    return limit
