"""Blocks of 32 weights in 4 bits (Q4_0): a scale, then 16 bytes.

The low halves of the bytes are numbers 0 to 15, the high halves 16 to 31; a value is the scale times its
number minus 8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK = 32
PEAK = 8
"""The largest value of a block, in scales; nearly every block has it."""


def numbers(nibbles: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the numbers of packed blocks (…, 16), from 0 to 15, in order (…, 32)."""
    import numpy as np

    return np.concatenate([nibbles & 15, nibbles >> 4], axis=-1)


def unpacked(scales: NDArray[np.floating], nibbles: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the values of rows of blocks, as one matrix (rows, values)."""
    import numpy as np

    values = numbers(nibbles).astype(np.float32)
    values -= PEAK
    values *= scales.astype(np.float32)[..., None]
    return values.reshape(len(values), -1)
