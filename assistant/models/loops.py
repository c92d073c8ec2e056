"""Notices when a small model goes round in circles, which it does until its last token otherwise.

Sampling penalties would cure it too, but they also alter figures and names copied from a text.
"""

from __future__ import annotations

_PIECE = 120
_TIMES = 4
_KEPT = 3_000


class LoopDetector:
    """Fed with an answer as it streams."""

    def __init__(self) -> None:
        self._tail = ""

    def feed(self, text: str) -> bool:
        """Take the next words; return whether its last 120 characters stand there four times."""
        self._tail = (self._tail + text)[-_KEPT:]
        piece = self._tail[-_PIECE:]
        return len(piece) == _PIECE and self._tail.count(piece) >= _TIMES
