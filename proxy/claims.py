"""Who has the last word on a request: the guard that finished it, or the client that was told it did not."""

from __future__ import annotations

import threading


class Claim:
    """Taken once, by the one who comes first; the other learns that it came too late."""

    def __init__(self) -> None:
        self._free = threading.Lock()

    def take(self) -> bool:
        """Take it; return False if it is taken."""
        return self._free.acquire(blocking=False)


class TooLate(Exception):
    """The client was answered while the guard still worked: what it made is dropped, unrecorded."""
