"""Lets asyncio read what a blocking generator produces in a thread, and stop it."""

from __future__ import annotations

import asyncio
import threading
import weakref
from collections.abc import AsyncGenerator, Callable, Iterator
from queue import SimpleQueue
from typing import Any

Chunk = dict[str, Any]
Receive = Callable[[Chunk], None]
Produce = Callable[[Receive, threading.Event], None]

_END = object()
_STOP_SECONDS = 5.0
_running: weakref.WeakSet[_Run] = weakref.WeakSet()


class _Run:
    """A producer in its thread; puts chunks, then the exception if any, then _END."""

    def __init__(self, produce: Produce, put: Callable[[object], None]) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=self._work, args=(produce, put), name="hygie-model", daemon=True
        )
        _running.add(self)
        self._thread.start()

    def _work(self, produce: Produce, put: Callable[[object], None]) -> None:
        try:
            produce(put, self._stop)
        except Exception as error:  # noqa: BLE001  (carried over to the reader, who raises it)
            put(error)
        finally:
            put(_END)

    def stop(self) -> None:
        self._stop.set()

    def join(self) -> None:
        self._thread.join(_STOP_SECONDS)


async def read(produce: Produce) -> AsyncGenerator[Chunk, None]:
    """Yield the chunks of a producer run in a thread; closing the iterator stops it."""
    queue: asyncio.Queue[object] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def put(item: object) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(queue.put_nowait, item)

    run = _Run(produce, put)
    try:
        while (item := await queue.get()) is not _END:
            yield _chunk(item)
    finally:
        run.stop()


def read_blocking(produce: Produce) -> Iterator[Chunk]:
    """Like `read`, for callers without an event loop."""
    queue: SimpleQueue[object] = SimpleQueue()
    run = _Run(produce, queue.put)
    try:
        while (item := queue.get()) is not _END:
            yield _chunk(item)
    finally:
        run.stop()


def _chunk(item: object) -> Chunk:
    if isinstance(item, Exception):
        raise item
    assert isinstance(item, dict)
    return item


def stop_all() -> None:
    """Stop every producer and wait, five seconds each at most, until it has ended."""
    for run in list(_running):
        run.stop()
    for run in list(_running):
        run.join()
