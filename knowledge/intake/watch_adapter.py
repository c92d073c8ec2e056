"""Waits for changes under folders, through watchfiles (inotify, FSEvents, ReadDirectoryChanges)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

_QUIET_MS = 1_500


def changes(folders: Sequence[Path], stop: Event | None = None) -> Iterator[None]:
    """Yield once after each burst of changes, until interrupted or stopped."""
    from watchfiles import watch

    for _burst in watch(
        *folders, debounce=_QUIET_MS, stop_event=stop, raise_interrupt=True, yield_on_timeout=False
    ):
        yield
