"""The words of a passage that bear on a question, short enough for a list.

The pieces of passages are compared with those of the question already, to rank them; here each word of the
passage takes what its own pieces bring, and the stretch of words that brings most is shown. Where pieces are
not in, words that the question has too bring as much as any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Protocol

from assistant.types import Language
from knowledge.embedding.meaning import Asked, nearness
from knowledge.intake.mending import mended
from knowledge.store.database import Database
from knowledge.values import Hit
from knowledge.words.terms import question_terms, terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

_CUT = "…"
_SENTENCE_END = re.compile(r"[.!?…»][\"”»)\]*_]*$")
_LESS = 0.03
"""How much less than the best, as a share of all there is to bring, is hardly less."""


class Counting(Protocol):
    """What an excerpt needs of a model."""

    def kept_pieces(self, words: Sequence[str]) -> list[int]:
        """Return how many pieces are kept of each word of a passage."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a passage, and where among them sentences begin."""

    words: tuple[str, ...] = field(repr=False)
    begins: frozenset[int]


def excerpt(
    base: Database, hit: Hit, question: str, model: tuple[Asked, Counting] | None, most: int
) -> str:
    """Return at most `most` characters of a passage; an ellipsis, not counted, stands where it is cut."""
    passage = _parted(mended(hit.text))
    if not passage.words:
        return ""
    brought = _by_pieces(base, hit, passage.words, *model) if model else None
    if brought is None:
        brought = _by_words(hit, passage.words, question)
    start, end = _best(passage, brought, most)
    told = " ".join(passage.words[start:end])
    cut = end < len(passage.words) or len(told) > most
    return f"{_CUT if start else ''}{told[:most]}{_CUT if cut else ''}"


def _parted(text: str) -> _Words:
    words: list[str] = []
    begins = {0}
    for line in text.splitlines():
        begins.add(len(words))
        for word in line.split():
            words.append(word)
            if _SENTENCE_END.search(word):
                begins.add(len(words))
    return _Words(tuple(words), frozenset(begins))


def _by_pieces(
    base: Database, hit: Hit, words: Sequence[str], asked: Asked, model: Counting
) -> Vectors | None:
    """Return what each word brings to each piece of the question (question, words); None where that is not known."""
    import numpy as np

    row = base.row(
        "select t.value from passages p join vectors v on v.digest = p.vector"
        " join pieces t on t.vector = v.id where p.id = ?",
        (hit.number,),
    )
    if row is None:
        return None
    near = nearness(asked, row[0])
    counts = model.kept_pieces(words)
    above = near.shape[1] - sum(counts)  # the pieces of the headings come first
    if above != sum(model.kept_pieces(hit.heading.split())):
        return None  # accents were mended, or nothing in it tells
    edges = list(accumulate(counts, initial=above))
    brought = np.zeros((len(asked.weights), len(words)), np.float32)
    for number, (start, end) in enumerate(pairwise(edges)):
        if end > start:
            brought[:, number] = near[:, start:end].max(axis=1)
    weighted: Vectors = brought * asked.weights[:, None]
    return weighted


def _by_words(hit: Hit, words: Sequence[str], question: str) -> Vectors:
    import numpy as np

    asked = sorted({stem for each in question_terms(question) for stem in each.stems.split()})
    language = hit.language or Language.FR
    there = [set(terms(word, language).stems.split()) for word in words]
    return np.array([[stem in each for each in there] for stem in asked or [""]], np.float32)


def _best(passage: _Words, brought: Vectors, most: int) -> tuple[int, int]:
    """Return the stretch that brings most; of those that bring hardly less, the last that begins a sentence."""
    found: list[tuple[float, int, int]] = []
    for start, end in _stretches(passage.words, most):
        found.append((float(brought[:, start:end].max(axis=1).sum()), start, end))
        if end == len(passage.words) and start in passage.begins:
            break
    best = max(found)[0]
    enough = best - _LESS * float(brought.max(axis=1).sum())
    whole = [each for each in found if each[0] >= enough and each[1] in passage.begins]
    first = next(each for each in found if each[0] == best)
    return (whole[-1] if whole else first)[1:]


def _stretches(words: Sequence[str], most: int) -> Iterator[tuple[int, int]]:
    """Yield the longest stretch from each word on."""
    end, length = 0, -1
    for start, word in enumerate(words):
        while end < len(words) and length + 1 + len(words[end]) <= most:
            length += 1 + len(words[end])
            end += 1
        if end == start:  # longer than all that may be shown
            yield start, start + 1
            end, length = start + 1, -1
        else:
            yield start, end
            length -= 1 + len(word)
