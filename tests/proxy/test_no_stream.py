"""Answers to a streamed request that are no stream, and streams that do not say that they are one."""

import httpx
import pytest

from proxy.settings import Upstream as To
from tests.proxy.running import KEY, Running
from tests.proxy.test_ended_early import BODIES, CHAT, said
from tests.proxy.test_faults import MAIL, STREAM, chunk, is_error, raw
from tests.proxy.upstream import Upstream

PAGE = b"<!doctype html><html><body>Sign in to the network.</body></html>"
NOTE = b'{"status": "ok"}'


@pytest.mark.parametrize(("data", "kind"), [
    (PAGE, "text/html; charset=utf-8"),
    (PAGE, "text/plain"),
    (NOTE, "application/json"),
    (NOTE, "application/problem+json"),
    (b"", "text/html"),
])  # fmt: skip
@pytest.mark.parametrize("path", BODIES)
def test_what_is_no_stream_and_no_answer_is_told(client, upstream, path, data, kind):
    upstream.reply = raw(data, kind)
    is_error(client.post(path, json=BODIES[path]), path, 502, "upstream_unreadable")


@pytest.mark.parametrize("kind", ["", "text/plain", "application/octet-stream", "application/json"])
@pytest.mark.parametrize("first", [b"", b": hello\n\n", b"\n\n", b"id: 1\n"])
def test_a_stream_of_no_or_another_type_is_one(client, upstream, kind, first):
    upstream.reply = raw(first + chunk("Write to {{EMAIL_1}}") + b"data: [DONE]\n\n", kind)
    text = client.post(CHAT, json=STREAM).text
    assert said(text) == f"Write to {MAIL}" and text.endswith("[DONE]\n\n")


def test_another_upstream_is_asked_instead_of_one_that_sends_pages(body_guard, upstream):
    upstream.reply = raw(PAGE, "text/html")
    with Upstream() as second:
        to = (To(name="a", url=upstream.url, fallback="b"), To(name="b", url=second.url))
        with Running(body_guard, upstreams=to) as proxy:
            headers = {"x-api-key": KEY}
            told = httpx.post(proxy.url + CHAT, json=STREAM, headers=headers, trust_env=False)
    assert told.status_code == 200 and said(told.text) == "Hello."
