"""What one backup holds: files in chunks, the keys they need, and a digest of the records."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from assistant.types import Private

ROOTS = ("data", "config")
"""The folders that files of a backup belong to."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_KEY = re.compile(r"(?:[0-9a-f]{2})+")
_LATEST = 253_402_200_000  # the year 9999, the last that a calendar knows


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
    """Return a snapshot from what `to_json` made.

    Raises ValueError, KeyError, TypeError or RecursionError for anything else: who knows the passphrase may
    write what they like, and names of chunks become names of files.
    """
    row = json.loads(data)
    keys, records = dict(row["keys"]), dict(row["records"])
    if not all(map(_KEY.fullmatch, keys.values())) or not isinstance(
        records.get("tables", {}), dict
    ):
        raise ValueError
    return Snapshot(
        _moment(row["at"]), str(row["version"]), tuple(map(_saved, row["files"])), Private(keys),
        records, _count(row["number"]),
    )  # fmt: skip


def _saved(row: dict[str, Any]) -> Saved:
    file = Saved(**{**row, "chunks": tuple(row["chunks"])})
    if not all(map(_DIGEST.fullmatch, (file.sha256, *file.chunks))):
        raise ValueError
    if file.root not in ROOTS or not file.path or b"\0" in os.fsencode(file.path):
        raise ValueError
    return replace(file, size=_count(file.size), mode=_count(file.mode))


def _count(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError
    return value


def _moment(value: object) -> float:
    if not isinstance(value, int | float) or not 0 <= value < _LATEST:
        raise ValueError
    return float(value)
