"""Writes the ONNX file format, as much of it as one model needs.

ONNX is protocol buffers (github.com/onnx/onnx, onnx.proto, IR version 8); the `onnx` package would
be 100 MB to write a few nodes. Field numbers below are those of onnx.proto.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_KINDS = {"float32": 1, "uint8": 2, "int8": 3, "int32": 6, "int64": 7, "float16": 10}
_CONTRIB = "com.microsoft"


def _varint(value: int) -> bytes:
    out = bytearray()
    value &= (1 << 64) - 1
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes | str) -> bytes:
    data = value.encode() if isinstance(value, str) else value
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _attribute(name: str, value: int | float) -> bytes:
    import struct

    if isinstance(value, int):
        body = _number(3, value) + _number(20, 2)
    else:
        body = _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, 1)
    return _bytes(1, name) + body


class Graph:
    """A graph under construction."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._constants: list[bytes] = []
        self._count = 0

    def constant(self, name: str, values: NDArray[Any]) -> str:
        """Add a constant tensor; return its name."""
        dims = b"".join(_number(1, size) for size in values.shape)
        kind = _number(2, _KINDS[values.dtype.name])
        self._constants.append(dims + kind + _bytes(8, name) + _bytes(9, values.tobytes()))
        return name

    def node(
        self,
        operator: str,
        inputs: Iterable[str],
        attributes: Mapping[str, int | float] | None = None,
        *,
        contrib: bool = False,
        outputs: int = 1,
    ) -> str:
        """Add an operation; return the name of its first output (the others end in :1, :2, …)."""
        self._count += 1
        name = f"n{self._count}"
        names = [name, *(f"{name}:{number}" for number in range(1, outputs))]
        body = b"".join(_bytes(1, each) for each in inputs)
        body += b"".join(_bytes(2, each) for each in names)
        body += _bytes(3, name) + _bytes(4, operator)
        body += b"".join(_bytes(5, _attribute(*pair)) for pair in (attributes or {}).items())
        self._nodes.append(body + (_bytes(7, _CONTRIB) if contrib else b""))
        return name

    def model(self, inputs: Mapping[str, list[int | str]], outputs: Mapping[str, str]) -> bytes:
        """Return the file; `inputs` gives shapes of float tensors, `outputs` new names of results."""
        for new, old in outputs.items():
            self._nodes.append(_bytes(1, old) + _bytes(2, new) + _bytes(4, "Identity"))
        graph = b"".join(_bytes(1, node) for node in self._nodes) + _bytes(2, "hygie")
        graph += b"".join(_bytes(5, tensor) for tensor in self._constants)
        graph += b"".join(_bytes(11, _value(*pair)) for pair in inputs.items())
        graph += b"".join(_bytes(12, _bytes(1, name)) for name in outputs)
        sets = _bytes(8, _bytes(1, "") + _number(2, 17))
        sets += _bytes(8, _bytes(1, _CONTRIB) + _number(2, 1))
        return _number(1, 8) + _bytes(2, "hygie") + _bytes(7, graph) + sets


def _value(name: str, shape: list[int | str]) -> bytes:
    dims = b"".join(
        _bytes(1, _number(1, size) if isinstance(size, int) else _bytes(2, size)) for size in shape
    )
    return _bytes(1, name) + _bytes(2, _bytes(1, _number(1, _KINDS["float32"]) + _bytes(2, dims)))
