"""Shows on a terminal that time passes while nothing else is shown there."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

_WIDTH = 12
"""Cells that are blanked again; more than any number of seconds takes."""


@asynccontextmanager
async def seconds_passing() -> AsyncGenerator[Callable[[], None]]:
    """Count seconds on the terminal until the function given is called, or the end; then blank them."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    counting = asyncio.create_task(_count())

    def stop() -> None:
        if not counting.cancelling():  # blanked once: then the answer stands there
            counting.cancel()
            _draw(" " * _WIDTH)
            _draw("")

    try:
        yield stop
    finally:
        stop()


async def _count() -> None:
    passed = 0
    while True:
        await asyncio.sleep(1)
        passed += 1
        _draw(f"{passed} s")


def _draw(text: str) -> None:
    print(f"\r{text}", end="", file=sys.stderr, flush=True)
