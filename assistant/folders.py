"""Folders for one person's data, whatever the umask."""

from __future__ import annotations

from pathlib import Path


def private_folder(folder: Path) -> Path:
    """Make a folder and the missing ones above it for their owner alone, and return it.

    `mkdir` gives its mode to the last one only: whoever may write to one above could put another in its place.
    """
    for missing in reversed([own for own in (folder, *folder.parents) if not own.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    return folder
