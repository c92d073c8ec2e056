"""The first half of a request, in a thread of its own. If any step fails, nothing leaves."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from assistant import log
from assistant.errors import GuardError, HygieError
from assistant.i18n import _
from proxy import tracing
from proxy.claims import Claim, TooLate
from proxy.exchange import Incoming, Parts, Prepared, Rules
from proxy.passing import Passing
from proxy.refusals import Refusal, from_error
from proxy.settings import Upstream


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
        translation = incoming.endpoint.translation if translate else None
        passing = Passing(self._parts, rules, incoming, upstream, translation, self._counts, claim)
        job = self._pool.submit(copy_context().run, self._closed, passing)
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

    def _closed(self, passing: Passing) -> Prepared:
        """Prepare a request so that any fault refuses it."""
        try:
            return passing.prepared()
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


def _called(loop: asyncio.AbstractEventLoop, work: Callable[[], None]) -> None:
    """Have the loop do something, unless it has ended."""
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(work)
