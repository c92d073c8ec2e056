"""How likely the notes hold an answer at all: « not in your notes » is an answer too.

Two signs: how close the pieces of a passage come to those of the question, which holds across languages,
and the share of the question's telling words (weighted by how rare they are) that the best passages hold.
It tells questions about something else; questions that are nearly answered it can hardly tell, for which
the answer itself must be checked against the passages it cites.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.types import Language
from knowledge.store.database import Database
from knowledge.values import Hit
from knowledge.words.terms import Terms, question_terms, terms

DOUBTFUL = 0.44
"""Below this the notes are taken not to hold the answer. Chosen on hygie's own material: 2 % of answerable
questions in the language of the notes lie there, a third of those in the other language."""

LOOKED_AT = 3
"""How many of the best passages are looked at for the question's words."""

_MEANING = 0.75
# Closenesses of pieces from a little below the median of unrelated questions to a little above that of
# answered ones.
_FAR, _NEAR = 0.25, 0.65


def sureness(base: Database, question: str, hits: Sequence[Hit], closest: float | None) -> float:
    """Return from 0 (surely not in the notes) to 1, from the best passages.

    `closest` is how near the nearest passage comes piece by piece; None without the model.
    """
    if not hits:
        return 0.0
    words = max(_covered(base, asked, hits) for asked in question_terms(question))
    if closest is None:
        return words
    meaning = min(1.0, max(0.0, (closest - _FAR) / (_NEAR - _FAR)))
    return _MEANING * meaning + (1 - _MEANING) * words


def _covered(base: Database, asked: Terms, hits: Sequence[Hit]) -> float:
    stems, exact = asked.stems.split(), asked.exact.split()
    weights = [_rarity(base, stem) for stem in stems]
    shares = []
    for hit in hits:
        there = _words(hit)
        held = sum(
            weight
            for weight, stem, word in zip(weights, stems, exact, strict=True)
            if stem in there or word in there
        )
        shares.append(held / (sum(weights) or 1.0))
    return max(shares)


def _words(hit: Hit) -> set[str]:
    found = terms(f"{hit.heading} {hit.text}", hit.language or Language.FR)
    return {*found.stems.split(), *found.exact.split()}


def _rarity(base: Database, stem: str) -> float:
    """Return the inverse document frequency of a stem (Robertson and Spärck Jones)."""
    base.run(
        "create virtual table if not exists temp.stems using fts5vocab ('main', 'words', 'col')"
    )
    row = base.row("select doc from temp.stems where term = ? and col = 'stems'", (stem,))
    having = row[0] if row else 0
    total = base.value("select count(*) from passages")
    return math.log(1 + (total - having + 0.5) / (having + 0.5))
