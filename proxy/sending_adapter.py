"""A body on its way to a provider, whose connection can be cut: one that reads nothing would hold it for ever."""

from __future__ import annotations

import asyncio
import io

from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import BytesIOPayload


class Sending(BytesIOPayload):  # type: ignore[misc]
    """Some bytes, sent piece by piece: others are served between."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))
        self._transport: asyncio.WriteTransport | None = None
        self._sent = False

    async def write_with_length(
        self, writer: AbstractStreamWriter, content_length: int | None
    ) -> None:
        """Send them, and know by which way."""
        self._transport, self._sent = writer.transport, False
        await super().write_with_length(writer, content_length)
        self._sent = True

    def cut(self) -> None:
        """Drop the connection at once: closing would wait until everything is read that was sent."""
        if self._transport is not None:
            self._transport.abort()

    def end(self) -> None:
        """Drop the connection if the answer came before all was sent."""
        if not self._sent:
            self.cut()
