"""The way to a provider: nothing that one request brings back goes out with another, and nothing waits for ever."""

import asyncio
import socket

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
