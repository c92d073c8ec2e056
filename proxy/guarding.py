"""The first half of a request: guarded in a thread, remembered and recorded. If any step fails, nothing leaves."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial

from assistant import log
from assistant.body_wiring import Guarded
from assistant.errors import GuardError, HygieError
from assistant.i18n import _
from proxy import tracing
from proxy.attachments import Attachments
from proxy.claims import Claim, TooLate
from proxy.endpoints import CHAT, Json
from proxy.exchange import Incoming, Parts, Prepared, Rules
from proxy.refusals import Refusal, from_error
from proxy.settings import Upstream
from proxy.spending import counting
from proxy.structure import checked, is_structured


class Guarding:
    """Guards requests, as many at once as there are threads; more wait, up to a number."""

    def __init__(self, parts: Parts, counts: Callable[[Upstream], bool]) -> None:
        """`counts` says whether an upstream counts the tokens of a stream when it is asked to."""
        self._parts, self._counts = parts, counts
        self._pool = ThreadPoolExecutor(4, "guard")
        self._waiting = 0

    async def close(self) -> None:
        """Let go of the threads; what one still makes is nobody's, and a stuck one is not waited for."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def prepared(
        self, rules: Rules, incoming: Incoming, upstream: Upstream, *, translate: bool
    ) -> Prepared:
        """Guard a request in a thread of its own; raises Refusal."""
        limits = rules.settings.limits
        if self._waiting >= limits.waiting:
            raise Refusal(
                503, "busy", _("The proxy is busy. Nothing was sent."), {"retry-after": "1"}
            )
        loop, claim = asyncio.get_running_loop(), Claim()
        began = time.perf_counter()
        passed = partial(self._passed, rules, incoming, upstream, translate, claim)
        job = self._pool.submit(copy_context().run, self._closed, passed)
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

    def _closed(self, made: Callable[[], Prepared]) -> Prepared:
        """Prepare a request so that any fault refuses it."""
        try:
            return made()
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
        rules.guard.ahead(incoming.body)  # while files are read and the conversation is looked up
        clear = self._read(rules, incoming, claim)
        remembered = parts.conversations.of(caller.id, clear, incoming.label)
        # What one provider said is read again before another gets it.
        remembered.conversation.provider = upstream.name
        remembered.conversation.sealed_before = incoming.sealed
        translation = endpoint.translation if translate else None
        asked = translation.request(clear) if translation else clear
        asked = asked | {"model": upstream.real_name(clear["model"]) or clear["model"]}
        checked(asked, endpoint.wire.path)
        counted = self._counted(asked, incoming, upstream)
        try:
            guarded = rules.guard.protect(
                counted, remembered.conversation, upstream.destination, incoming.headers
            )
        except HygieError as error:
            if not claim.take():
                raise TooLate from None
            self._record_refused(rules, incoming, from_error(error).code)
            raise
        if remembered.linked:
            guarded.reply.widen(remembered.conversation.every())
        guarded.reply.masking = rules.settings.replies == "mask"
        guarded.reply.structured = is_structured(asked)
        if not claim.take():
            raise TooLate
        parts.conversations.keep(remembered)
        self._record_sent(rules, incoming, upstream, guarded)
        wire, body = CHAT if translation else endpoint.wire, guarded.body
        if rules.settings.note and endpoint.noted and guarded.reply.given:
            body = rules.guard.noted(body, wire.path)
        asks = translation is None and counted is not asked
        return Prepared(incoming, upstream, wire, guarded, remembered, body, translation, asks)

    def _read(self, rules: Rules, incoming: Incoming, claim: Claim) -> Json:
        """Return the request with its files as text; raises Refusal for what cannot be read, and records it."""
        stored = self._parts.files.of(incoming.caller.id)
        try:
            return Attachments(stored, images=rules.settings.images == "allow").read(incoming.body)
        except Refusal as refusal:
            if not claim.take():
                raise TooLate from None
            self._record_refused(rules, incoming, refusal.code)
            raise

    def _counted(self, asked: Json, incoming: Incoming, upstream: Upstream) -> Json:
        """The request, asking for a count where a budget needs one."""
        if not incoming.caller.budgeted or not self._counts(upstream):
            return asked
        return counting(asked, incoming.endpoint.wire.path)

    def _record_refused(self, rules: Rules, incoming: Incoming, code: str) -> None:
        caller = incoming.caller
        self._parts.audit.append(
            "refused", request=incoming.id, key=caller.id, team=caller.team,
            endpoint=incoming.endpoint.wire.path, code=code, policy=rules.version,
        )  # fmt: skip

    def _record_sent(
        self, rules: Rules, incoming: Incoming, upstream: Upstream, guarded: Guarded
    ) -> None:
        caller = incoming.caller
        self._parts.audit.append(
            "sent", request=incoming.id, key=caller.id, team=caller.team,
            endpoint=incoming.endpoint.wire.path, upstream=upstream.name,
            destination=upstream.destination.value, model=str(guarded.body["model"]), policy=rules.version,
            hidden={kind.value: count for kind, count in sorted(guarded.kinds.items())},
        )  # fmt: skip
        self._parts.metrics.hidden(guarded.kinds)


def _called(loop: asyncio.AbstractEventLoop, work: Callable[[], None]) -> None:
    """Have the loop do something, unless it has ended."""
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(work)
