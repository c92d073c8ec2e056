"""Whether the guide of the first start was seen: a mark beside the settings."""

from __future__ import annotations

from contextlib import suppress

from assistant import paths
from assistant.folders import private_folder

_MARK = "guided"


def seen() -> bool:
    """Whether the guide needs not be shown."""
    return (paths.config_dir() / _MARK).exists()


def remember() -> None:
    """Do not show the guide again; where nothing can be written it comes back."""
    with suppress(OSError):
        private_folder(paths.config_dir())
        (paths.config_dir() / _MARK).touch()
