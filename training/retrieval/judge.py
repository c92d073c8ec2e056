"""How well a model finds: ranks over all written passages, by its pieces, its vectors, and as hygie joins them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from training.retrieval.lower import Text, padded
from training.retrieval.network import Upper
from training.retrieval.train import closeness

_AT_ONCE = 64
_TOP, _AGAIN = 100, 40

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """Vectors of texts and scores (questions, passages) by pieces and by vectors."""

    passages: Scores
    questions: Scores
    pieces: Scores
    whole: Scores


def found(model: Upper, passages: Sequence[Text], questions: Sequence[Text]) -> Found:
    """Score every passage for every question."""
    model.eval()
    vectors, asked, rows = [], [], []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        there = []
        for part in _parts(passages):
            side = padded(part)
            vector, pieces = model(side.states, side.lengths)
            vectors.append(vector)
            there.append((side, pieces.bfloat16()))
        for part in _parts(questions):
            side = padded(part)
            vector, parts = model(side.states, side.lengths)
            asked.append(vector)
            near = [closeness(model, side, parts.bfloat16(), *each) for each in there]
            rows.append(torch.cat(near, dim=1))
    first, second = torch.cat(vectors).numpy(), torch.cat(asked).numpy()
    return Found(first, second, torch.cat(rows).numpy(), second @ first.T)


def joined(pieces: Scores, whole: Scores, words: Scores) -> Scores:
    """Join scores as `knowledge.search.fusion` does; passages that are not looked at again come last."""
    order = np.argsort(-whole, axis=1)[:, :_TOP]
    top = np.take_along_axis(whole, order, 1)
    spread = np.zeros_like(whole)
    np.put_along_axis(spread, order, _spread(top), 1)
    first = np.argsort(-(spread + words), axis=1, kind="stable")[:, :_AGAIN]
    near, told, meant = (np.take_along_axis(each, first, 1) for each in (pieces, words, spread))
    scores = np.full_like(whole, -1)
    np.put_along_axis(scores, first, 0.65 * _spread(near) + 0.25 * told + 0.10 * meant, 1)
    return scores


def gains(scores: Scores, right: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the nDCG@10 of each question, which one passage answers."""
    own = np.take_along_axis(scores, right[:, None], 1)
    before = (scores > own).sum(1) + ((scores == own).sum(1) - 1) / 2
    return np.where(before < 10, 1 / np.log2(before + 2), 0.0)


def _spread(values: Scores) -> Scores:
    low, high = values.min(1, keepdims=True), values.max(1, keepdims=True)
    spread: Scores = (values - low) / np.maximum(high - low, 1e-9)
    return spread


def _parts(texts: Sequence[Text]) -> list[Sequence[Text]]:
    return [texts[at : at + _AT_ONCE] for at in range(0, len(texts), _AT_ONCE)]
