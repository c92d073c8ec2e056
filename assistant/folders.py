"""Folders for one person's data, whatever the umask."""

from __future__ import annotations

import os
from pathlib import Path

_BESIDE = 64 * 1024  # bytes


def private_folder(folder: Path) -> Path:
    """Make a folder and the missing ones above it for their owner alone, and return it.

    `mkdir` gives its mode to the last one only: whoever may write to one above could put another in its place.
    """
    for missing in reversed([own for own in (folder, *folder.parents) if not own.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    return folder


def is_full(folder: Path) -> bool:
    """Whether the disk of a folder has no room left for what a database puts beside its file to be read.

    SQLite tells of it as a fault of reading or writing like any other.
    """
    try:
        disk = os.statvfs(folder)
    except (OSError, ValueError):
        return False
    return disk.f_bavail * disk.f_frsize < _BESIDE
