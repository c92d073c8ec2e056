"""Upstreams that speak OpenAI's or Anthropic's own format over HTTP: bodies pass as the guard made them."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from proxy.settings import Upstream
from proxy.upstream import Answer, Call, Trouble, UpstreamFailed
from proxy.wire.sse import BrokenStream, Event, Reader

if TYPE_CHECKING:
    import httpx

_MOST = 64_000_000
_BUSY = frozenset({502, 503, 529})
_LONGEST_WAIT = 5.0
_KEPT_HEADERS = ("retry-after", "retry-after-ms")


class HttpClient:
    """One pool of connections for all upstreams."""

    def __init__(self) -> None:
        self._client: httpx.AsyncClient | None = None

    async def ask(self, upstream: Upstream, call: Call) -> Answer:
        """Return the answer; a connection that fails before it is tried again. Raises UpstreamFailed."""
        for attempt in range(upstream.retries + 1):
            last = attempt == upstream.retries
            try:
                answer = await self._once(upstream, call)
            except UpstreamFailed as failure:
                if last or failure.trouble is not Trouble.UNREACHABLE:
                    raise
                await asyncio.sleep(_wait(attempt, None))
                continue
            if last or answer.status not in _BUSY:
                return answer
            await answer.close()
            await asyncio.sleep(_wait(attempt, answer.headers.get("retry-after")))
        raise UpstreamFailed(Trouble.UNREACHABLE)

    async def close(self) -> None:
        """Let go of connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _once(self, upstream: Upstream, call: Call) -> Answer:
        import httpx

        client = self._opened()
        timeout = httpx.Timeout(upstream.silent_seconds, connect=upstream.connect_seconds)
        content = json.dumps(call.body, ensure_ascii=False, separators=(",", ":")).encode()
        request = client.build_request(
            call.method,
            upstream.url + call.path,
            content=None if call.method in ("GET", "DELETE") else content,
            headers=_headers(upstream, call),
            timeout=timeout,
        )
        try:
            response = await client.send(request, stream=True)
        except httpx.TimeoutException as error:
            early = isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout)
            raise UpstreamFailed(Trouble.UNREACHABLE if early else Trouble.SILENT) from None
        except httpx.ConnectError:
            raise UpstreamFailed(Trouble.UNREACHABLE) from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise UpstreamFailed(Trouble.BROKEN) from None
        return await _answer(response, call)

    def _opened(self) -> httpx.AsyncClient:
        import httpx

        if self._client is None:
            limits = httpx.Limits(max_connections=512, max_keepalive_connections=64)
            self._client = httpx.AsyncClient(limits=limits, trust_env=False, follow_redirects=False)
        return self._client


def _headers(upstream: Upstream, call: Call) -> dict[str, str]:
    headers = {
        "content-type": "application/json",
        "accept": "text/event-stream" if call.stream else "application/json",
        "accept-encoding": "identity",
        "user-agent": "hygie-proxy",
        **call.headers,
    }
    anthropic = upstream.wire == "anthropic" or call.path.startswith("/messages")
    if key := os.environ.get(upstream.key_env, "") if upstream.key_env else "":
        headers["authorization"] = f"Bearer {key}"
        if anthropic:
            headers["x-api-key"] = key
    if anthropic:
        headers.setdefault("anthropic-version", "2023-06-01")
    return headers


async def _answer(response: httpx.Response, call: Call) -> Answer:
    kept = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if response.status_code == 200 and call.stream and kind != "application/json":
        return Answer(200, events=_events(response), headers=kept, close=response.aclose)
    try:
        return Answer(response.status_code, await _whole(response), headers=kept)
    finally:
        await response.aclose()


async def _whole(response: httpx.Response) -> Any:  # noqa: ANN401
    import httpx

    data = bytearray()
    try:
        async for chunk in response.aiter_bytes():
            data += chunk
            if len(data) > _MOST:
                raise UpstreamFailed(Trouble.UNREADABLE)
        return json.loads(data) if data else {}
    except httpx.TimeoutException:
        raise UpstreamFailed(Trouble.SILENT) from None
    except httpx.HTTPError:
        raise UpstreamFailed(Trouble.BROKEN) from None
    except (ValueError, RecursionError):
        if response.status_code == 200:
            raise UpstreamFailed(Trouble.UNREADABLE) from None
        return {}


async def _events(response: httpx.Response) -> AsyncIterator[Event]:
    import httpx

    reader = Reader()
    try:
        async for chunk in response.aiter_bytes():
            for event in reader.feed(chunk):
                yield event
        for event in reader.feed(b"", final=True):
            yield event
    except httpx.TimeoutException:
        raise UpstreamFailed(Trouble.SILENT) from None
    except httpx.HTTPError:
        raise UpstreamFailed(Trouble.BROKEN) from None
    except BrokenStream:
        raise UpstreamFailed(Trouble.UNREADABLE) from None


def _wait(attempt: int, asked: str | None) -> float:
    try:
        return min(_LONGEST_WAIT, max(0.0, float(asked or "")))
    except ValueError:
        return float(min(_LONGEST_WAIT, 0.25 * 2**attempt))
