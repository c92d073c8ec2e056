"""The ASGI application: its paths, what is asked under each, and how it is answered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import regex
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.i18n import _
from proxy.administering import ADMIN, Work
from proxy.callers import Caller
from proxy.endpoints import ENDPOINTS, Endpoint
from proxy.exchange import Incoming
from proxy.files import Upload
from proxy.handling import Handler, guarded, vendor_of
from proxy.intake import read_bytes, read_json
from proxy.refusals import Refusal, Vendor
from proxy.responding import EventStream, unless_gone
from proxy.service import Service
from proxy.structure import checked, model_of
from proxy.writing import encoded

_BETA = regex.compile(r"(?=.{1,600}\Z)[a-z0-9-]+(?:,[ ]?[a-z0-9-]+)*")
_HEADERS = {
    "anthropic-version": regex.compile(r"202[3-9]-\d{2}-\d{2}"),
    "anthropic-beta": _BETA,
    "openai-beta": _BETA,
}
_LABEL, _SEALED = "x-hygie-conversation", "x-hygie-sealed"
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]


def application(service: Service) -> Starlette:
    """Return the application."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        if service.started:
            await service.started()
        yield
        await service.gateway.close()
        await run_in_threadpool(service.tracing.close)

    made = Starlette(routes=_routes(service), lifespan=lifespan)
    made.state.cut = service.gateway.parts.cut  # for the server, which knows when it ends
    return made


def _routes(service: Service) -> list[Route]:
    """Every path: the last route takes what no other does."""

    def behind_door(path: str, handler: Handler, *methods: str, name: str = "") -> Route:
        served = guarded(service, name or path, handler, service.door)
        return Route(path, served, methods=methods)

    files = "/v1/files"
    return [
        *(behind_door(path, _model(service, one), "POST") for path, one in ENDPOINTS.items()),
        behind_door("/v1/models", _models(service), "GET"),
        behind_door("/v1/models/{name:path}", _models(service), "GET", name="/v1/models"),
        behind_door(files, _upload(service), "POST"),
        behind_door(files, _files(service), "GET"),
        behind_door(f"{files}/{{name}}", _files(service), "GET", "DELETE", name=files),
        behind_door(f"{files}/{{name}}/content", _content(service), "GET", name=files),
        Route("/health", _health, methods=["GET", "HEAD"]),
        Route("/ready", _ready(service)),
        Route("/metrics", _metrics(service)),
        *_administered(service),
        behind_door("/{rest:path}", _unknown, *_METHODS, name="other"),
    ]


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
        model_of(body)
        checked(body, endpoint.wire.path)
        if caller.bounded:  # from here on it counts: what is malformed did not come this far
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
        if vendor_of(request) is Vendor.ANTHROPIC:
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

        served = guarded(service, "/admin", handle, admin.door)
        return Route(f"/admin{path}", served, methods=[method])

    async def unknown(request: Request, caller: Caller, identifier: str) -> Response:
        raise Refusal(
            404, "unknown_endpoint", _("The administration has no such endpoint or method.")
        )

    beyond = guarded(service, "/admin", unknown, admin.door)
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
        return _json(await run_in_threadpool(service.files.add, caller.counted_as, upload))

    return handle


def _files(service: Service) -> Handler:
    async def handle(request: Request, caller: Caller, identifier: str) -> Response:
        name = request.path_params.get("name")
        if name is None:
            return _json(await run_in_threadpool(service.files.every, caller.counted_as))
        work = service.files.delete if request.method == "DELETE" else service.files.get
        return _json(await run_in_threadpool(work, caller.counted_as, name))

    return handle


def _content(service: Service) -> Handler:
    async def handle(request: Request, caller: Caller, identifier: str) -> Response:
        name = request.path_params["name"]
        data = await run_in_threadpool(service.files.content, caller.counted_as, name)
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
