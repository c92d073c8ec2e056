"""Remembers that a large file was checked, so that its hash is not computed at every start."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.protocols import Progress

CHUNK = 1 << 20


def holds(path: Path, sha256: str) -> bool:
    """Whether the file is the one that was checked: same size and time of change since."""
    try:
        return _sidecar(path).read_text(encoding="ascii") == _record(path, sha256)
    except (OSError, UnicodeDecodeError):
        return False


def put(path: Path, sha256: str) -> None:
    """Record that the file has this hash."""
    _sidecar(path).write_text(_record(path, sha256), encoding="ascii")


def hash_of(path: Path, progress: Progress | None = None) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    digest, done, total = hashlib.sha256(), 0, path.stat().st_size
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            done += len(chunk)
            if progress:
                progress(done, total)
    return digest.hexdigest()


def _sidecar(path: Path) -> Path:
    return path.with_name(path.name + ".sha256")


def _record(path: Path, sha256: str) -> str:
    status = path.stat()
    return f"{sha256} {status.st_size} {status.st_mtime_ns}\n"
