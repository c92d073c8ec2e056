"""The token classifier: the lowest layers of multilingual-e5-small under a linear head."""

from __future__ import annotations

import math
from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn import functional

from knowledge.embedding.weights import Weights


class Layer(nn.Module):
    """One transformer layer, normalised after each sum as in BERT."""

    def __init__(self, hidden: int, inner: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.mixed = nn.Linear(hidden, hidden)
        self.norm_a = nn.LayerNorm(hidden, epsilon)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm_b = nn.LayerNorm(hidden, epsilon)

    def forward(self, state: Tensor, mask: Tensor, drop: float) -> Tensor:
        rows, size, hidden = state.shape
        parts = self.qkv(state).view(rows, size, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(*parts, attn_mask=mask)
        mixed = self.mixed(mixed.transpose(1, 2).reshape(rows, size, hidden))
        state = self.norm_a(state + functional.dropout(mixed, drop, self.training))
        inner = self.down(functional.gelu(self.up(state), approximate="tanh"))
        return self.norm_b(state + functional.dropout(inner, drop, self.training))


class Tagger(nn.Module):
    """Word embeddings (frozen), some layers, one score a label and piece.

    `exits` are the numbers of layers after which a head reads the state: training several at once
    shows what fewer layers would cost.
    """

    def __init__(
        self, pieces: int, labels: int, layers: int, exits: tuple[int, ...], inner: int = 1536,
        hidden: int = 384, heads: int = 12, positions: int = 512,
    ) -> None:  # fmt: skip
        super().__init__()
        self.words = nn.Embedding(pieces, hidden)
        self.words.weight.requires_grad_(False)
        self.places = nn.Parameter(torch.zeros(positions, hidden), requires_grad=False)
        self.line = nn.Parameter(torch.zeros(hidden))
        self.norm = nn.LayerNorm(hidden, 1e-12)
        self.layers = nn.ModuleList(Layer(hidden, inner, heads, 1e-12) for _ in range(layers))
        self.exits = exits
        self.heads = nn.ModuleDict({str(e): nn.Linear(hidden, labels) for e in exits})

    def forward(self, ids: Tensor, lengths: Tensor, drop: float = 0.0) -> dict[int, Tensor]:
        """Score padded rows of piece numbers; returns (rows, pieces, labels) for each exit."""
        found: dict[int, Tensor] = {}
        for number, state in enumerate(self._layered(ids, lengths, drop), 1):
            if number in self.exits:
                found[number] = self.heads[str(number)](state)
        return found

    def states(self, ids: Tensor, lengths: Tensor, drop: float = 0.0) -> Tensor:
        """Return the states after the last layer: (rows, pieces, hidden)."""
        *_, last = self._layered(ids, lengths, drop)
        return last

    def _layered(self, ids: Tensor, lengths: Tensor, drop: float) -> Iterator[Tensor]:
        size = ids.shape[1]
        mask = torch.arange(size)[None] < lengths[:, None]
        state = self.words(ids) + self.places[:size] + (ids == 3)[..., None] * self.line
        state = functional.dropout(self.norm(state), drop, self.training)
        for layer in self.layers:
            state = layer(state, mask[:, None, None], drop)
            yield state


def started(
    weights: Weights, rows: list[int], labels: int, layers: int, exits: tuple[int, ...]
) -> Tagger:
    """Return a tagger with the weights of multilingual-e5-small and new heads."""
    hidden, inner = weights.shape.hidden, weights.shape.inner
    model = Tagger(len(rows), labels, layers, exits, inner, hidden, weights.shape.heads)
    with torch.no_grad():
        model.words.weight.copy_(unpacked(*(part[rows] for part in weights.words)))
        places = weights.floats("emb.pos").reshape(-1, hidden) + weights.floats("emb.type")[:hidden]
        model.places.copy_(torch.tensor(places[: len(model.places)]))
        _norm(model.norm, weights, "emb.ln")
        for number, layer in enumerate(model.layers):
            _copy(layer, weights, f"l{number}", hidden, inner)
        for head in model.heads.values():
            nn.init.normal_(head.weight, std=1 / math.sqrt(hidden))
            nn.init.zeros_(head.bias)
    return model


def _copy(layer: Layer, weights: Weights, name: str, hidden: int, inner: int) -> None:
    for part, key in enumerate("qkv"):
        rows = slice(part * hidden, (part + 1) * hidden)
        layer.qkv.weight[rows] = unpacked(*weights.blocks(f"{name}.{key}.w", hidden))
        layer.qkv.bias[rows] = torch.tensor(weights.floats(f"{name}.{key}.b"))
    for linear, key, size in (
        (layer.mixed, "ao", hidden),
        (layer.up, "fi", inner),
        (layer.down, "fo", hidden),
    ):
        linear.weight.copy_(unpacked(*weights.blocks(f"{name}.{key}.w", size)))
        linear.bias.copy_(torch.tensor(weights.floats(f"{name}.{key}.b")))
    _norm(layer.norm_a, weights, f"{name}.aln")
    _norm(layer.norm_b, weights, f"{name}.oln")


def _norm(norm: nn.LayerNorm, weights: Weights, name: str) -> None:
    norm.weight.copy_(torch.tensor(weights.floats(f"{name}.w")))
    norm.bias.copy_(torch.tensor(weights.floats(f"{name}.b")))


def unpacked(scales: object, nibbles: object) -> Tensor:
    """Turn 4-bit blocks into numbers, see `knowledge.embedding.weights`."""
    scale, packed = torch.tensor(scales).float(), torch.tensor(nibbles)
    values = torch.cat([packed & 15, packed >> 4], dim=-1).float() - 8
    return (values * scale[..., None]).reshape(len(scale), -1)
