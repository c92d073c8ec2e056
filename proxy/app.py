"""The ASGI application: who may, what is asked, and how it is answered."""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import regex
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant import log
from assistant.errors import HygieError
from assistant.i18n import _
from proxy.admin import Admin
from proxy.administering import ADMIN, Work
from proxy.admission import Door, Entrance
from proxy.denials import CODES, Denial
from proxy.endpoints import ENDPOINTS, Endpoint
from proxy.exchange import Incoming
from proxy.files import Files, Upload
from proxy.gateway import Gateway
from proxy.intake import read_bytes, read_json
from proxy.keys import Caller
from proxy.metrics import Metrics
from proxy.refusals import Refusal, Vendor, from_error
from proxy.responding import EventStream, unless_gone
from proxy.speaking import answer_in
from proxy.tracing import Off, Tracing, within
from proxy.writing import encoded

_BETA = regex.compile(r"(?=.{1,600}\Z)[a-z0-9-]+(?:,[ ]?[a-z0-9-]+)*")
_HEADERS = {
    "anthropic-version": regex.compile(r"202[3-9]-\d{2}-\d{2}"),
    "anthropic-beta": _BETA,
    "openai-beta": _BETA,
}
_LABEL, _SEALED = "x-hygie-conversation", "x-hygie-sealed"

