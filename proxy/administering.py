"""The routes of the admin API: for each method and path, what is done and the status of its answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from proxy.admin import Admin
from proxy.endpoints import Json
from proxy.intake import read_json
from proxy.settings import Limits

Work = Callable[[Admin, Request, Limits], Awaitable[Json]]


def _told(work: Callable[[Admin], Json]) -> Work:
    async def run(admin: Admin, request: Request, limits: Limits) -> Json:
        return await run_in_threadpool(work, admin)

    return run


def _changed(work: Callable[[Admin, str, Json], Json]) -> Work:
    async def run(admin: Admin, request: Request, limits: Limits) -> Json:
        sent = (
            request.headers.get("content-length", "0") != "0"
            or "transfer-encoding" in request.headers
        )
        body = await read_json(request, limits) if sent else {}
        return await run_in_threadpool(work, admin, request.path_params.get("id", ""), body)

    return run


async def _reloaded(admin: Admin, request: Request, limits: Limits) -> Json:
    return await admin.reload()


# The id of a person may hold a "/": a path comes decoded.
ADMIN: tuple[tuple[str, str, Work, int], ...] = (
    ("GET", "/keys", _told(Admin.listed), 200),
    ("POST", "/keys", _changed(lambda admin, _, body: admin.make(body)), 201),
    ("PATCH", "/keys/{id:path}", _changed(Admin.limit), 200),
    ("POST", "/keys/{id:path}/rotate", _changed(Admin.rotate), 201),
    ("DELETE", "/keys/{id:path}", _changed(lambda admin, key, _: admin.revoke(key)), 200),
    ("GET", "/usage", _told(Admin.usage), 200),
    ("POST", "/reload", _reloaded, 200),
    ("GET", "/health", _told(Admin.health), 200),
)
