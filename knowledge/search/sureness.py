"""How likely the notes hold an answer at all: « not in your notes » is an answer too.

Two signs: how close the pieces of a passage come to those of the question, which holds across languages,
and the share of the question's telling words (weighted by how rare they are) that the best passages hold.
Where question and nearest passage are in two languages, words cannot tell: there the second sign is how far
the nearest passage stands out among the others, and whether names and figures are found.
It tells questions about something else; questions that are nearly answered it can hardly tell, for which
the answer itself must be checked against the passages it cites.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.language import guess
from assistant.types import Language
from knowledge.search.coverage import Rare, covered
from knowledge.values import Hit
from knowledge.words.names import named, names

DOUBTFUL = 0.44
"""Below this the notes are taken not to hold the answer. Chosen on hygie's own material: 2 % of answerable
questions in the language of the notes lie there, and 15 % of those in the other language."""

LOOKED_AT = 3
"""How many of the best passages are looked at for the question's words."""

_MEANING = 0.75
# Closenesses of pieces from a little below the median of unrelated questions to a little above that of
# answered ones.
_FAR, _NEAR = 0.25, 0.65

# Of a question in the other language: what its lead and its names count beside closeness, and the ends of
# their sum. Chosen on a vault of 40 notes and on the articles kept apart, 120 questions answered there and
# 60 about other matters.
_LEAD, _NAMES = 2.0, 0.05
_FAR_ACROSS, _NEAR_ACROSS = 0.30, 0.83
_FIRST, _LAST = 5, 40
# In a base smaller than this, unrelated passages have about this cosine.
_UNRELATED = 0.69


@dataclass(frozen=True, slots=True)
class Nearest:
    """The passage that comes nearest piece by piece: how near, and in which language it is.

    `lead` is how far the best cosine lies above those of passages that merely come next.
    """

    closeness: float
    language: Language | None
    lead: float


def sureness(question: str, hits: Sequence[Hit], nearest: Nearest | None, rare: Rare) -> float:
    """Return from 0 (surely not in the notes) to 1, from the best passages.

    `nearest` is None without the model, and where vectors are not in yet.
    """
    if not hits:
        return 0.0
    if nearest is not None and across(question, nearest.language):
        sign = _LEAD * nearest.lead + _NAMES * _found_names(question, hits)
        return _part(nearest.closeness + sign, _FAR_ACROSS, _NEAR_ACROSS)
    words = covered(question, hits, rare)
    if nearest is None:
        return words
    return _MEANING * _part(nearest.closeness, _FAR, _NEAR) + (1 - _MEANING) * words


def lead(cosines: Iterable[float]) -> float:
    """Return how far the best cosine lies above the sixth to the fortieth: the larger a base, the nearer the best.

    A base too small to tell is compared with what is usual.
    """
    ordered = sorted(cosines, reverse=True)
    rest = ordered[_FIRST:_LAST]
    if not ordered:
        return 0.0
    usual = sum(rest) / len(rest) if len(rest) >= _FIRST else _UNRELATED
    return max(0.0, ordered[0] - usual)


def across(question: str, language: Language | None) -> bool:
    """Whether a question is in another language than a passage; False where either cannot be told."""
    spoken = guess(question)
    return None not in (spoken, language) and spoken is not language


def _found_names(question: str, hits: Sequence[Hit]) -> float:
    """Return from -1 (none of the question's names and figures is there) to 1 (all); 0 without any."""
    asked = names(question)
    if not asked:
        return 0.0
    there = [named(asked, f"{hit.heading} {hit.text}") for hit in hits]
    return 2 * max(map(len, there)) / len(asked) - 1


def _part(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low)))
