"""Sends a stream and always ends it, whoever goes away first."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from assistant.i18n import _
from proxy.cutting import Cut, cut_off
from proxy.refusals import Refusal

T = TypeVar("T")


def _nothing() -> None:
    """Do nothing."""


class EventStream(Response):
    """Server-sent events; when the client goes, what makes them is stopped and closed."""

    media_type = "text/event-stream"

    def __init__(
        self, events: AsyncGenerator[bytes], close: Callable[[], Awaitable[None]] | None
    ) -> None:
        super().__init__(headers={"cache-control": "no-cache", "x-accel-buffering": "no"})
        del self.headers["content-length"]
        self._events, self._close = events, close
        self._ended: Callable[[], None] = _nothing

    def on_end(self, ended: Callable[[], None]) -> None:
        """Have something done when the stream is over."""
        self._ended = ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events until they end or the client goes."""
        sending = asyncio.ensure_future(self._send(send))
        leaving = asyncio.ensure_future(_gone(receive))
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
        finally:
            for task in (sending, leaving):
                task.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)
            with contextlib.suppress(Exception):
                await self._events.aclose()
            # Events that nobody began to ask for close nothing by themselves.
            with contextlib.suppress(Exception):
                if self._close is not None:
                    await self._close()
            self._ended()

    async def _send(self, send: Send) -> None:
        await send(
            {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        )
        async for data in self._events:
            await send({"type": "http.response.body", "body": data, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def unless_gone(receive: Receive, work: Coroutine[object, object, T], cut: Cut) -> T:
    """Return what some work gives; it is cancelled when the client goes before, or at the cut. Raises Refusal."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_gone(receive))
    try:
        awaited: list[asyncio.Future[Any]] = [working, leaving, cut.coming]
        await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
        if not working.done() and cut.coming.done():
            raise cut_off()
        if not working.done():
            raise Refusal(499, "client_gone", _("The client went away before the answer came."))
        return working.result()
    finally:
        for task in (working, leaving):
            task.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
