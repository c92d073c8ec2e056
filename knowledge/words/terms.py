"""Turns text into index terms, and a question into the terms that look for it.

A text is stemmed in its own language, then folded (no accents, no ligatures); a question in its own,
or in both when it is too short to tell. Stemming before folding: Snowball's French rules need accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from assistant.language import guess
from assistant.types import Language
from knowledge.words.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from Stemmer import Stemmer

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 64
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": "'"})
_NAMES = {Language.FR: "french", Language.EN: "english"}


@dataclass(frozen=True, slots=True)
class Terms:
    """A text's words twice, in the same order: as stems, and as written but folded."""

    stems: str = field(repr=False)
    exact: str = field(repr=False)


def terms(text: str, language: Language) -> Terms:
    """Return the index terms of `text`, in order, parted by spaces."""
    stop = STOP_WORDS[language]
    words = [word for word in _words(text) if word not in stop]
    return Terms(" ".join(_stem(word, language) for word in words), " ".join(map(fold, words)))


def question_terms(question: str) -> list[Terms]:
    """Return the terms of a question, once for each language it may be in.

    Little words go if they are little in either language; a question of nothing else keeps them.
    """
    words = list(dict.fromkeys(_words(question)))
    telling = [word for word in words if not any(word in stop for stop in STOP_WORDS.values())]
    likely = guess(question)
    return [
        Terms(
            " ".join(_stem(word, each) for word in telling or words),
            " ".join(map(fold, telling or words)),
        )
        for each in ([likely] if likely else Language)
    ]


@lru_cache(maxsize=100_000)
def is_telling(word: str) -> bool:
    """Whether a word, as parted by spaces, is more than a little word; « l'eau » is « eau »."""
    found = list(_words(word))
    return bool(found) and not any(found[-1] in stop for stop in STOP_WORDS.values())


def is_word(word: str) -> bool:
    """Whether it has a letter or a figure."""
    return _WORD.search(word) is not None


def fold(text: str) -> str:
    """Return `text` in lower case without accents and ligatures."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _words(text: str) -> Iterator[str]:
    # Composed, or an accent of its own would cut the word.
    for match in _WORD.finditer(unicodedata.normalize("NFC", text).lower()):
        yield match.group()[:_LONGEST]


@lru_cache(maxsize=100_000)
def _stem(word: str, language: Language) -> str:
    if not word.isalpha():
        return fold(word)
    stemmed: str = _stemmer(language).stemWord(word)
    return fold(stemmed)


@cache
def _stemmer(language: Language) -> Stemmer:
    from Stemmer import Stemmer

    return Stemmer(_NAMES[language])
