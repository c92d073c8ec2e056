"""Lists the files of a folder: no hidden ones, no machinery, no way round in circles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_LEFT_OUT = frozenset({"node_modules", "__pycache__", "venv"})
_TEMPORARY = ("~", ".tmp", ".part", ".crdownload", ".swp")


def walk(folder: Path, closed: list[Path]) -> Iterator[Path]:
    """Yield the files under a folder in order; folders that cannot be opened go into `closed`.

    Links to folders are followed once each, so that a vault may be made of several, and one that
    leads back to itself ends.
    """
    yield from _walk(folder, closed, set())


def nameable(path: Path) -> bool:
    """Whether a path is text: a name of old code pages or a damaged disk cannot be kept."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _walk(folder: Path, closed: list[Path], seen: set[tuple[int, int]]) -> Iterator[Path]:
    try:
        facts = folder.stat()
        if (facts.st_dev, facts.st_ino) in seen:
            return
        seen.add((facts.st_dev, facts.st_ino))
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        closed.append(folder)
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in _LEFT_OUT:
            continue
        if _is_folder(entry):
            yield from _walk(folder / entry.name, closed, seen)
        elif not entry.name.endswith(_TEMPORARY) and not entry.name.startswith("~$"):
            yield folder / entry.name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
