"""Keeps the inner units of each layer that do most on our own texts: narrower layers, less to multiply."""

from __future__ import annotations

from random import Random

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training import sources
from training.encoder import Layer, Tagger
from training.examples import Sets, batches, examples, padded

_TEXTS, _BATCHES, _PIECES = 150, 24, 2048


def narrowed(
    model: Tagger, real: list[sources.Labelled], tokenizer: Tokenizer, inner: int
) -> Tagger:
    """Cut every layer down to `inner` units, in place.

    A unit counts as much as its mean output times the length of the weights that read it (a first
    order estimate of what leaving it out changes). The texts are the same for every worker.
    """
    if model.layers[0].up.out_features == inner:
        return model
    texts = real[:_TEXTS] + [t for lang in ("fr", "en") for t in sources.written(lang, _TEXTS, 7)]
    own = batches(list(examples(texts, tokenizer, Sets())), _PIECES, Random(7))[:_BATCHES]
    totals = _outputs(model, [padded(batch)[0::2] for batch in own])
    for layer, total in zip(model.layers, totals, strict=True):
        _cut(layer, total * layer.down.weight.norm(dim=0), inner)
    return model


@torch.no_grad()
def _outputs(model: Tagger, own: list[tuple[Tensor, ...]]) -> list[Tensor]:
    totals = [torch.zeros(layer.up.out_features) for layer in model.layers]

    def kept(number: int, output: Tensor) -> None:
        totals[number] += functional.gelu(output, approximate="tanh").abs().mean(dim=(0, 1))

    hooks = [
        layer.up.register_forward_hook(lambda _m, _i, output, n=number: kept(n, output))
        for number, layer in enumerate(model.layers)
    ]
    model.eval()
    for ids, lengths in own:
        model(ids, lengths)
    for hook in hooks:
        hook.remove()
    return totals


@torch.no_grad()
def _cut(layer: Layer, worth: Tensor, inner: int) -> None:
    rows = worth.topk(inner).indices.sort().values
    up, down = nn.Linear(layer.up.in_features, inner), nn.Linear(inner, layer.down.out_features)
    up.weight.copy_(layer.up.weight[rows])
    up.bias.copy_(layer.up.bias[rows])
    down.weight.copy_(layer.down.weight[:, rows])
    down.bias.copy_(layer.down.bias)
    layer.up, layer.down = up, down
