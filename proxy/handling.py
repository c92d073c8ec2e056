"""Lets known callers in to what they ask for, and answers whatever goes wrong in the client's own format."""

from __future__ import annotations

import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from assistant import log
from assistant.errors import HygieError
from assistant.i18n import _
from proxy.admission import Entrance
from proxy.callers import Caller
from proxy.denials import CODES, Denial
from proxy.refusals import Refusal, Vendor, from_error
from proxy.responding import EventStream
from proxy.service import Service
from proxy.speaking import answer_in
from proxy.tracing import Trace, within

Handler = Callable[[Request, Caller, str], Awaitable[Response]]


def guarded(
    service: Service, name: str, handler: Handler, door: Entrance
) -> Callable[[Request], Awaitable[Response]]:
    """Return a handler behind a door; `name` is what its requests are counted under."""

    async def handle(request: Request) -> Response:
        visit = _Visit.begun(service, name, request)
        response = await visit.answered(handler, door)
        visit.ends_with(response)
        return response

    return handle


def vendor_of(request: Request) -> Vendor:
    """Whose format a client speaks."""
    path = request.url.path
    anthropic = path.startswith("/v1/messages") or "anthropic-version" in request.headers
    return Vendor.ANTHROPIC if anthropic else Vendor.OPENAI


@dataclass(slots=True)
class _Visit:
    """One request, counted and traced from its beginning to its end."""

    service: Service
    name: str
    request: Request
    identifier: str
    began: float
    trace: Trace
    caller: Caller | None = None

    @classmethod
    def begun(cls, service: Service, name: str, request: Request) -> _Visit:
        began, identifier = time.perf_counter(), f"req_{secrets.token_hex(12)}"
        service.metrics.begun()
        answer_in(request.headers.get("accept-language", ""))
        trace = service.tracing.begun(request.method, name, request.headers.get("traceparent", ""))
        return cls(service, name, request, identifier, began, trace)

    async def answered(self, handler: Handler, door: Entrance) -> Response:
        """Return the handler's answer, or why there is none."""
        try:
            with within(self.trace):
                self.caller = caller = await _let_in(door, self.request)
                return await handler(self.request, caller, self.identifier)
        except (Refusal, HygieError) as error:
            return self._refused(error if isinstance(error, Refusal) else from_error(error))
        except Exception as error:  # noqa: BLE001  (types and places only: messages may hold user text)
            log.event("proxy.fault")
            log.crash(error)
            fault = Refusal(500, "fault", _("The proxy failed. Nothing more was sent."))
            return self._told(fault)

    def ends_with(self, response: Response) -> None:
        """End when the response does: a stream is over later than it is begun."""
        if isinstance(response, EventStream):
            response.on_end(lambda: self._ended(200))
        else:
            self._ended(response.status_code)
        response.headers["x-request-id"] = response.headers["request-id"] = self.identifier

    def _ended(self, status: int) -> None:
        self.service.metrics.ended(self.name, status, time.perf_counter() - self.began)
        self.trace.end(status)

    def _refused(self, refusal: Refusal) -> Response:
        self.service.metrics.refused(refusal.code)
        if refusal.code in CODES:
            self.service.gateway.parts.denials.count(self._denial(refusal))
        self.trace.note({"refused": refusal.code})
        return self._told(refusal)

    def _denial(self, refusal: Refusal) -> Denial:
        door = "admin" if self.name == "/admin" else "clients"
        if self.caller is None:
            return Denial(refusal.code, door, refusal.key)
        return Denial(refusal.code, door, self.caller.id, self.caller.team)

    def _told(self, refusal: Refusal) -> Response:
        again = "true" if refusal.status in (429, 503, 529) else "false"
        return Response(
            refusal.body(vendor_of(self.request), self.identifier),
            refusal.status,
            {"x-should-retry": again, **refusal.headers},
            "application/json",
        )


async def _let_in(door: Entrance, request: Request) -> Caller:
    """Return who sends a request; raises Refusal."""
    known = door.known(request.headers)
    return known if known is not None else await run_in_threadpool(door.caller, request.headers)
