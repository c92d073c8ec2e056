"""The way to a provider: nothing that one request brings back goes out with another, and nothing waits for ever."""

import asyncio
import contextlib
import os
import socket
import stat
import threading
from pathlib import Path

import pytest

from assistant.types import SafeBody
from proxy.http_adapter import HttpClient
from proxy.settings import Upstream as To
from proxy.upstream import Call, Trouble, UpstreamFailed


async def _asked(*calls: tuple[To, Call]) -> list[int]:
    client = HttpClient()
    try:
        return [(await client.ask(*call)).status for call in calls]
    finally:
        await client.close()


def ask(upstream, path="/chat/completions", times=1, **fields):
    to = To(url=upstream.url, **({"retries": 0, "silent_seconds": 5} | fields))
    return asyncio.run(_asked(*[(to, Call(path, SafeBody({"model": "m"})))] * times))


def test_a_cookie_of_a_provider_is_not_sent_back(upstream):
    upstream.reply = lambda handler, received: handler.json({"id": "1"}, Set_Cookie="who=anna")
    assert ask(upstream, times=2) == [200, 200]
    assert [r.headers.get("cookie") for r in upstream.asked] == [None, None]


def test_a_redirection_is_not_followed(upstream):
    target = f"{upstream.url}/elsewhere"
    upstream.reply = lambda handler, received: handler.json({}, 307, Location=target)
    assert ask(upstream) == [307]
    assert [r.path for r in upstream.received] == ["/v1/chat/completions"]


def test_a_connection_that_was_closed_is_not_used_again(upstream):
    def reply(handler, received):
        handler.json({"id": "1"})
        handler.close_connection = True

    async def twice():
        client, to = HttpClient(), To(url=upstream.url, retries=0)
        call = Call("/chat/completions", SafeBody({"model": "m"}))
        try:
            first = await client.ask(to, call)
            await asyncio.sleep(0.2)
            return [first.status, (await client.ask(to, call)).status]
        finally:
            await client.close()

    upstream.reply = reply
    assert asyncio.run(twice()) == [200, 200]


def test_no_proxy_of_the_environment_is_asked(upstream, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert ask(upstream) == [200]


def test_a_provider_that_takes_nothing_in_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}/v1"
        to = To(url=url, retries=0, silent_seconds=0.4, connect_seconds=0.4)
        call = Call("/chat/completions", SafeBody({"model": "m"}))
        with pytest.raises(UpstreamFailed) as caught:
            asyncio.run(_asked((to, call)))
    assert caught.value.trouble is Trouble.SILENT


class Deaf:
    """A provider that accepts, answers what it is told to, and reads nothing until it is told to."""

    def __init__(self, says=b""):
        self._server = socket.create_server(("127.0.0.1", 0))
        self._says, self._taken = says, []
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}/v1"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                taken = self._server.accept()[0]
                self._taken.append(taken)
                taken.sendall(self._says)

    @property
    def asked(self):
        return len(self._taken)

    def held(self):
        """How many sockets of this process still lead to it."""
        port, held = self._server.getsockname()[1], 0
        for number in [int(one.name) for one in Path("/dev/fd").iterdir()]:
            with contextlib.suppress(OSError):
                if stat.S_ISSOCK(os.fstat(number).st_mode):
                    with socket.socket(fileno=os.dup(number)) as one:
                        held += one.getpeername()[1:2] == (port,)
        return held

    def close(self):
        for one in (self._server, *self._taken):
            one.close()


@pytest.fixture
def deaf(request):
    made = Deaf(getattr(request, "param", b""))
    yield made
    made.close()


LARGE = "x" * 16_000_000  # more than the buffers of both sides hold
TOO_LARGE = b"HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\n{}"


async def _held_after(deaf, act):
    """How many connections are held after a request has ended in some way, while the client goes on."""
    client = HttpClient()
    to = To(url=deaf.url, retries=0, silent_seconds=0.8, connect_seconds=0.3)
    call = Call("/chat/completions", SafeBody({"model": "m", "messages": LARGE}))
    try:
        await act(deaf, client.ask(to, call))
        await asyncio.sleep(0.1)
        return deaf.held()
    finally:
        await client.close()


async def _in_time(deaf, asking):
    with pytest.raises(UpstreamFailed):
        await asking


async def _left(deaf, asking):
    task = asyncio.ensure_future(asking)
    while not deaf.asked:
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.3)
    assert deaf.held() == 1
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _answered(deaf, asking):
    assert (await asking).status == 413


@pytest.mark.parametrize("act", [_in_time, _left])
def test_what_nobody_reads_holds_no_connection_after_the_request(deaf, act):
    assert asyncio.run(_held_after(deaf, act)) == 0


@pytest.mark.parametrize("deaf", [TOO_LARGE], indirect=True)
def test_an_answer_before_everything_is_read_ends_the_connection(deaf):
    assert asyncio.run(_held_after(deaf, _answered)) == 0
