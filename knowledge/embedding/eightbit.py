"""Products of states in 16 bits with the weights in 8, where a machine has instructions for them.

Such instructions multiply 8-bit integers four to seven times faster than 4-bit blocks. Weights get one
scale an output, which moves a vector of a text by 0.0002 in cosine. States cannot do with 8 bits: a few
numbers are so large that the others would vanish beside them (cosine 0.996). So a state is
multiplied twice: as the 8-bit numbers that it is nearest to, and as what those leave, again in 8 bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge.embedding.blocks import PEAK, unpacked
from knowledge.embedding.onnx_file import Graph
from knowledge.embedding.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LARGEST = 127
_LEAST = 1e-12


def products(
    graph: Graph, weights: Weights, state: str, names: Sequence[str], rows: int
) -> list[str]:
    """Return a state times each of the matrices named, which have so many rows, plus its bias."""
    near = rounded(graph, state)
    left = graph.node("Sub", [state, graph.node("DequantizeLinear", near)])
    rest = rounded(graph, left)
    return [_product(graph, weights, (near, rest), name, rows) for name in names]


def rounded(graph: Graph, state: str) -> list[str]:
    """Return a state as unsigned 8-bit numbers, their scale and their zero."""
    name = graph.node("DynamicQuantizeLinear", [state], outputs=3)
    return [name, f"{name}:1", f"{name}:2"]


def times(graph: Graph, state: Sequence[str], matrix: str, scales: str, *bias: str) -> str:
    """Return a rounded state times a matrix of signed 8-bit numbers, a scale a column."""
    numbers, scale, zero = state
    inputs = [numbers, matrix, scale, scales, zero]
    # The zeros of the matrix are left out: they are 0.
    inputs += ["", *bias] if bias else []
    return graph.node("MatMulIntegerToFloat", inputs, contrib=True)


def _product(
    graph: Graph, weights: Weights, parts: tuple[list[str], list[str]], name: str, rows: int
) -> str:
    numbers, steps = _eight_bits(*weights.blocks(f"{name}.w", rows))
    matrix, scales = graph.constant(f"{name}.w", numbers), graph.constant(f"{name}.s", steps)
    bias = graph.constant(f"{name}.b", weights.floats(f"{name}.b"))
    near, rest = parts
    return graph.node(
        "Add",
        [times(graph, near, matrix, scales, bias), times(graph, rest, matrix, scales)],
    )


def _eight_bits(
    scales: NDArray[np.floating], nibbles: NDArray[np.uint8]
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return rows of blocks as 8-bit numbers (columns, rows), and the step of each row."""
    import numpy as np

    peaks = PEAK * np.abs(scales.astype(np.float32)).max(axis=1)
    steps = np.maximum(peaks / LARGEST, _LEAST)
    values = unpacked(scales / steps[:, None], nibbles)
    numbers = np.rint(values, out=values).astype(np.int8)
    return np.ascontiguousarray(numbers.T), steps
