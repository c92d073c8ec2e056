"""Writes the trained tagger as ONNX: weights in 8-bit integers, or as they are, to compare.

Matrices keep one scale a column and seven bits, because processors without VNNI add pairs of 8-bit
products in 16 bits and would overflow (onnxruntime.ai, quantization, « reduce_range »). One window
is one run, without padding: activations are scaled over a run, so that a window's result never
depends on its neighbours.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

_CONTRIB = "com.microsoft"
_BITS = 63


class _Graph:
    def __init__(self, state: dict[str, NDArray[np.float32]], *, integers: bool) -> None:
        self.state, self.integers = state, integers
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.shapes: dict[str, str] = {}

    def constant(self, name: str, values: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(
        self,
        kind: str,
        inputs: list[str],
        outputs: int = 1,
        *,
        contrib: bool = False,
        **attributes: object,
    ) -> list[str]:
        names = [f"n{len(self.nodes)}_{number}" for number in range(outputs)]
        self.nodes.append(
            helper.make_node(kind, inputs, names, domain=_CONTRIB if contrib else "", **attributes)
        )
        return names

    def product(self, name: str, state: str) -> str:
        weights = self.state[f"{name}.weight"].T
        bias = self.constant(f"{name}.bias", self.state[f"{name}.bias"])
        if not self.integers:
            (product,) = self.node("MatMul", [state, self.constant(f"{name}.weight", weights)])
            return self.node("Add", [product, bias])[0]
        scale = np.abs(weights).max(0) / _BITS
        own = self.constant(f"{name}.weight", np.round(weights / scale).astype(np.int8))
        scales = self.constant(f"{name}.scale", scale.astype(np.float32))
        zeros = self.constant(f"{name}.zero", np.zeros(len(scale), np.int8))
        return self.node("DynamicQuantizeMatMul", [state, own, scales, zeros, bias], contrib=True)[
            0
        ]

    def norms(self, name: str) -> list[str]:
        return [
            self.constant(f"{name}.{part}", self.state[f"{name}.{part}"])
            for part in ("weight", "bias")
        ]

    def embedded(self) -> str:
        words = self.state["words.weight"].copy()
        words[3] += self.state["line"]
        if self.integers:
            scale = np.abs(words).max(1, keepdims=True) / 127
            table = self.constant("words", np.round(words / scale).astype(np.int8))
            (rows,) = self.node("Gather", [table, "ids"])
            (rows,) = self.node("Cast", rows and [rows], to=TensorProto.FLOAT)
            (scales,) = self.node(
                "Gather", [self.constant("words.scale", scale.astype(np.float32)), "ids"]
            )
            (rows,) = self.node("Mul", [rows, scales])
        else:
            (rows,) = self.node("Gather", [self.constant("words", words), "ids"])
        (shape,) = self.node("Shape", ["ids"], start=1, end=2)
        zero, axes = self.constant("zero", np.array([0])), self.constant("axes", np.array([0]))
        places = self.constant("places", self.state["places"])
        (own,) = self.node("Slice", [places, zero, shape, axes])
        (total,) = self.node("Add", [rows, own])
        return self.node(
            "LayerNormalization", [total, *self.norms("norm")], axis=-1, epsilon=1e-12
        )[0]

    def layer(self, name: str, state: str, heads: int, *, last: bool) -> str:
        """The last layer reads every piece, but goes on with the first of each word only."""
        attended = self.attention(self.product(f"{name}.qkv", state), heads, last=last)
        mixed = self.product(f"{name}.mixed", attended)
        if last:
            (state,) = self.node("Gather", [state, "firsts"], axis=1)
        state = self.summed(f"{name}.norm_a", state, mixed)
        (inner,) = self.node("FastGelu", [self.product(f"{name}.up", state)], contrib=True)
        return self.summed(f"{name}.norm_b", state, self.product(f"{name}.down", inner))

    def attention(self, qkv: str, heads: int, *, last: bool) -> str:
        """Plain products: on windows this short they take less time than the fused operator."""
        (parts,) = self.node("Reshape", [qkv, self.shape("apart", (-1, 3, heads, 32))])
        (parts,) = self.node("Transpose", [parts], perm=[1, 2, 0, 3])
        query, key, value = self.node("Split", [parts], 3, axis=0, num_outputs=3)
        if last:
            (query,) = self.node("Gather", [query, "firsts"], axis=2)
        (near,) = self.node("FusedMatMul", [query, key], contrib=True, transB=1)
        (near,) = self.node("Softmax", [near], axis=-1)
        (mixed,) = self.node("MatMul", [near, value])
        (mixed,) = self.node("Transpose", [mixed], perm=[0, 2, 1, 3])
        return self.node("Reshape", [mixed, self.shape("together", (1, -1, heads * 32))])[0]

    def shape(self, name: str, sizes: tuple[int, ...]) -> str:
        if name not in self.shapes:
            self.shapes[name] = self.constant(name, np.array(sizes, np.int64))
        return self.shapes[name]

    def summed(self, name: str, state: str, change: str) -> str:
        """Add and normalise: the fused operator takes four times as long on processors."""
        (total,) = self.node("Add", [state, change])
        return self.node("LayerNormalization", [total, *self.norms(name)], axis=-1, epsilon=1e-12)[
            0
        ]


def exported(
    state: dict[str, NDArray[np.float32]], layers: int, labels: tuple[str, ...], *, integers: bool, heads: int = 12,
    positions: int = 320, temperature: float = 1.0,
) -> bytes:  # fmt: skip
    """Return the ONNX file: ids (1, pieces) and the places of first pieces in, chances (1, words, labels) out."""
    state = {**state, "places": state["places"][:positions]}
    for part in ("weight", "bias"):
        state[f"head.{part}"] = state[f"heads.{layers}.{part}"] / temperature
    for number in range(layers):
        for part in ("weight", "bias"):
            qkv = state[f"layers.{number}.qkv.{part}"].copy()
            qkv[: len(qkv) // 3] *= (
                heads / state["norm.weight"].size
            ) ** 0.5  # 1 / sqrt(size of a head)
            state[f"layers.{number}.qkv.{part}"] = qkv
    graph = _Graph(state, integers=integers)
    values = graph.embedded()
    for number in range(layers):
        values = graph.layer(f"layers.{number}", values, heads, last=number == layers - 1)
    plain = _Graph(state, integers=False)
    plain.nodes, plain.constants = graph.nodes, graph.constants
    (last,) = plain.node("Softmax", [plain.product("head", values)], axis=-1)
    model = helper.make_model(
        helper.make_graph(
            graph.nodes, "names",
            [
                helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "pieces"]),
                helper.make_tensor_value_info("firsts", TensorProto.INT64, ["words"]),
            ],
            [helper.make_tensor_value_info(last, TensorProto.FLOAT, [1, "words", len(labels)])],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(_CONTRIB, 1)], ir_version=9,
    )  # fmt: skip
    data: bytes = model.SerializeToString()
    return data


def loaded(folder: Path) -> dict[str, NDArray[np.float32]]:
    """Return the trained weights of a run as arrays."""
    import torch

    state = torch.load(folder / "model.pt", map_location="cpu", weights_only=True)
    return {name: value.float().numpy() for name, value in state.items()}
