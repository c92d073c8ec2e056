"""A passage and a statement, read together by the layers of multilingual-e5-small, told apart in three."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import Tagger

CLASSES = 3


class Reader(nn.Module):
    """Reads `<s> passage </s></s> statement </s>` and scores: follows, contradicted, left open.

    What is scored are the states of the first piece, and the means over passage and statement.
    """

    def __init__(self, body: Tagger, hidden: int = 384) -> None:
        super().__init__()
        self.body = body
        self.joined = nn.Linear(3 * hidden, hidden)
        self.scores = nn.Linear(hidden, CLASSES)

    def forward(self, ids: Tensor, lengths: Tensor, turns: Tensor, drop: float = 0.0) -> Tensor:
        """Score rows of piece numbers; `turns` says at which piece the statement begins."""
        places = torch.arange(ids.shape[1])[None]
        within = places < lengths[:, None]
        later = places >= turns[:, None]
        state = self.body.states(ids, lengths, drop)
        parts = (state[:, 0], _mean(state, within & ~later), _mean(state, within & later))
        joined = functional.gelu(self.joined(torch.cat(parts, -1)), approximate="tanh")
        return self.scores(functional.dropout(joined, drop, self.training))


def _mean(state: Tensor, mask: Tensor) -> Tensor:
    weights = mask.to(state.dtype)[..., None]
    return (state * weights).sum(1) / weights.sum(1).clamp(min=1)
