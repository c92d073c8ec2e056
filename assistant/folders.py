"""Folders for one person's data, whatever the umask, and places as a person names them."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.errors import UserError
from assistant.i18n import _

_BESIDE = 64 * 1024  # bytes


def private_folder(folder: Path) -> Path:
    """Make a folder and the missing ones above it for their owner alone, and return it.

    `mkdir` gives its mode to the last one only: whoever may write to one above could put another in its place.
    """
    for missing in reversed([own for own in (folder, *folder.parents) if not own.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    return folder


def named_place(name: str) -> Path:
    """Return the place that a person names, « ~ » their home; raises UserError for the home of nobody."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        raise UserError(
            _("There is nothing at this place: {name}").format(name=name),
            _("Nothing was changed."),
            _("Check the spelling and the folder, then try again."),
        ) from None


def is_full(folder: Path) -> bool:
    """Whether the disk of a folder has no room left for what a database puts beside its file to be read.

    SQLite tells of it as a fault of reading or writing like any other.
    """
    try:
        disk = os.statvfs(folder)
    except (OSError, ValueError):
        return False
    return disk.f_bavail * disk.f_frsize < _BESIDE
