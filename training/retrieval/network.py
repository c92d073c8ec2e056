"""The upper layers of multilingual-e5-small, of whose 4-bit weights only the scales are learnt.

Blocks of 32 weights keep their 4-bit numbers; the factor of each block, the biases and the normalisations
may move (Kim et al., "Memory-Efficient Fine-Tuning of Compressed Large Language Models via sub-4-bit
Integer Quantization", NeurIPS 2023). What is learnt is small, and the model runs as fast as before.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from knowledge.embedding.blocks import BLOCK
from knowledge.embedding.meaning import CENTRE
from knowledge.embedding.weights import Weights
from training.encoder import unpacked


class Scaled(nn.Module):
    """A linear map with fixed 4-bit numbers; `scale` and `bias` are moves from what was there."""

    def __init__(self, weights: Weights, name: str, rows: int) -> None:
        super().__init__()
        plain = unpacked(*weights.blocks(f"{name}.w", rows))
        self.register_buffer("blocks", plain.view(rows, -1, BLOCK))
        self.register_buffer("start", torch.tensor(weights.floats(f"{name}.b")))
        self.scale = nn.Parameter(torch.zeros(self.blocks.shape[:2]))
        self.bias = nn.Parameter(torch.zeros(rows))

    def forward(self, state: Tensor) -> Tensor:
        matrix = (self.blocks * (1 + self.scale)[..., None]).flatten(1)
        return functional.linear(state, matrix, self.start + self.bias)


class Norm(nn.Module):
    """A normalisation, likewise."""

    def __init__(self, weights: Weights, name: str) -> None:
        super().__init__()
        self.register_buffer("factor", torch.tensor(weights.floats(f"{name}.w")))
        self.register_buffer("start", torch.tensor(weights.floats(f"{name}.b")))
        self.scale = nn.Parameter(torch.zeros_like(self.factor))
        self.bias = nn.Parameter(torch.zeros_like(self.start))
        self.epsilon = weights.shape.epsilon

    def forward(self, state: Tensor) -> Tensor:
        factor, bias = self.factor + self.scale, self.start + self.bias
        return functional.layer_norm(state, state.shape[-1:], factor, bias, self.epsilon)


class Layer(nn.Module):
    """One transformer layer, normalised after each sum."""

    def __init__(self, weights: Weights, name: str) -> None:
        super().__init__()
        hidden, self.heads = weights.shape.hidden, weights.shape.heads
        self.q, self.k, self.v, self.ao = (
            Scaled(weights, f"{name}.{part}", hidden) for part in ("q", "k", "v", "ao")
        )
        self.fi = Scaled(weights, f"{name}.fi", weights.shape.inner)
        self.fo = Scaled(weights, f"{name}.fo", hidden)
        self.aln, self.oln = Norm(weights, f"{name}.aln"), Norm(weights, f"{name}.oln")

    def forward(self, state: Tensor, mask: Tensor, drop: float) -> Tensor:
        rows, size, hidden = state.shape
        parts = (
            part(state).view(rows, size, self.heads, -1).transpose(1, 2)
            for part in (self.q, self.k, self.v)
        )
        mixed = functional.scaled_dot_product_attention(*parts, attn_mask=mask)
        mixed = self.ao(mixed.transpose(1, 2).reshape(rows, size, hidden))
        state = self.aln(state + functional.dropout(mixed, drop, self.training))
        inner = self.fo(functional.gelu(self.fi(state), approximate="tanh"))
        return self.oln(state + functional.dropout(inner, drop, self.training))


class Upper(nn.Module):
    """The layers from `first` on, which make of states a unit vector and unit pieces."""

    def __init__(self, weights: Weights, first: int) -> None:
        super().__init__()
        names = [f"l{number}" for number in range(first, weights.shape.layers)]
        self.layers = nn.ModuleDict({name: Layer(weights, name) for name in names})
        centre = np.fromfile(CENTRE, np.float16).astype(np.float32)
        self.register_buffer("centre", torch.tensor(centre))
        self.telling = nn.Parameter(torch.zeros(weights.shape.hidden))
        """How much more or less than by its rarity a piece of a question counts (log, by its state)."""

    def forward(self, states: Tensor, lengths: Tensor, drop: float = 0.0) -> tuple[Tensor, Tensor]:
        """Return vectors (texts, hidden) and pieces (texts, longest, hidden) of padded states."""
        within = torch.arange(states.shape[1])[None] < lengths[:, None]
        for layer in self.layers.values():
            states = layer(states, within[:, None, None], drop)
        states = states.float()
        sums = (states * within[..., None]).sum(1)
        unit = functional.normalize
        return unit(sums, dim=-1), unit(states - self.centre, dim=-1)
