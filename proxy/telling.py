"""The second half of a request: the answer restored, told whole or as a stream, counted and recorded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from contextvars import copy_context
from functools import partial
from typing import Any

from assistant import log
from assistant.errors import HygieError
from proxy.endpoints import Json, as_object
from proxy.exchange import Outgoing, Parts, Prepared
from proxy.refusals import Refusal, from_error
from proxy.replaying import is_streamed, replayed, stream_of
from proxy.spending import letters_of_whole, spent
from proxy.streaming import ILL_FORMED, Streaming, with_waiting
from proxy.upstream import Answer, Trouble, UpstreamFailed, failed, refused
from proxy.wire.sse import BrokenStream


class Telling:
    """Tells answers, in threads of its own: on their way back they wait for no other request's guard."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._pool = ThreadPoolExecutor(4, "answer")

    async def close(self) -> None:
        """Let go of the threads."""
        await asyncio.to_thread(self._pool.shutdown, cancel_futures=True)

    async def told(self, prepared: Prepared, answer: Answer) -> Outgoing:
        """Return what the client gets; raises Refusal."""
        if answer.events is not None:
            return Outgoing(stream=self._stream(prepared, answer), close=answer.close)
        await answer.close()
        if answer.status != 200:
            foreign = prepared.guarded.reply.foreign()
            raise refused(answer, lambda text: foreign.feed(text) + foreign.close())
        if not prepared.wire.is_reply(as_object(answer.body)):
            raise failed(Trouble.UNREADABLE)
        if is_streamed(prepared.incoming.endpoint.wire, prepared.incoming.body):
            pieces = await self._in_thread(self._replayed, prepared, answer.body)
            return Outgoing(stream=stream_of(pieces))
        return Outgoing(await self._in_thread(self._whole, prepared, answer.body))

    def _replayed(self, prepared: Prepared, body: Json) -> list[bytes]:
        told, incoming = self._whole(prepared, body), prepared.incoming
        try:
            return replayed(incoming.endpoint.wire, told, incoming.body)
        except ILL_FORMED:
            raise failed(Trouble.UNREADABLE) from None

    def _whole(self, prepared: Prepared, body: Json) -> Json:
        try:
            told = prepared.wire.whole(prepared.guarded.reply, body)
            if prepared.translation:
                told = prepared.translation.whole(told, str(prepared.incoming.body.get("model")))
        except ILL_FORMED:
            raise failed(Trouble.UNREADABLE) from None
        finally:
            said = 0 if body.get("usage") else letters_of_whole(body)
            self._finish(prepared, as_object(body.get("usage")), said, str(body.get("id", "")))
        self._parts.conversations.rest(prepared.remembered)
        return told

    async def _stream(self, prepared: Prepared, answer: Answer) -> AsyncGenerator[bytes]:
        streaming = Streaming(prepared)
        broken: Refusal | None = None
        try:
            async with (
                aclosing(with_waiting(answer, self._parts.cut)) as events,
                aclosing(streaming.until_over(events)) as own,
            ):
                async for event in own:
                    for piece in streaming.pieces(event):
                        yield piece
            for piece in streaming.end():
                yield piece
        except UpstreamFailed as failure:
            broken = failed(failure.trouble)
        except Refusal as refusal:
            broken = refusal
        except (BrokenStream, *ILL_FORMED):
            broken = failed(Trouble.UNREADABLE)
        finally:
            await asyncio.shield(answer.close())
            restoring = streaming.restoring
            made = getattr(restoring, "identifier", "")
            finish = partial(self._finish_quietly, prepared, restoring.usage, streaming.said, made)
            await asyncio.shield(self._in_thread(finish))
        if broken is None:
            self._parts.conversations.rest(prepared.remembered)
        else:
            self._parts.metrics.refused(broken.code)
            await self.failed(prepared, broken)
            vendor = prepared.incoming.endpoint.vendor
            for piece in streaming.broken(broken.fields(vendor, prepared.incoming.id)):
                yield piece

    async def abandoned(self, prepared: Prepared) -> None:
        """Count and record a request that was sent and that nobody waits for any more."""
        await self._in_thread(self._finish_quietly, prepared, {}, 0)

    async def failed(self, prepared: Prepared, why: Refusal) -> None:
        """Record why what was sent came to nothing; it is counted where the upstream is to blame."""
        if why.code.startswith("upstream_"):
            self._parts.metrics.failed(prepared.upstream.name, why.code)
        await asyncio.shield(self._in_thread(self._record_failed, prepared, why))

    def _record_failed(self, prepared: Prepared, why: Refusal) -> None:
        incoming = prepared.incoming
        try:
            self._parts.audit.note(
                "failed", request=incoming.id, key=incoming.caller.id, team=incoming.caller.team,
                endpoint=prepared.wire.path, upstream=prepared.upstream.name, code=why.code, status=why.status,
            )  # fmt: skip
        except HygieError:
            log.event("proxy.unrecorded")

    def _finish_quietly(self, prepared: Prepared, usage: Json, said: int, made: str = "") -> None:
        try:
            self._finish(prepared, usage, said, made)
        except HygieError:
            # The answer is out; what leaves next is refused if it lasts.
            log.event("proxy.unrecorded")

    def _finish(self, prepared: Prepared, usage: Json, said: int, response: str) -> None:
        used = spent(as_object(usage), prepared.wire.path, prepared.body, said)
        incoming, parts = prepared.incoming, self._parts
        parts.conversations.keep(prepared.remembered)
        if response and prepared.wire.path == "/responses":
            parts.conversations.link(incoming.caller.counted_as, response, prepared.remembered)
        parts.use.spend(incoming.caller, used.sent + used.got)
        parts.metrics.tokens(used.sent, used.got)
        parts.audit.note(
            "answered", request=incoming.id, key=incoming.caller.id, tokens_in=used.sent, tokens_out=used.got,
            estimated=used.estimated, masked=prepared.guarded.reply.masked,
        )  # fmt: skip

    async def _in_thread(self, work: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._pool, copy_context().run, work, *given)
        except HygieError as error:
            raise from_error(error) from None
