"""How well passages answer questions by words: BM25 over stems, each question's best at 1."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.language import guess
from assistant.types import Language
from knowledge.words.terms import terms

_K, _B = 1.2, 0.75


def by_words(questions: Sequence[str], passages: Sequence[str]) -> NDArray[np.float32]:
    """Return scores (questions, passages) from 0 to 1."""
    stems = [Counter(terms(text, guess(text) or Language.FR).stems.split()) for text in passages]
    having = Counter(stem for each in stems for stem in each)
    mean = sum(map(Counter.total, stems)) / len(stems)
    columns = {stem: column for column, stem in enumerate(having)}
    table = np.zeros((len(stems), len(columns)), np.float32)
    for row, counts in enumerate(stems):
        norm = _K * (1 - _B + _B * counts.total() / mean)
        for stem, count in counts.items():
            rarity = math.log(1 + (len(stems) - having[stem] + 0.5) / (having[stem] + 0.5))
            table[row, columns[stem]] = rarity * count * (_K + 1) / (count + norm)
    scores = np.zeros((len(questions), len(stems)), np.float32)
    for row, question in enumerate(questions):
        known = [
            columns[s]
            for s in terms(question, guess(question) or Language.FR).stems.split()
            if s in columns
        ]
        scores[row] = table[:, known].sum(1)
    return scores / np.maximum(scores.max(1, keepdims=True), 1e-6)
