"""Completes file names in the prompt for a path."""

from __future__ import annotations

import os
from asyncio import to_thread

from textual.suggester import Suggester

from assistant.errors import UserError
from assistant.folders import named_place
from assistant.visible import visible


class PathSuggester(Suggester):
    """Suggests the first file that goes on as typed; hidden files only when asked for."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole path that a beginning may stand for."""
        return await to_thread(complete, value)


def complete(value: str) -> str | None:
    """Return the first path in order that starts with what was typed, or None."""
    folder, start = os.path.split(value)
    try:
        names = sorted(os.listdir(named_place(folder or ".")))  # noqa: PTH208  (names only)
    except (OSError, ValueError, UserError):
        return None
    for name in names:
        if start and name.startswith(start) and name == visible(name):
            path = os.path.join(folder, name)  # noqa: PTH118  (keeps « ~ » and « ./ » as typed)
            return path + os.sep if named_place(path).is_dir() else path
    return None
