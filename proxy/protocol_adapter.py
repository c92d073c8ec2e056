"""How bytes become requests, with an end to what a stranger may send before its key is known."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import Protocol

MOST_BYTES = 65_536  # of a request's first line and headers
_MOST_SECONDS = 30.0  # until they are whole


def bounded() -> type[Protocol]:
    """Return uvicorn's protocol on httptools, which itself knows no end of headers."""
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

    class Bounded(HttpToolsProtocol):
        _read, _whole = 0, False
        _giving_up: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._giving_up = self.loop.call_later(_MOST_SECONDS, transport.close)

        def connection_lost(self, exc: Exception | None) -> None:
            self._keep_on()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            self._read += len(data)
            super().data_received(data)
            if not self._whole and self._read > MOST_BYTES and not self.transport.is_closing():
                self.send_400_response("The headers are too large. Nothing was sent.")

        def on_message_begin(self) -> None:
            self._whole = False
            super().on_message_begin()

        def on_headers_complete(self) -> None:
            self._read, self._whole = 0, True
            self._keep_on()
            super().on_headers_complete()

        def on_message_complete(self) -> None:
            self._read = 0
            super().on_message_complete()

        def _keep_on(self) -> None:
            if self._giving_up is not None:
                self._giving_up.cancel()
                self._giving_up = None

    return Bounded
