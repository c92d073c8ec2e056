"""Sessions of onnxruntime, and which products this machine does exactly.

One thread a session: a question beside a batch is not held up by spinning workers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.embedding.eightbit import LARGEST, rounded, times
from knowledge.embedding.onnx_file import Graph

if TYPE_CHECKING:
    import onnxruntime

_MOST = 255
_INNER, _OUTER = 64, 16


def session(model: bytes) -> onnxruntime.InferenceSession:
    """Return an ONNX file loaded, its nodes run as they stand."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # From the next level on, sums are joined to normalisations, which takes five times longer.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def exact() -> bool:
    """Return whether 8-bit products are added up without overflow here.

    Processors of x86 without VNNI add two in 16 bits and cut what does not fit (onnxruntime.ai,
    quantization, « reduce_range »).
    """
    import numpy as np

    graph = Graph()
    matrix = graph.constant("matrix", np.full((_INNER, _OUTER), LARGEST, np.int8))
    scales = graph.constant("scales", np.ones(_OUTER, np.float32))
    product = times(graph, rounded(graph, "in"), matrix, scales)
    model = graph.model({"in": [1, "tokens", _INNER]}, {"out": product})
    largest = np.full((1, _OUTER, _INNER), _MOST, np.float32)
    return bool((session(model).run(None, {"in": largest})[0] == _MOST * LARGEST * _INNER).all())
