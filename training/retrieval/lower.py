"""What the lower layers make of texts, which is computed once: only the upper ones learn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from knowledge.embedding import onnx_adapter
from knowledge.embedding.onnx_adapter import Embedder
from knowledge.embedding.weights import installed
from knowledge.words.terms import is_telling, is_word

_LONGEST = 510


@dataclass(frozen=True, slots=True)
class Text:
    """States (pieces + 2, hidden) in half precision, which pieces count, and how rare each is."""

    states: NDArray[np.float16]
    counts: NDArray[np.bool_]
    rarity: NDArray[np.float32]


class Lower:
    """The encoder up to a layer."""

    def __init__(self, layers: int) -> None:
        weights = installed()
        weights.shape = replace(weights.shape, layers=layers)
        self._embedder = Embedder(weights, threads=1)
        self._scores = weights.vocabulary.scores

    def passage(self, text: str) -> Text:
        return self._text(onnx_adapter._PASSAGE + text, question=False)

    def question(self, text: str) -> Text:
        return self._text(onnx_adapter._QUESTION + text, question=True)

    def _text(self, text: str, *, question: bool) -> Text:
        words = self._embedder._pieces.words(text)
        ids = [number for _word, pieces in words for number in pieces][:_LONGEST]
        counts = onnx_adapter._chosen(words, is_word if question else is_telling)[:_LONGEST]
        states = self._embedder._window(ids).astype(np.float16)
        return Text(states, counts, -self._scores[np.array(ids)])


@dataclass(frozen=True, slots=True)
class Padded:
    """Texts side by side: states (texts, longest, hidden), lengths, and what counts of each."""

    states: Tensor
    lengths: Tensor
    counts: Tensor
    rarity: Tensor


def padded(texts: Sequence[Text]) -> Padded:
    """Lay texts side by side; the marks at either end never count."""
    longest = max(len(text.states) for text in texts)
    states = torch.zeros(len(texts), longest, texts[0].states.shape[1])
    counts = torch.zeros(len(texts), longest, dtype=torch.bool)
    rarity = torch.zeros(len(texts), longest)
    for row, text in enumerate(texts):
        states[row, : len(text.states)] = torch.from_numpy(text.states.astype(np.float32))
        counts[row, 1 : 1 + len(text.counts)] = torch.from_numpy(text.counts)
        rarity[row, 1 : 1 + len(text.rarity)] = torch.from_numpy(text.rarity)
    return Padded(states, torch.tensor([len(text.states) for text in texts]), counts, rarity)
