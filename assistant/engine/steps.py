"""Work in a thread, told step by step to whoever awaits it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar

from assistant.protocols import Progress
from assistant.types import PartDone

T = TypeVar("T")


async def steps(begin: Callable[[Progress], Awaitable[T]]) -> AsyncIterator[PartDone | T]:
    """Yield the progress of work that is begun in another thread, then what it gives.

    Closing the iterator stops the work at its next step. Raises what the work raises.
    """
    queue: asyncio.Queue[PartDone | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    stopped = False

    def tell(done: int, total: int) -> None:
        if stopped:
            raise asyncio.CancelledError
        loop.call_soon_threadsafe(queue.put_nowait, PartDone(done, total))

    running = asyncio.ensure_future(begin(tell))
    running.add_done_callback(lambda _done: queue.put_nowait(None))
    try:
        while (step := await queue.get()) is not None:
            yield step
        yield await running
    finally:
        stopped = True
