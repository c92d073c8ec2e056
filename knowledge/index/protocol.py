"""What a vector index can do. Vectors are named by the digest of the text they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Batch = tuple[list[bytes], Vectors]


class VectorIndex(Protocol):
    """Six methods; any may raise IndexBroken, and then the keeper makes the index again."""

    def upsert(self, digests: Sequence[bytes], vectors: Vectors) -> None:
        """Put vectors in, in place of those of the same digest."""

    def delete(self, digests: Sequence[bytes]) -> None:
        """Take vectors out; unknown ones are no error."""

    def query(self, vector: Vectors, limit: int) -> dict[bytes, float]:
        """Return the nearest digests with their cosine, best first."""

    def count(self) -> int:
        """Return how many vectors are in."""

    def rebuild(self, batches: Iterator[Batch]) -> None:
        """Throw everything away and take these in."""

    def close(self) -> None:
        """Let go of files and connections."""


class IndexBroken(Exception):
    """The index cannot be used as it is; nothing is lost, for it is only a cache."""
