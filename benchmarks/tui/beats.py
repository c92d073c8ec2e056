"""How long the event loop is held: a beat every ten milliseconds, and how late each one comes."""

from __future__ import annotations

import asyncio
import time
from types import TracebackType
from typing import Self

_BEAT = 0.01


class Beats:
    """Beats while it is entered; the longest pause by the screen's own CPU and by the clock.

    By CPU a busy machine does not blur the figure: it is what the screen's thread did between two
    beats. By the clock it holds what other programs took as well.
    """

    def __init__(self) -> None:
        self._busy: list[float] = []
        self._late: list[float] = []
        self._began = 0.0

    async def __aenter__(self) -> Self:
        self._began = time.monotonic()
        self._task = asyncio.create_task(self._beat())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await asyncio.sleep(2 * _BEAT)
        self._task.cancel()

    async def _beat(self) -> None:
        last, spent = time.monotonic(), time.thread_time()
        while True:
            await asyncio.sleep(_BEAT)
            now, used = time.monotonic(), time.thread_time()
            self._busy.append((used - spent) * 1000)
            self._late.append((now - last - _BEAT) * 1000)
            last, spent = now, used

    def found(self) -> dict[str, float]:
        """Return the worst freezes in milliseconds, and the seconds that it took."""
        return {
            "seconds": round(time.monotonic() - self._began, 1),
            "worst_freeze_cpu_ms": round(max(self._busy), 1),
            "worst_freeze_ms": round(max(self._late), 1),
            "freezes_over_50_cpu_ms": sum(value > 50 for value in self._busy),
        }
