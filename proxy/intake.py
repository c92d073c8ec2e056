"""Reads what a client sends: bounded in size, time and depth, and understood or refused."""

from __future__ import annotations

import asyncio
import json
import math
import zlib
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import ClientDisconnect, Request

from assistant.i18n import _
from proxy.refusals import Refusal, malformed
from proxy.settings import Limits

_MAX_HEADERS = 32_000
_AT_ONCE = 32_000  # read in less time than it takes to wake a thread


async def read_json(request: Request, limits: Limits) -> dict[str, Any]:
    """Return the body of a request as a JSON object; raises Refusal."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise Refusal(
            415, "wrong_content_type", _("Send application/json. Nothing was sent to the provider.")
        )
    data = await read_bytes(request, limits, limits.body_bytes)
    if len(data) <= _AT_ONCE:
        return parse(data, limits.depth)
    return await asyncio.to_thread(parse, data, limits.depth)


async def read_bytes(request: Request, limits: Limits, most: int) -> bytes:
    """Return the body of a request, unpacked; raises Refusal."""
    if sum(len(name) + len(value) for name, value in request.headers.raw) > _MAX_HEADERS:
        raise Refusal(431, "headers_too_large", _("The headers are too large. Nothing was sent."))
    if int(request.headers.get("content-length") or 0) > most:
        raise _too_large(most)
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "deflate"):
        raise Refusal(
            415, "wrong_encoding", _("Send the body plain, gzip or deflate. Nothing was sent.")
        )
    try:
        async with asyncio.timeout(limits.receive_seconds):
            return await _collected(request.stream(), encoding, most)
    except TimeoutError:
        raise Refusal(
            408, "too_slow", _("The request took too long to arrive. Nothing was sent.")
        ) from None
    except ClientDisconnect:
        raise Refusal(400, "disconnected", _("The request broke off. Nothing was sent.")) from None


async def _collected(stream: AsyncIterator[bytes], encoding: str, most: int) -> bytes:
    unpack = zlib.decompressobj(47) if encoding in ("gzip", "deflate") else None
    data = bytearray()
    async for chunk in stream:
        if unpack is None:
            data += chunk
        else:
            try:
                data += unpack.decompress(chunk, most + 1 - len(data))
            except zlib.error:
                raise malformed(_("it is not valid {form}").format(form=encoding)) from None
        if len(data) > most or (unpack and unpack.unconsumed_tail):
            raise _too_large(most)
    if unpack and not unpack.eof:
        raise malformed(_("it is truncated"))
    return bytes(data)


def parse(data: bytes, depth: int) -> dict[str, Any]:
    """Return the JSON object in some bytes; raises Refusal for whatever two readers may read differently."""
    try:
        text = data.decode("utf-8")
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise malformed(_("it is not UTF-8")) from None
    except RecursionError:
        raise malformed(_("it is nested too deeply")) from None
    except ValueError as error:
        reason = str(error) if isinstance(error, _Twice) else _("it is not valid JSON")
        raise malformed(reason) from None
    if not isinstance(value, dict):
        raise malformed(_("it is not a JSON object"))
    _check(value, depth)
    return value


class _Twice(ValueError):
    """A key stands twice."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Twice(_("a key stands twice in an object"))
    return made


def _no_constant(name: str) -> None:
    raise ValueError


def _check(node: Any, depth: int) -> None:  # noqa: ANN401
    level = [node]
    while level:
        if depth < 0:
            raise malformed(_("it is nested too deeply"))
        depth -= 1
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                below += item.keys()
                below += item.values()
            elif isinstance(item, list):
                below += item
            elif isinstance(item, str):
                _check_text(item)
            elif isinstance(item, float) and not math.isfinite(item):
                raise malformed(_("a number is too large"))
        level = below


def _check_text(text: str) -> None:
    if text.isascii():
        return
    try:
        text.encode()
    except UnicodeEncodeError:
        raise malformed(_("it holds half a Unicode character")) from None


def _too_large(most: int) -> Refusal:
    return Refusal(
        413,
        "too_large",
        _("The request is larger than {size} MB. Nothing was sent.").format(size=most // 1_000_000),
    )
