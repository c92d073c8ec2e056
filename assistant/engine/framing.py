"""Frames on the pipe: four bytes of length, big-endian, then so many bytes of JSON."""

from __future__ import annotations

import asyncio
import struct
from typing import Any

from assistant.engine import codec

MAX_FRAME = 256 * 1024 * 1024
_LARGE = 100_000
"""Bytes from which a thread reads a value: the findings of a long document held the screen for half a second."""
_HEAD = struct.Struct(">I")


async def read(reader: asyncio.StreamReader) -> Any:  # noqa: ANN401
    """Return the next value; raises EOFError when the other side is gone."""
    try:
        (length,) = _HEAD.unpack(await reader.readexactly(_HEAD.size))
        if length > MAX_FRAME:
            raise EOFError
        data = await reader.readexactly(length)
    except (asyncio.IncompleteReadError, ConnectionError):
        raise EOFError from None
    return await asyncio.to_thread(codec.loads, data) if length > _LARGE else codec.loads(data)


async def write(writer: asyncio.StreamWriter, value: object) -> None:
    """Send one value; raises EOFError when the other side is gone."""
    data = codec.dumps(value)
    try:
        writer.write(_HEAD.pack(len(data)) + data)
        await writer.drain()
    except (ConnectionError, RuntimeError):
        raise EOFError from None
