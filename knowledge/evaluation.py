"""Measures search on the person's own questions: where the right document stands among the hits."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from assistant.types import Private
from knowledge.base import KnowledgeBase
from knowledge.search.filters import Filter, Resolved
from knowledge.store.passages import Passages

_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the documents that answer it, as they were added or by file name."""

    text: Private[str]
    documents: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Quality:
    """One way of searching: means over the questions, in [0, 1]."""

    system: str
    ndcg: float
    recall: float
    reciprocal_rank: float


def evaluate(base: KnowledgeBase, questions: Sequence[Question]) -> tuple[Quality, ...]:
    """Return the quality of words, of meaning, and of both joined."""
    everything = Resolved(base.database, Filter())
    search = base.search
    search.settle()
    ways: dict[str, Callable[[str], Mapping[int, float]]] = {
        "words": partial(search.looks.words, wanted=everything),
        "meaning": partial(search.looks.meaning, wanted=everything),
        "both": search.scores,
    }
    passages = Passages(base.database)
    return tuple(
        _quality(name, [_ranks(passages, way(q.text.reveal()), q.documents) for q in questions])
        for name, way in ways.items()
    )


def _ranks(
    passages: Passages, scores: Mapping[int, float], right: frozenset[str]
) -> tuple[list[int], int]:
    names = dict.fromkeys(hit.document for hit in passages.hits(scores))
    found = [rank for rank, name in enumerate(names) if _is(name, right)]
    return [rank for rank in found if rank < _DEPTH], len(right)


def _is(document: str, right: Iterable[str]) -> bool:
    return any(names_document(document, name) for name in right)


def names_document(document: str, name: str) -> bool:
    """Whether a name, as it was added or a file's alone, is this document's."""
    return document == name or document.endswith(f"/{name}")


def _quality(name: str, found: Sequence[tuple[list[int], int]]) -> Quality:
    count = max(1, len(found))
    gains = [
        sum(1 / math.log2(rank + 2) for rank in ranks)
        / (sum(1 / math.log2(rank + 2) for rank in range(min(_DEPTH, right))) or 1.0)
        for ranks, right in found
    ]
    return Quality(
        name,
        sum(gains) / count,
        sum(len(ranks) / max(1, right) for ranks, right in found) / count,
        sum(1 / (ranks[0] + 1) for ranks, _right in found if ranks) / count,
    )
