"""Upstreams that speak OpenAI's or Anthropic's own format over HTTP: bodies pass as the guard made them."""

from __future__ import annotations

import asyncio
import json
import os
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from typing import TYPE_CHECKING, Any

from proxy.settings import Upstream
from proxy.upstream import Answer, Call, Trouble, UpstreamFailed
from proxy.wire.sse import BrokenStream, Event, Reader

if TYPE_CHECKING:
    import aiohttp

    from proxy.sending_adapter import Sending

_MOST = 64_000_000
_CONNECTIONS = 512
_IDLE_SECONDS = 5.0  # shorter than services keep a connection: none is closed as a request goes out
_LONGEST_LINE = 65_536  # of an answer's headers
_BUSY = frozenset({502, 503, 529})
_LONGEST_WAIT = 5.0
_KEPT_HEADERS = ("retry-after", "retry-after-ms")
_FIELDS = (b":", b"data:", b"event:", b"id:", b"retry:")  # what a line of events begins with
_LONGEST_FIELD = 6


class HttpClient:
    """One pool of connections for all upstreams."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

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
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _once(self, upstream: Upstream, call: Call) -> Answer:
        from proxy.sending_adapter import Sending

        sending = Sending(b"" if call.method in ("GET", "DELETE") else _written(call.body))
        try:
            response = await self._responded(upstream, call, sending)
        except BaseException:
            sending.cut()
            raise
        return await _answer(response, call, sending.end)

    async def _responded(
        self, upstream: Upstream, call: Call, sending: Sending
    ) -> aiohttp.ClientResponse:
        import aiohttp

        silent, connect = upstream.silent_seconds, upstream.connect_seconds
        try:
            # Its own patience begins when a request is written: one that nobody reads never is.
            async with asyncio.timeout(connect + 2 * silent):
                return await self._opened().request(
                    call.method,
                    upstream.url + call.path,
                    data=sending if sending.size else None,
                    headers=_headers(upstream, call),
                    timeout=aiohttp.ClientTimeout(
                        connect=silent, sock_connect=connect, sock_read=silent
                    ),
                    allow_redirects=False,
                )
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError):
            raise UpstreamFailed(Trouble.UNREACHABLE) from None
        except TimeoutError:
            raise UpstreamFailed(Trouble.SILENT) from None
        except (aiohttp.ClientError, OSError, ValueError):
            raise UpstreamFailed(Trouble.BROKEN) from None

    def _opened(self) -> aiohttp.ClientSession:
        import aiohttp
        import certifi

        if self._session is None:
            trusted = ssl.create_default_context(cafile=certifi.where())
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=_CONNECTIONS, keepalive_timeout=_IDLE_SECONDS, ssl=trusted
                ),
                # What a service sets for one caller is not sent for another.
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
                max_line_size=_LONGEST_LINE,
                max_field_size=_LONGEST_LINE,
            )
        return self._session


def _written(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


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


async def _answer(
    response: aiohttp.ClientResponse, call: Call, ended: Callable[[], None]
) -> Answer:
    kept = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()

    async def close() -> None:
        response.close()
        ended()

    chunks, begun, whole = _chunks(response), b"", not (response.status == 200 and call.stream)
    try:
        # Some services name no type or a wrong one: then the beginning tells.
        if not whole and kind != "text/event-stream":
            begun = await _begun(chunks)
            whole = not begun.lstrip().startswith(_FIELDS)
        if whole:
            body = await _whole(begun, chunks, response.status)
    except BaseException:
        await close()
        raise
    if not whole:
        return Answer(200, events=_events(begun, chunks), headers=kept, close=close)
    await close()
    return Answer(response.status, body, headers=kept)


async def _chunks(response: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    """Yield what arrives; raises UpstreamFailed when it breaks off, after all that came before."""
    import aiohttp

    trouble, content = Trouble.BROKEN, response.content
    try:
        async for chunk in content.iter_any():
            yield chunk
        return
    except TimeoutError:
        trouble = Trouble.SILENT
    except (aiohttp.ClientError, OSError):
        pass
    # A stream that broke off gives nothing more, not even what it holds, unless it is told to forget why.
    content.set_exception(None)
    if rest := content.read_nowait():
        yield rest
    raise UpstreamFailed(trouble)


async def _begun(chunks: AsyncIterator[bytes]) -> bytes:
    """Return enough of a body to see whether it is one of events."""
    begun = b""
    async for chunk in chunks:
        begun += chunk
        said = begun.lstrip()
        if len(said) >= _LONGEST_FIELD or said.startswith(_FIELDS):
            break
    return begun


async def _whole(begun: bytes, chunks: AsyncIterator[bytes], status: int) -> Any:  # noqa: ANN401
    data = bytearray(begun)
    try:
        async for chunk in chunks:
            data += chunk
            if len(data) > _MOST:
                raise UpstreamFailed(Trouble.UNREADABLE)
        return json.loads(data) if data else {}
    except (ValueError, RecursionError):
        if status == 200:
            raise UpstreamFailed(Trouble.UNREADABLE) from None
        return {}


async def _events(begun: bytes, chunks: AsyncIterator[bytes]) -> AsyncIterator[Event]:
    reader = Reader()
    try:
        for event in reader.feed(begun):
            yield event
        async for chunk in chunks:
            for event in reader.feed(chunk):
                yield event
        for event in reader.feed(b"", final=True):
            yield event
    except BrokenStream:
        raise UpstreamFailed(Trouble.UNREADABLE) from None


def _wait(attempt: int, asked: str | None) -> float:
    try:
        return min(_LONGEST_WAIT, max(0.0, float(asked or "")))
    except ValueError:
        return float(min(_LONGEST_WAIT, 0.25 * 2**attempt))
