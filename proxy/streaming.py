"""A streamed answer on its way to the client: restored, told in the client's format, ended in any case."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import suppress
from typing import Any

from proxy.cutting import Cut, cut_off
from proxy.endpoints import Json, Wire
from proxy.exchange import Prepared
from proxy.spending import letters
from proxy.upstream import Answer, Trouble, UpstreamFailed, failed
from proxy.wire import sse

_WAITING_EVERY = 15.0
ILL_FORMED = (TypeError, ValueError, KeyError, AttributeError, IndexError, RecursionError)
"""What a reply of another form than its kind's raises: a string in place of a list, a missing key, no end of lists."""


class Streaming:
    """Turns the events of one upstream into the bytes that the client gets; `said` counts its letters."""

    def __init__(self, prepared: Prepared) -> None:
        wire, translation = prepared.wire, prepared.translation
        self.restoring = wire.stream(prepared.guarded.reply, prepared.body)
        self._named = wire.named or translation is not None
        model = str(prepared.incoming.body.get("model"))
        self._translating = translation.stream(model) if translation else None
        self._hides_count = prepared.counting
        self.said = 0

    async def until_over(
        self, events: AsyncGenerator[sse.Event | None]
    ) -> AsyncGenerator[sse.Event | None]:
        """Yield events up to the last of the answer; raises UpstreamFailed where they break off before.

        What comes after it, or whether the connection ends well, is nothing to the client.
        """
        try:
            async for event in events:
                yield event
                if self.restoring.over:
                    return
        except UpstreamFailed:
            if not self.restoring.finished:
                raise

    def pieces(self, event: sse.Event | None) -> Iterator[bytes]:
        """Yield what one event becomes; None is a silence. Raises BrokenStream and UpstreamFailed."""
        if event is None:
            yield sse.WAITING
            return
        yield from self._told(self.restoring.event(event))

    def end(self) -> Iterator[bytes]:
        """Yield what ends a whole stream; raises UpstreamFailed where the provider did not say that it is over.

        A body can end properly in the middle of an answer: where a server between gives up, or has no length to keep.
        """
        if not self.restoring.finished:
            raise UpstreamFailed(Trouble.BROKEN)
        yield from self._told(self.restoring.end())
        if self._translating is not None:
            yield from map(self._event, self._translating.end())
        elif not self._named:
            yield sse.DONE

    def broken(self, error: Json) -> Iterator[bytes]:
        """Yield what ends a stream that broke off: what was held back, and why."""
        with suppress(*ILL_FORMED):  # what broke it may be held back too
            yield from self._told(self.restoring.end())
        yield self._event(error)

    def _told(self, chunks: Iterator[Json]) -> Iterator[bytes]:
        for chunk in chunks:
            self.said += letters(chunk)
            if self._hides_count and chunk.get("choices") == [] and "usage" in chunk:
                continue  # the client did not ask for it and may not expect it
            if self._translating is None:
                yield self._event(chunk)
            elif chunk.get("error"):
                raise UpstreamFailed(Trouble.FAILED)  # no part of an answer: it would be left out
            else:
                yield from map(self._event, self._translating.chunk(chunk))

    def _event(self, value: Json) -> bytes:
        return sse.written(value, str(value.get("type", "")) if self._named else "")


async def with_waiting(answer: Answer, cut: Cut) -> AsyncGenerator[sse.Event | None]:
    """Yield None now and then while nothing comes, so that a client knows that we are still here.

    Raises Refusal when the proxy stops before the events do.
    """
    assert answer.events is not None
    pending: asyncio.Task[sse.Event | None] | None = None
    try:
        while True:
            pending = pending or asyncio.ensure_future(_next(answer.events))
            awaited: list[asyncio.Future[Any]] = [pending, cut.coming]
            await asyncio.wait(awaited, timeout=_WAITING_EVERY, return_when=asyncio.FIRST_COMPLETED)
            if cut.coming.done():
                raise cut_off()
            if not pending.done():
                yield None
                continue
            task, pending = pending, None
            event = task.result()
            if event is None:
                return
            yield event
    finally:
        if pending is not None:
            pending.cancel()
            await asyncio.gather(pending, return_exceptions=True)


async def _next(events: AsyncIterator[sse.Event]) -> sse.Event | None:
    """The next event; None at the end, since a task cannot raise StopAsyncIteration."""
    return await anext(events, None)


async def peeked(
    events: AsyncIterator[sse.Event], wire: Wire
) -> tuple[AsyncIterator[sse.Event], bool]:
    """Look at the first event: whether it is of this format; nothing is lost."""
    try:
        first = await anext(events)
    except StopAsyncIteration:
        return _chained([], events), True
    except UpstreamFailed as failure:
        raise failed(failure.trouble) from None
    try:
        kind = str(first.json().get("type", first.name))
    except sse.BrokenStream:
        kind = first.name
    ours = kind.startswith("response.") if wire.path == "/responses" else bool(kind)
    return _chained([first], events), ours


async def _chained(
    first: list[sse.Event], rest: AsyncIterator[sse.Event]
) -> AsyncIterator[sse.Event]:
    for event in first:
        yield event
    async for event in rest:
        yield event
