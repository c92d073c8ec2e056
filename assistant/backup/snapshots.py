"""What one backup holds: files in chunks, the keys they need, and a digest of the records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from assistant.types import Private


@dataclass(frozen=True, slots=True)
class Saved:
    """One file: `root` is data or config, `path` relative to it; SHA-256 of the whole."""

    root: str
    path: str
    size: int
    mode: int
    sha256: str
    chunks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One backup; `at` in seconds since the epoch; `records` counts rows by table, with a digest."""

    at: float
    version: str
    files: tuple[Saved, ...]
    keys: Private[Mapping[str, str]]
    records: Mapping[str, Any]
    number: int = 0

    def numbered(self, number: int) -> Snapshot:
        """Return the snapshot with its number."""
        return replace(self, number=number)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


def to_json(snapshot: Snapshot) -> bytes:
    """Return a snapshot as it is sealed."""
    value = {
        "at": snapshot.at, "version": snapshot.version, "number": snapshot.number,
        "files": [asdict(file) for file in snapshot.files], "keys": dict(snapshot.keys.reveal()),
        "records": dict(snapshot.records),
    }  # fmt: skip
    return json.dumps(value).encode()


def from_json(data: bytes) -> Snapshot:
    """Return a snapshot from what `to_json` made; raises ValueError, KeyError or TypeError."""
    row = json.loads(data)
    files = tuple(Saved(**{**file, "chunks": tuple(file["chunks"])}) for file in row["files"])
    return Snapshot(
        row["at"], row["version"], files, Private(row["keys"]), row["records"], row["number"]
    )
