"""How a server stops: requests under way may finish for a while, and who stops it is told so."""

from __future__ import annotations

import asyncio
import socket
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.i18n import ngettext
from proxy.cutting import Cut

if TYPE_CHECKING:
    import uvicorn

_LAST_WORDS = 1.0  # seconds in which requests that are cut tell their clients so


def server(config: uvicorn.Config, cut: Cut, then: Callable[[], None]) -> uvicorn.Server:
    """Return a server that cuts what runs on after its time, or after a second Ctrl+C, and then ends.

    `then` is called once it is cut.
    """
    import uvicorn

    class Stopping(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            for listener in self.servers:
                listener.close()
            for connection in list(self.server_state.connections):
                connection.shutdown()
            seconds = self.config.timeout_graceful_shutdown or 0
            if running := len(self.server_state.tasks):
                _say(running, seconds)
            await self._emptied(seconds, lambda: self.force_exit)
            cut.now()
            then()
            await self._emptied(_LAST_WORDS, lambda: False)
            self.config.timeout_graceful_shutdown = 1  # for what did not end even so
            await super().shutdown(sockets)

        async def _emptied(self, seconds: float, hurried: Callable[[], bool]) -> None:
            until = time.monotonic() + seconds
            while self.server_state.tasks and time.monotonic() < until and not hurried():
                await asyncio.sleep(0.05)

    return Stopping(config)


def _say(running: int, seconds: int) -> None:
    said = ngettext(
        "hygie: finishing {n} request, for {seconds} seconds at most; Ctrl+C once more stops at once.",
        "hygie: finishing {n} requests, for {seconds} seconds at most; Ctrl+C once more stops at once.",
        running,
    )
    print(said.format(n=running, seconds=seconds), file=sys.stderr, flush=True)  # noqa: T201