Handler = Callable[[Request, Caller, str], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Service:
    """What the application serves from."""

    gateway: Gateway
    door: Door
    files: Files
    metrics: Metrics
    ready: Callable[[], bool]
    started: Callable[[], Awaitable[None]] | None = None
    tracing: Tracing = field(default_factory=Off)
    admin: Admin | None = None


def application(service: Service) -> Starlette:
    """Return the application."""
    routes = [
        Route(path, _guarded(service, path, _model(service, endpoint)), methods=["POST"])
        for path, endpoint in ENDPOINTS.items()
    ]
    routes += [
        Route("/v1/models", _guarded(service, "/v1/models", _models(service))),
        Route("/v1/models/{name:path}", _guarded(service, "/v1/models", _models(service))),
        Route("/v1/files", _guarded(service, "/v1/files", _upload(service)), methods=["POST"]),
        Route("/v1/files", _guarded(service, "/v1/files", _files(service))),
        Route(
            "/v1/files/{name}",
            _guarded(service, "/v1/files", _files(service)),
            methods=["GET", "DELETE"],
        ),
        Route("/v1/files/{name}/content", _guarded(service, "/v1/files", _content(service))),
        Route("/health", _health, methods=["GET", "HEAD"]),
        Route("/ready", _ready(service)),
        Route("/metrics", _metrics(service)),
        *_administered(service),
        Route("/{rest:path}", _guarded(service, "other", _unknown), methods=_METHODS),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        if service.started:
            await service.started()
        yield
        await service.gateway.close()
        await run_in_threadpool(service.tracing.close)

    made = Starlette(routes=routes, lifespan=lifespan)
    made.state.cut = service.gateway.parts.cut  # for the server, which knows when it ends
    return made


_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]


def _vendor(request: Request) -> Vendor:
    path = request.url.path
    anthropic = path.startswith("/v1/messages") or "anthropic-version" in request.headers
    return Vendor.ANTHROPIC if anthropic else Vendor.OPENAI


def _guarded(
    service: Service, name: str, handler: Handler, door: Entrance | None = None
) -> Callable[[Request], Awaitable[Response]]:
    """Let known callers in, and answer whatever goes wrong in the client's own format."""

    async def handle(request: Request) -> Response:
        began, identifier = time.perf_counter(), f"req_{secrets.token_hex(12)}"
        caller: Caller | None = None
        service.metrics.begun()
        answer_in(request.headers.get("accept-language", ""))
        trace = service.tracing.begun(request.method, name, request.headers.get("traceparent", ""))

        def ended(status: int) -> None:
            service.metrics.ended(name, status, time.perf_counter() - began)
            trace.end(status)

        try:
            with within(trace):
                at = door or service.door
                caller = at.known(request.headers)
                if caller is None:
                    caller = await run_in_threadpool(at.caller, request.headers)
                response = await handler(request, caller, identifier)
        except (Refusal, HygieError) as error:
            refusal = error if isinstance(error, Refusal) else from_error(error)
            service.metrics.refused(refusal.code)
            if refusal.code in CODES:
                service.gateway.parts.denials.count(_denial(refusal, name, caller))
            trace.note({"refused": refusal.code})
            response = _refusal(refusal, _vendor(request), identifier)
        except Exception as error:  # noqa: BLE001  (types and places only: messages may hold user text)
            log.event("proxy.fault")
            log.crash(error)
            fault = Refusal(500, "fault", _("The proxy failed. Nothing more was sent."))
            response = _refusal(fault, _vendor(request), identifier)
        if isinstance(response, EventStream):
            response.on_end(lambda: ended(200))
        else:
            ended(response.status_code)
        response.headers["x-request-id"] = response.headers["request-id"] = identifier
        return response

    return handle


def _denial(refusal: Refusal, name: str, caller: Caller | None) -> Denial:
    door = "admin" if name == "/admin" else "clients"
    if caller is None:
        return Denial(refusal.code, door, refusal.key)
    return Denial(refusal.code, door, caller.id, caller.team)


def _refusal(refusal: Refusal, vendor: Vendor, identifier: str) -> Response:
    headers = {"x-should-retry": "true" if refusal.status in (429, 503, 529) else "false"}
    return Response(
        refusal.body(vendor, identifier),
        refusal.status,
        {**headers, **refusal.headers},
        "application/json",
    )


def _json(
    value: Any,  # noqa: ANN401
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    return Response(encoded(value), status, headers, "application/json")


def _model(service: Service, endpoint: Endpoint) -> Handler:
    async def handle(request: Request, caller: Caller, identifier: str) -> Response:
        limits = service.gateway.rules.settings.limits
        body = await read_json(request, limits)
        if caller.bounded:
            await run_in_threadpool(service.door.admit, caller)
        label = request.headers.get(_LABEL, "")[:200]
        passed = {
            name: request.headers[name]
            for name, form in _HEADERS.items()
            if form.fullmatch(request.headers.get(name, ""))
        }
        sealed = request.headers.get(_SEALED) == "1"
        incoming = Incoming(identifier, endpoint, body, caller, passed, label, sealed)
        answering = service.gateway.answer(incoming)
        outgoing = await unless_gone(request.receive, answering, service.gateway.parts.cut)
        if outgoing.stream:
            return EventStream(outgoing.stream, outgoing.close)
        return _json(outgoing.body, headers=outgoing.headers)

    return handle


def _models(service: Service) -> Handler:
    async def handle(request: Request, caller: Caller, identifier: str) -> Response:
        listed = await service.gateway.models(caller)
        name = request.path_params.get("name")
        if name is not None:
            found = next((model for model in listed if model["id"] == name), None)
            if found is None:
                raise Refusal(
                    404, "model_not_found", _("There is no model of this name for this key.")
                )
            return _json(found)
        if _vendor(request) is Vendor.ANTHROPIC:
            first, last = (listed[0]["id"], listed[-1]["id"]) if listed else (None, None)
            return _json({"data": listed, "has_more": False, "first_id": first, "last_id": last})
        return _json({"object": "list", "data": listed})

    return handle


def _administered(service: Service) -> list[Route]:
    """The routes of who runs the proxy; without an admin key there are none."""
    if (admin := service.admin) is None:
        return []

    def route(method: str, path: str, work: Work, status: int) -> Route:
        async def handle(request: Request, caller: Caller, identifier: str) -> Response:
            limits = service.gateway.rules.settings.limits
            return _json(await work(admin, request, limits), status)

        guarded = _guarded(service, "/admin", handle, admin.door)
        return Route(f"/admin{path}", guarded, methods=[method])

    async def unknown(request: Request, caller: Caller, identifier: str) -> Response:
        raise Refusal(
            404, "unknown_endpoint", _("The administration has no such endpoint or method.")
        )

    beyond = _guarded(service, "/admin", unknown, admin.door)
    return [*(route(*one) for one in ADMIN), Route("/admin/{rest:path}", beyond, methods=_METHODS)]


def _upload(service: Service) -> Handler:
    async def handle(request: Request, caller: Caller, identifier: str) -> Response:
        from proxy.multipart import fields

        limits = service.gateway.rules.settings.limits
        data = await read_bytes(request, limits, limits.upload_bytes)
        await run_in_threadpool(service.door.admit, caller)
        given = fields(data, request.headers.get("content-type", ""))
        name, content = given.get("file", ("", b""))
        purpose = given.get("purpose", ("", b""))[1].decode("utf-8", "replace")
        upload = Upload(name, purpose, content)
        return _json(await run_in_threadpool(service.files.add, caller.id, upload))

    return handle


def _files(service: Service) -> Handler:
    async def handle(request: Request, caller: Caller, identifier: str) -> Response:
        name = request.path_params.get("name")
        if name is None:
            return _json(await run_in_threadpool(service.files.every, caller.id))
        work = service.files.delete if request.method == "DELETE" else service.files.get
        return _json(await run_in_threadpool(work, caller.id, name))

    return handle


def _content(service: Service) -> Handler:
    async def handle(request: Request, caller: Caller, identifier: str) -> Response:
        name = request.path_params["name"]
        data = await run_in_threadpool(service.files.content, caller.id, name)
        return Response(data, media_type="application/octet-stream")

    return handle


async def _unknown(request: Request, caller: Caller, identifier: str) -> Response:
    if request.url.path in ENDPOINTS:
        raise Refusal(
            405, "wrong_method", _("This endpoint takes POST. Nothing was sent."), {"allow": "POST"}
        )
    raise Refusal(
        404,
        "unknown_endpoint",
        _("The proxy does not serve this endpoint: it could not be guarded. Nothing was sent."),
    )


async def _health(_: Request) -> Response:
    return _json({"status": "ok"})


def _ready(service: Service) -> Callable[[Request], Awaitable[Response]]:
    async def handle(_: Request) -> Response:
        ready = await run_in_threadpool(service.ready)
        return _json({"status": "ready" if ready else "not ready"}, 200 if ready else 503)

    return handle


def _metrics(service: Service) -> Callable[[Request], Awaitable[Response]]:
    async def handle(_: Request) -> Response:
        return Response(service.metrics.text(), media_type="text/plain; version=0.0.4")

    return handle
