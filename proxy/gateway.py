"""The way of one request: guarded, remembered, audited, asked, restored. If any step fails, nothing leaves."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from typing import Any

from assistant import log
from assistant.errors import GuardError, HygieError
from assistant.i18n import _
from assistant.types import SafeBody
from proxy import tracing
from proxy.attachments import Attachments
from proxy.claims import Claim, TooLate
from proxy.endpoints import CHAT, Endpoint, Json
from proxy.exchange import Incoming, Outgoing, Parts, Prepared, Rules
from proxy.keys import Caller
from proxy.refusals import Refusal, Vendor, from_error
from proxy.settings import ProxySettings, Upstream
from proxy.spending import counting, letters_of_whole, spent
from proxy.streaming import Streaming, as_one_event, peeked
from proxy.streaming import with_waiting as _with_waiting
from proxy.structure import checked, is_structured
from proxy.upstream import PASSING, Answer, Call, Trouble, UpstreamFailed, failed, refused
from proxy.wire.sse import BrokenStream

_RELEARN = 600.0


class Gateway:
    """Carries requests through; `rules` may be exchanged between two requests."""

    def __init__(self, rules: Rules, parts: Parts) -> None:
        self.rules = rules
        self._parts = parts
        self._pool = ThreadPoolExecutor(4, "guard")
        # Answers on their way back wait for no other request's guard.
        self._answers = ThreadPoolExecutor(4, "answer")
        self._waiting = 0
        self._foreign: dict[tuple[str, str], float] = {}
        self._native: set[tuple[str, str]] = set()
        self._uncounting: set[str] = set()
        self.follows: asyncio.Task[None] | None = None

    async def close(self) -> None:
        """Let go of connections and threads."""
        if self.follows is not None:
            self.follows.cancel()
        for client in self._parts.clients.values():
            await client.close()
        for pool in (self._pool, self._answers):
            await asyncio.to_thread(pool.shutdown, cancel_futures=True)
        self._parts.close()

    async def answer(self, incoming: Incoming) -> Outgoing:
        """Return the restored answer; raises Refusal."""
        rules = self.rules
        model = incoming.body.get("model")
        upstream = self._upstream(rules.settings, incoming, model)
        while True:
            try:
                return await self._ask(rules, incoming, upstream)
            except Refusal as refusal:
                other = rules.settings.named(upstream.fallback) if upstream.fallback else None
                if other is None or refusal.code not in PASSING:
                    raise
                log.event("proxy.fallback", status=refusal.status)
                upstream = other

    async def models(self, caller: Caller) -> list[Json]:
        """Return the models that a caller may use, by the names that it gives them."""
        found: dict[str, Json] = {}
        for upstream in self.rules.settings.upstreams:
            names = list(upstream.models)
            if upstream.accept and upstream.wire != "litellm":
                names += [
                    n for n in await self._listed(upstream) if upstream.real_name(n) is not None
                ]
            for name in names:
                if caller.may_use(name):
                    about = {"object": "model", "created": 0, "owned_by": upstream.name}
                    more = {
                        "type": "model",
                        "display_name": name,
                        "created_at": "1970-01-01T00:00:00Z",
                    }
                    found.setdefault(name, {"id": name, **about, **more})
        return list(found.values())

    async def _listed(self, upstream: Upstream) -> list[str]:
        call = Call("/models", SafeBody({}), method="GET")
        try:
            answer = await self._parts.clients["http"].ask(upstream, call)
        except UpstreamFailed as failure:
            raise failed(failure.trouble) from None
        listed = _object(answer.body).get("data")
        names = (
            [_object(model).get("id") for model in listed if model]
            if isinstance(listed, list)
            else []
        )
        return [name for name in names if isinstance(name, str)]

    def _upstream(self, settings: ProxySettings, incoming: Incoming, model: object) -> Upstream:
        if not isinstance(model, str) or not model:
            raise Refusal(400, "no_model", "The request names no model. Nothing was sent.")
        found = settings.upstream_of(model)
        if found is None or not incoming.caller.may_use(model):
            raise Refusal(
                404,
                "model_not_found",
                "This key may not use a model of this name. Nothing was sent.",
            )
        return found

    async def _ask(self, rules: Rules, incoming: Incoming, upstream: Upstream) -> Outgoing:
        if not self._needs_translation(upstream, incoming.endpoint):
            prepared = await self._prepare(rules, incoming, upstream, translate=False)
            answer = await self._call(prepared)
            if not await self._speaks_otherwise(prepared, answer):
                return await self._tell(prepared, answer)
            if incoming.endpoint.translation is None:
                raise Refusal(404, "not_offered", "The provider does not offer this endpoint.")
        prepared = await self._prepare(rules, incoming, upstream, translate=True)
        return await self._tell(prepared, await self._call(prepared))

    def _needs_translation(self, upstream: Upstream, endpoint: Endpoint) -> bool:
        if endpoint.translation is None or upstream.wire == "anthropic":
            return False
        if upstream.wire == "litellm":
            return True
        if upstream.wire == "openai" and endpoint.vendor is Vendor.ANTHROPIC:
            return True
        learnt = self._foreign.get((upstream.name, endpoint.wire.path), -_RELEARN)
        return self._parts.clock() - learnt < _RELEARN

    async def _speaks_otherwise(self, prepared: Prepared, answer: Answer) -> bool:
        """Whether the upstream turns out not to offer this format; it is remembered for a while."""
        place = (prepared.upstream.name, prepared.wire.path)
        if place in self._native:
            return False
        if answer.status == 200 and (answer.events or prepared.wire.is_reply(_object(answer.body))):
            if answer.events is None or prepared.incoming.endpoint.translation is None:
                self._native.add(place)
                return False
            answer.events, ours = await peeked(answer.events, prepared.wire)
            if ours:
                self._native.add(place)
                return False
        elif answer.status not in (404, 405, 501) and answer.status != 200:
            return False
        elif _object(answer.body).get("type") == "error":
            return False  # Anthropic's own « no such model »
        if prepared.incoming.endpoint.translation is None:
            return answer.status != 200 and not _object(answer.body).get("error")
        await answer.close()
        self._foreign[place] = self._parts.clock()
        return True

    async def _prepare(
        self, rules: Rules, incoming: Incoming, upstream: Upstream, *, translate: bool
    ) -> Prepared:
        """Guard a request in a thread of its own; raises Refusal."""
        limits = rules.settings.limits
        if self._waiting >= limits.waiting:
            raise Refusal(503, "busy", "The proxy is busy. Nothing was sent.", {"retry-after": "1"})
        loop, claim = asyncio.get_running_loop(), Claim()
        began = time.perf_counter()
        job = self._pool.submit(self._guarded, rules, incoming, upstream, translate, claim)
        self._waiting += 1  # until the thread is free again, whoever still waits for it
        job.add_done_callback(lambda _: _called(loop, self._one_less))
        work = asyncio.wrap_future(job)
        try:
            with tracing.step("guard"):
                async with asyncio.timeout(limits.guard_seconds):
                    return await asyncio.shield(work)
        except TimeoutError:
            if not claim.take():
                return await work  # it is being recorded as sent, and so it is sent
            work.cancel()
            raise from_error(
                GuardError(_("The guard took too long."), _("Nothing was sent."), _("Try again."))
            ) from None
        except asyncio.CancelledError:
            claim.take()
            raise
        finally:
            self._parts.metrics.guard_seconds(time.perf_counter() - began)

    def _one_less(self) -> None:
        self._waiting -= 1

    def _guarded(
        self,
        rules: Rules,
        incoming: Incoming,
        upstream: Upstream,
        translate: bool,
        claim: Claim,
    ) -> Prepared:
        try:
            return self._passed(rules, incoming, upstream, translate, claim)
        except (Refusal, HygieError) as error:
            refusal = error if isinstance(error, Refusal) else from_error(error)
            raise refusal from None
        except TooLate:
            raise
        except Exception as error:  # noqa: BLE001  (fail closed; the message may quote the request)
            log.event("proxy.failed")
            failure = GuardError(
                _("The guard failed ({kind}).").format(kind=type(error).__name__),
                _("Nothing was sent."),
            )
            raise from_error(failure) from None

    def _passed(
        self,
        rules: Rules,
        incoming: Incoming,
        upstream: Upstream,
        translate: bool,
        claim: Claim,
    ) -> Prepared:
        parts, endpoint, caller = self._parts, incoming.endpoint, incoming.caller
        settings = rules.settings
        stored = parts.files.of(caller.id)
        clear = Attachments(stored, images=settings.images == "allow").read(incoming.body)
        remembered = parts.conversations.of(caller.id, clear, incoming.label)
        translation = endpoint.translation if translate else None
        asked = translation.request(clear) if translation else clear
        asked = asked | {"model": upstream.real_name(clear["model"]) or clear["model"]}
        checked(asked, endpoint.wire.path)
        uncounted = asked
        if caller.budgeted and upstream.name not in self._uncounting:
            asked = counting(asked, endpoint.wire.path)
        # What one provider said is read again before another gets it.
        remembered.conversation.provider = upstream.name
        remembered.conversation.sealed_before = incoming.sealed
        try:
            guarded = rules.guard.protect(
                asked, remembered.conversation, upstream.destination, incoming.headers
            )
        except HygieError as error:
            if not claim.take():
                raise TooLate from None
            parts.audit.append(
                "refused", request=incoming.id, key=caller.id, team=caller.team,
                endpoint=endpoint.wire.path, code=error.code, policy=rules.version,
            )  # fmt: skip
            parts.metrics.refused(error.code)
            raise
        if remembered.linked:
            guarded.reply.widen(remembered.conversation.every())
        guarded.reply.masking = settings.replies == "mask"
        guarded.reply.structured = is_structured(asked)
        if not claim.take():
            raise TooLate
        parts.conversations.keep(remembered)
        parts.audit.append(
            "sent", request=incoming.id, key=caller.id, team=caller.team,
            endpoint=endpoint.wire.path, upstream=upstream.name, destination=upstream.destination.value,
            model=str(guarded.body["model"]), policy=rules.version,
            hidden={kind.value: count for kind, count in sorted(guarded.kinds.items())},
        )  # fmt: skip
        parts.metrics.hidden(guarded.kinds)
        body = guarded.body
        wire = CHAT if translation else endpoint.wire
        if settings.note and endpoint.noted and guarded.reply.given:
            body = rules.guard.noted(body, wire.path)
        prepared = Prepared(incoming, upstream, wire, guarded, remembered, body, translation)
        prepared.counting = translation is None and asked is not uncounted
        return prepared

    async def _call(self, prepared: Prepared) -> Answer:
        answer = await self._sent(prepared)
        if not prepared.counting or answer.status not in (400, 422):
            return answer
        # Some services know no `stream_options`: then the answer is estimated.
        await answer.close()
        self._uncounting.add(prepared.upstream.name)
        prepared.counting = False
        kept = {k: v for k, v in prepared.body.items() if k != "stream_options"}
        prepared.body = SafeBody(kept)
        return await self._sent(prepared)

    async def _sent(self, prepared: Prepared) -> Answer:
        client = self._parts.clients["litellm" if prepared.upstream.wire == "litellm" else "http"]
        call = Call(prepared.wire.path, prepared.body, prepared.guarded.headers)
        tracing.note(upstream=prepared.upstream.name, hidden=sum(prepared.guarded.kinds.values()))
        try:
            with tracing.step("upstream"):
                return await client.ask(prepared.upstream, call)
        except UpstreamFailed as failure:
            self._parts.metrics.refused(f"upstream_{failure.trouble.value}")
            raise failed(failure.trouble) from None

    async def _tell(self, prepared: Prepared, answer: Answer) -> Outgoing:
        if answer.events is not None:
            return Outgoing(stream=self._stream(prepared, answer), close=answer.close)
        await answer.close()
        if answer.status != 200:
            foreign = prepared.guarded.reply.foreign()
            raise refused(answer, lambda text: foreign.feed(text) + foreign.close())
        if not prepared.wire.is_reply(_object(answer.body)):
            raise failed(Trouble.UNREADABLE)
        told = await self._in_thread(self._whole, prepared, answer.body)
        if prepared.incoming.body.get("stream") is True:
            return Outgoing(stream=as_one_event(told))
        return Outgoing(told)

    def _whole(self, prepared: Prepared, body: Json) -> Json:
        try:
            told = prepared.wire.whole(prepared.guarded.reply, body)
            if prepared.translation:
                told = prepared.translation.whole(told, str(prepared.incoming.body.get("model")))
        except _ILL_FORMED:
            raise failed(Trouble.UNREADABLE) from None
        finally:
            said = 0 if body.get("usage") else letters_of_whole(body)
            self._finish(prepared, _object(body.get("usage")), said, str(body.get("id", "")))
        return told

    async def _stream(self, prepared: Prepared, answer: Answer) -> AsyncGenerator[bytes]:
        streaming = Streaming(
            prepared.wire, prepared.guarded.reply, prepared.translation,
            str(prepared.incoming.body.get("model")),
        )  # fmt: skip
        streaming.hides_count = prepared.counting
        trouble: Trouble | None = None
        try:
            async with aclosing(_with_waiting(answer)) as events:
                async for event in events:
                    for piece in streaming.pieces(event):
                        yield piece
            for piece in streaming.end():
                yield piece
        except UpstreamFailed as failure:
            trouble = failure.trouble
        except (BrokenStream, *_ILL_FORMED):
            trouble = Trouble.UNREADABLE
        finally:
            await asyncio.shield(answer.close())
            await asyncio.shield(
                self._in_thread(self._finish_quietly, prepared, streaming.restoring, streaming.said)
            )
        if trouble is not None:
            self._parts.metrics.refused(f"upstream_{trouble.value}")
            vendor = prepared.incoming.endpoint.vendor
            for piece in streaming.broken(failed(trouble).fields(vendor, prepared.incoming.id)):
                yield piece

    def _finish_quietly(self, prepared: Prepared, restoring: Any, said: int) -> None:  # noqa: ANN401
        try:
            self._finish(prepared, restoring.usage, said, getattr(restoring, "identifier", ""))
        except HygieError:
            # The answer is out; what leaves next is refused if it lasts.
            log.event("proxy.unrecorded")

    def _finish(self, prepared: Prepared, usage: Json, said: int, response: str) -> None:
        used = spent(_object(usage), prepared.wire.path, prepared.body, said)
        incoming, parts = prepared.incoming, self._parts
        parts.conversations.keep(prepared.remembered)
        if response and prepared.wire.path == "/responses":
            parts.conversations.link(incoming.caller.id, response, prepared.remembered)
        parts.use.spend(incoming.caller, used.sent + used.got)
        parts.metrics.tokens(used.sent, used.got)
        parts.audit.note(
            "answered", request=incoming.id, key=incoming.caller.id, tokens_in=used.sent, tokens_out=used.got,
            estimated=used.estimated, masked=prepared.guarded.reply.masked,
        )  # fmt: skip

    async def _in_thread(self, work: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._answers, work, *given)
        except HygieError as error:
            raise from_error(error) from None


# What a reply of another form than its kind's raises: a string in the place of a list, a missing key.
_ILL_FORMED = (TypeError, ValueError, KeyError, AttributeError, IndexError)


def _called(loop: asyncio.AbstractEventLoop, work: Callable[[], None]) -> None:
    """Have the loop do something, unless it has ended."""
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(work)


def _object(value: Any) -> Json:  # noqa: ANN401
    return value if isinstance(value, dict) else {}
