"""The encoder of multilingual-e5-small as an ONNX graph.

Nearly all of its work is products of states with matrices of 4-bit weights; how they are done is
for the caller to say, who knows the machine (`fourbit`, `eightbit`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from knowledge.embedding.onnx_file import Graph
from knowledge.embedding.weights import Weights

INPUT, OUTPUT = "embedded", "states"

Products = Callable[[Graph, Weights, str, Sequence[str], int], list[str]]
"""Adds to a graph a state times each matrix named, which have so many rows, plus its bias."""


def model(weights: Weights, products: Products) -> bytes:
    """Return the ONNX file: word embeddings in (1, tokens, hidden), token states out."""
    graph, hidden = Graph(), weights.shape.hidden
    state = _normalised(graph, weights, "emb.ln", INPUT)
    for number in range(weights.shape.layers):
        state = _layer(graph, weights, products, f"l{number}", state)
    return graph.model({INPUT: [1, "tokens", hidden]}, {OUTPUT: state})


def _layer(graph: Graph, weights: Weights, products: Products, layer: str, state: str) -> str:
    shape = weights.shape
    parts = products(graph, weights, state, [f"{layer}.{name}" for name in "qkv"], shape.hidden)
    attended = graph.node("MultiHeadAttention", parts, {"num_heads": shape.heads}, contrib=True)
    [mixed] = products(graph, weights, attended, [f"{layer}.ao"], shape.hidden)
    state = _sum(graph, weights, f"{layer}.aln", state, mixed)
    [inner] = products(graph, weights, state, [f"{layer}.fi"], shape.inner)
    inner = graph.node("Gelu", [inner], contrib=True)
    [inner] = products(graph, weights, inner, [f"{layer}.fo"], shape.hidden)
    return _sum(graph, weights, f"{layer}.oln", state, inner)


def _sum(graph: Graph, weights: Weights, name: str, state: str, change: str) -> str:
    return _normalised(graph, weights, name, graph.node("Add", [state, change]))


def _normalised(graph: Graph, weights: Weights, name: str, state: str) -> str:
    factors, biases = (
        graph.constant(each, weights.floats(each)) for each in (f"{name}.w", f"{name}.b")
    )
    return graph.node(
        "LayerNormalization",
        [state, factors, biases],
        {"epsilon": weights.shape.epsilon, "axis": -1},
    )
