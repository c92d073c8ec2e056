"""Answers that came whole to a streamed request, told as a stream.

Some services ignore `stream`; a client that asked for events reads nothing else.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Mapping

from proxy.endpoints import Json, Wire
from proxy.replay.chat import chat, completion
from proxy.replay.messages import message
from proxy.replay.responses import response
from proxy.spending import asks_for_count
from proxy.wire import sse

_TOLD: Mapping[str, Callable[[Json], Iterator[Json]]] = {
    "/chat/completions": chat,
    "/completions": completion,
    "/responses": response,
    "/messages": message,
}


def is_streamed(wire: Wire, asked: Mapping[str, object]) -> bool:
    """Whether a request in a format asks for events."""
    return asked.get("stream") is True and wire.path in _TOLD


def replayed(wire: Wire, told: Json, asked: Mapping[str, object]) -> list[bytes]:
    """Return the stream that tells a whole, restored answer; raises TypeError and the like for another form."""
    pieces = []
    for event in _TOLD[wire.path](told):
        if event.get("choices") == [] and not asks_for_count(asked):
            continue  # the client did not ask for the count and may not expect it
        pieces.append(sse.written(event, str(event.get("type", "")) if wire.named else ""))
    return pieces if wire.named else [*pieces, sse.DONE]


async def stream_of(pieces: Iterable[bytes]) -> AsyncGenerator[bytes]:
    """Yield what is there already."""
    for piece in pieces:
        yield piece
