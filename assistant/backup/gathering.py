"""Which files a backup takes, and how databases that are in use are copied whole."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.backup.repository import CHUNK, Repository
from assistant.backup.snapshots import Saved
from assistant.folders import private_folder
from assistant.protocols import Progress

STAGING = ".backup-"
_LEFT_OUT = ("-wal", "-shm", "-journal", ".lock", ".pid")
_DERIVED = frozenset({"chroma"})
"""Folders of the knowledge base that are made again from it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to save: where it lies now, and where it belongs."""

    root: str
    path: str
    place: Path


def sources(roots: Mapping[str, Path], copies: Mapping[Path, Path]) -> Iterator[Source]:
    """Yield the files of the folders, sorted; for a database, its still copy. Links are left out."""
    for root, folder in roots.items():
        for path in sorted(folder.rglob("*")):
            inner = path.relative_to(folder)
            if path.is_file() and not path.is_symlink() and _wanted(inner):
                yield Source(root, inner.as_posix(), copies.get(path, path))


def _wanted(inner: Path) -> bool:
    if inner.name.endswith(_LEFT_OUT) or any(part.startswith(STAGING) for part in inner.parts):
        return False
    return not (inner.parts[0] == "knowledge" and _DERIVED & set(inner.parts[1:-1]))


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A private folder for copies, gone afterwards; removes those of runs that were killed.

    One backup at a time has it: a second waits, or it would take the folder away from the first.
    """
    private_folder(folder)
    lock = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems know no locks
            fcntl.flock(lock, fcntl.LOCK_EX)
        for old in folder.glob(f"{STAGING}*"):
            shutil.rmtree(old, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=STAGING, dir=folder) as name:
            yield Path(name)
    finally:
        os.close(lock)


def save(
    repository: Repository, found: Sequence[Source], progress: Progress | None = None
) -> tuple[list[Saved], int]:
    """Put files into a repository; return them, and the bytes that were new.

    A file that went since it was found, as files being written do, is left out.
    """
    total, done, written = sum(map(_size, found)), 0, 0
    saved = []
    for source in found:
        digest, chunks, size = hashlib.sha256(), [], 0
        try:
            file = source.place.open("rb")
        except FileNotFoundError:
            continue
        with file:
            mode = os.fstat(file.fileno()).st_mode & 0o777
            while data := file.read(CHUNK):
                name, new = repository.put(data)
                digest.update(data)
                chunks.append(name)
                size, written, done = size + len(data), written + new, done + len(data)
                if progress:
                    progress(min(done, total), total)
        saved.append(Saved(source.root, source.path, size, mode, digest.hexdigest(), tuple(chunks)))
    return saved, written


def _size(source: Source) -> int:
    try:
        return source.place.stat().st_size
    except FileNotFoundError:
        return 0
