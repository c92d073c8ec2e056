"""Where files live; `HYGIE_HOME` moves all three folders under one."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path | None:
    """The single folder chosen by the person, if any."""
    value = os.environ.get("HYGIE_HOME")
    return Path(value).expanduser() if value else None


def config_dir() -> Path:
    """Settings, company list, model entries."""
    return _folder("config")


def data_dir() -> Path:
    """What the person makes: drafts, history."""
    return _folder("data")


def cache_dir() -> Path:
    """What can be made again: assembled weights."""
    return _folder("cache")


def _folder(name: str) -> Path:
    if base := home():
        return base / name
    import platformdirs

    finder = {
        "config": platformdirs.user_config_path,
        "data": platformdirs.user_data_path,
        "cache": platformdirs.user_cache_path,
    }[name]
    found = finder("hygie", appauthor=False)
    # macOS and Windows have one place for both: a backup would save each file twice.
    shared = platformdirs.user_config_path() == platformdirs.user_data_path()
    return found / name if shared and name != "cache" else found
