"""What the model makes of a text: one vector for the whole, and one for each telling piece of it.

The whole finds candidates; the pieces tell which of them holds what each piece of a question means
(late interaction: Khattab and Zaharia, "ColBERT", SIGIR 2020). The model's states share a common
part that says nothing, which is taken away first (Mu and Viswanath, "All-but-the-Top", ICLR 2018).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.embedding.vectors import SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

CENTRE = Path(__file__).parent / "centre.f16"
"""The mean state of the model over hygie's own pages and messages; made by `benchmarks.centre`."""

_STEPS, _ZERO = 7, 8
# The largest number of a unit state is cut by this much: the others gain more than it loses.
_CUT = 0.9
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Meaning:
    """A text embedded: `vector` (384) has length 1, `pieces` is as it is kept."""

    vector: Vectors = field(repr=False)
    pieces: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question embedded: `pieces` are unit rows, `weights` how telling each is; they sum to 1."""

    vector: Vectors = field(repr=False)
    pieces: Vectors = field(repr=False)
    weights: Vectors = field(repr=False)


def directions(states: Vectors) -> Vectors:
    """Return states (n, 384) without what they share, each of length 1."""
    import numpy as np

    free = states - _centre()
    unit: Vectors = free / np.maximum(np.linalg.norm(free, axis=1, keepdims=True), _LEAST)
    return unit


def kept(states: Vectors) -> bytes:
    """Return states as they are kept: a row is 1/length in half precision and 384 4-bit numbers."""
    import numpy as np

    unit = directions(states)
    largest = np.maximum(np.abs(unit).max(axis=1, keepdims=True) * _CUT, _LEAST)
    steps = np.clip(np.rint(unit / largest * _STEPS), -_STEPS, _STEPS)
    lengths = np.maximum(np.linalg.norm(steps, axis=1), 1.0)
    nibbles = (steps + _ZERO).astype(np.uint8)
    table = np.empty(len(unit), _row())
    table["scale"] = 1 / lengths
    table["pairs"] = nibbles[:, 0::2] | nibbles[:, 1::2] << 4
    return table.tobytes()


def closeness(asked: Asked, passages: Sequence[bytes]) -> list[float]:
    """Return for each passage how near its pieces come to those asked, in cosine.

    Each piece of the question counts by the piece of the passage that is nearest to it.
    """
    import numpy as np

    table = np.frombuffer(b"".join(passages), _row())
    near = _products(asked.pieces, table["pairs"]) * table["scale"].astype(np.float32)
    sizes = [len(each) // table.itemsize for each in passages]
    edges = np.cumsum([0, *sizes[:-1]])
    best = np.maximum.reduceat(near, edges, axis=1)
    return [float(score) for score in asked.weights @ best]


def nearness(asked: Asked, passage: bytes) -> Vectors:
    """Return the cosine of each piece asked with each piece of a passage, in the order of its words."""
    import numpy as np

    table = np.frombuffer(passage, _row())
    near: Vectors = _products(asked.pieces, table["pairs"]) * table["scale"].astype(np.float32)
    return near


@cache
def _centre() -> Vectors:
    import numpy as np

    return np.fromfile(CENTRE, np.float16).astype(np.float32)


def _row() -> np.dtype[np.void]:
    import numpy as np

    return np.dtype([("scale", "<f2"), ("pairs", "u1", SIZE // 2)])


def _products(asked: Vectors, pairs: NDArray[np.uint8]) -> Vectors:
    """Return products with kept numbers, which are not put in order first: that would cost the most."""
    import numpy as np

    low, high = (pairs & 15).astype(np.float32), (pairs >> 4).astype(np.float32)
    found: Vectors = asked[:, 0::2] @ low.T + asked[:, 1::2] @ high.T
    found -= _ZERO * asked.sum(axis=1, keepdims=True)
    return found
