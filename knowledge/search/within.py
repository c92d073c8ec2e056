"""BM25 within some passages: how common a word is and how long passages are is counted among these alone.

SQLite's own bm25() counts in the whole base, so that the words of a closed folder would shift the order of
open passages. This is its formula with its numbers, over counts that know of nothing outside.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from knowledge.search.lexical import Phrase
from knowledge.store.database import Database

_K1, _B = 1.2, 0.75
_LEAST = 1e-6
"""What a word in more than half of the passages weighs."""


@dataclass(frozen=True)
class Lengths:
    """How many terms each of some passages has."""

    by_passage: Mapping[int, int]

    @cached_property
    def mean(self) -> float:
        """How many terms a passage has on the average."""
        return sum(self.by_passage.values()) / (len(self.by_passage) or 1) or 1.0


def lengths(base: Database, numbers: str) -> Lengths:
    """Return the lengths of the passages that `numbers` names, as json_each reads them."""
    rows = base.rows(
        "select id, sz from words_docsize where id in (select value from json_each(?))", (numbers,)
    )
    return Lengths({number: _terms(sizes) for number, sizes in rows})


def bm25(base: Database, phrases: Sequence[Phrase], among: Lengths, limit: int) -> dict[int, float]:
    """Return the best of some passages by number with their score, best first."""
    base.run(
        "create virtual table if not exists temp.places using fts5vocab ('main', 'words', 'instance')"
    )
    scores: defaultdict[int, float] = defaultdict(float)
    for phrase in phrases:
        found = {n: often for n, often in _found(base, phrase).items() if n in among.by_passage}
        weight = _weight(len(found), len(among.by_passage))
        for number, often in found.items():
            share = among.by_passage[number] / among.mean
            scores[number] += weight * often * (_K1 + 1) / (often + _K1 * (1 - _B + _B * share))
    return dict(nsmallest(limit, scores.items(), key=lambda pair: (-pair[1], pair[0])))


def _found(base: Database, phrase: Phrase) -> Mapping[int, int]:
    """Return how often a phrase stands in each passage that has it."""
    begins = _places(base, phrase.words[0], phrase.columns)
    for word in phrase.words[1:]:
        follows = _places(base, word, phrase.columns)
        begins = {(n, column, at + 1) for n, column, at in begins} & follows
    return Counter(number for number, _column, _at in begins)


def _places(base: Database, word: str, columns: Sequence[str]) -> set[tuple[int, str, int]]:
    marks = ",".join("?" * len(columns))
    query = f"select doc, col, offset from temp.places where term = ? and col in ({marks})"
    return {(number, column, at) for number, column, at in base.rows(query, (word, *columns))}


def _weight(having: int, total: int) -> float:
    return max(math.log((total - having + 0.5) / (having + 0.5)), _LEAST)


def _terms(sizes: bytes) -> int:
    """Return the sum of SQLite's variable-length integers, one a column."""
    total = number = 0
    for byte in sizes:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            total, number = total + number, 0
    return total
