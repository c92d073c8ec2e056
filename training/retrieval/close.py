"""Questions that keep the words of their passage, made from its own sentences.

People who remember their notes ask in their words. A sentence loses its beginning or its end, as what is
asked for, and gains an interrogative; or only its rarest words stay, in order, as typed into a search box.
English, in which no pairs are written, has these alone, on texts of the names model.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from random import Random

from assistant.types import Language
from knowledge.words.terms import fold, is_telling
from training.marked import written_by_hand
from training.retrieval.pairs import Passage

_SENTENCE = re.compile(r"(?<=[.!?;:])\s+")
_ASKED = {
    Language.FR: ("Qui", "Que", "Quand", "Où", "Combien", "Comment", "Pourquoi", "Quel est"),
    Language.EN: ("Who", "What", "When", "Where", "How many", "How", "Why", "Which"),
}
_LEAST, _MOST = 4, 9
_BARE = 0.3
"""The share of questions that are rare words alone."""
_SHORTEST, _LONGEST = 60, 170
_TOGETHER = 5


def english(most: int) -> list[Passage]:
    """Return so many English texts of a paragraph's length, five an article, without questions."""
    texts = [each.text for each in written_by_hand("en")]
    sized = [text for text in texts if _SHORTEST <= len(text.split()) <= _LONGEST]
    Random(1).shuffle(sized)
    return [Passage(f"en {n // _TOGETHER}", text) for n, text in enumerate(sized[:most])]


def close(passages: Sequence[Passage], each: int, language: Language) -> list[list[str]]:
    """Return so many questions for each passage; the same ones every time."""
    having = Counter(word for passage in passages for word in {*_telling(passage.body)})
    return [_questions(passage.body, having, each, language) for passage in passages]


def _questions(body: str, having: Counter[str], each: int, language: Language) -> list[str]:
    draw = Random(zlib.crc32(body.encode()))
    sentences = [s for s in _SENTENCE.split(body) if len(_telling(s)) >= _LEAST] or [body]
    draw.shuffle(sentences)
    chosen = (sentences[number % len(sentences)] for number in range(each))
    return [
        _rarest(s, having, draw) if draw.random() < _BARE else _asked(s, draw, language)
        for s in chosen
    ]


def _rarest(sentence: str, having: Counter[str], draw: Random) -> str:
    words = [word.strip(" .,;:!?«»()") for word in sentence.split() if is_telling(word)]
    first = sorted(range(len(words)), key=lambda at: having[fold(words[at])])
    return " ".join(words[at] for at in sorted(first[: draw.randint(3, 6)]))


def _asked(sentence: str, draw: Random, language: Language) -> str:
    words = sentence.rstrip(" .,;:!?»").split()
    size = min(len(words) - 1, draw.randint(_LEAST, _MOST))
    start = len(words) - size if draw.random() < 0.5 else draw.randint(0, len(words) - size)
    part = " ".join(words[start : start + size]).strip(" ,;:")
    return f"{draw.choice(_ASKED[language])} {part}" + (" ?" if language == Language.FR else "?")


def _telling(text: str) -> list[str]:
    return [fold(word.strip(" .,;:!?«»()")) for word in text.split() if is_telling(word)]
