"""Reads an identity provider's keys over HTTPS: from the named address alone, within seconds."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import aiohttp

_SECONDS = 5.0
_MOST = 1_000_000
_CLOSING = 0.05


def fetched(url: str) -> bytes:
    """Return the document at an address; raises OSError or ValueError."""
    return asyncio.run(_fetched(url))


async def _fetched(url: str) -> bytes:
    import aiohttp

    try:
        # Elsewhere than at the address of the settings, perhaps in clear, anybody could publish keys.
        async with _session() as session, session.get(url, allow_redirects=False) as answer:
            if answer.status != 200:
                raise ValueError(answer.status)
            return await _whole(answer.content)
    except aiohttp.ClientError as error:
        raise OSError(type(error).__name__) from None


@contextlib.asynccontextmanager
async def _session() -> AsyncGenerator[aiohttp.ClientSession]:
    """Lend a session that is cut off at its end: one that drips would take as long to take its leave."""
    import aiohttp

    opened: list[socket.socket] = []

    def opening(address: tuple[int, int, int, str, object]) -> socket.socket:
        opened.append(socket.socket(*address[:3]))
        return opened[-1]

    connector = aiohttp.TCPConnector(ssl=ssl.create_default_context(), socket_factory=opening)
    # The time is for the whole: a server that sends a byte now and then would hold the door shut.
    bounded = aiohttp.ClientTimeout(total=_SECONDS)
    try:
        async with aiohttp.ClientSession(
            connector=connector, timeout=bounded, trust_env=True
        ) as made:
            yield made
    finally:
        for one in opened:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        await asyncio.sleep(_CLOSING)  # the loop sees it, and closes what is left


async def _whole(content: aiohttp.StreamReader) -> bytes:
    data = bytearray()
    async for piece in content.iter_chunked(65_536):
        data += piece
        if len(data) > _MOST:
            raise ValueError("too long")
    return bytes(data)
