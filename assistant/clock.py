"""The machine's clock."""

from __future__ import annotations

import time


class SystemClock:
    """Implements `assistant.protocols.Clock`."""

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic()
