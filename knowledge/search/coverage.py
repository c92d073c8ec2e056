"""How much of what a question says stands in passages, word by word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.types import Language
from knowledge.values import Hit
from knowledge.words.terms import Terms, question_terms, terms

Rare = Callable[[str], float]
"""Tells how rare a stem is among the passages that count."""


def covered(question: str, hits: Sequence[Hit], rare: Rare) -> float:
    """Return the share of the question's telling words, weighted by how rare they are, that one passage holds."""
    asked = question_terms(question)
    there = [_words(hit) for hit in hits]
    return max((_share(each, words, rare) for each in asked for words in there), default=0.0)


def _share(asked: Terms, there: set[str], rare: Rare) -> float:
    pairs = list(zip(asked.stems.split(), asked.exact.split(), strict=True))
    weights = [rare(stem) for stem, _word in pairs]
    held = [
        weight
        for weight, (stem, word) in zip(weights, pairs, strict=True)
        if stem in there or word in there
    ]
    return sum(held) / (sum(weights) or 1.0)


def _words(hit: Hit) -> set[str]:
    found = terms(f"{hit.heading} {hit.text}", hit.language or Language.FR)
    return {*found.stems.split(), *found.exact.split()}
