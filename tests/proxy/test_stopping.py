"""A proxy that is told to stop: what runs may finish, who stops it is told so, and nobody is cut without a word."""

import os
import signal
import threading
import time

import httpx
import pytest

from tests.proxy.process import Process
from tests.proxy.running import KEY, Running
from tests.proxy.test_ended_early import BODIES, CHAT, is_broken, said
from tests.proxy.test_faults import ASKED, MAIL, chunk

PART = "Write to {{EMAIL_1}} and {{EMA"
TOLD = f"Write to {MAIL} and {{{{EMA"
SAYS = {
    "en": "hygie: finishing 1 request, for 30 seconds at most; Ctrl+C once more stops at once.",
    "fr": "hygie : 1 requête se termine, en 30 secondes au plus ; un autre Ctrl+C arrête tout de suite.",
}


def slow(upstream):
    """Say a part, and the rest when released."""

    def reply(handler, received):
        handler.begin()
        handler.send(chunk(PART))
        upstream.released.wait(20)
        handler.send(chunk("IL_1}}.", "stop"))
        handler.end()

    return reply


class Asking:
    """A client that asks in a thread of its own."""

    def __init__(self, url, path, key=KEY, body=None):
        self._given = url + path, key, body or BODIES[path]
        self.said = b""
        self._thread = threading.Thread(target=self._ask, daemon=True)
        self._thread.start()

    def _ask(self):
        url, key, body = self._given
        headers = {"x-api-key": key}
        sent = {"json": body, "headers": headers, "timeout": 40, "trust_env": False}
        with httpx.stream("POST", url, **sent) as came:
            for piece in came.iter_bytes():
                self.said += piece
        self._got = httpx.Response(came.status_code, content=self.said, request=came.request)

    @property
    def reply(self):
        self._thread.join(20)
        return self._got


def until(happened):
    end = time.monotonic() + 20
    while not happened() and time.monotonic() < end:
        time.sleep(0.05)
    assert happened()


@pytest.mark.parametrize("path", BODIES)
def test_a_stream_that_is_cut_when_the_proxy_stops_says_so(body_guard, upstream, path):
    upstream.reply = slow(upstream)
    with Running(body_guard, upstream.url) as proxy:
        asking = Asking(proxy.url, path)
        until(lambda: b"Write to" in asking.said)
    is_broken(asking.reply, "stopping")
    assert path == "/v1/completions" or said(asking.reply.text) == TOLD
    assert upstream.released.is_set() is False


def test_a_request_that_is_cut_when_the_proxy_stops_is_refused(body_guard, upstream):
    upstream.reply = lambda handler, received: upstream.released.wait(20)
    with Running(body_guard, upstream.url) as proxy:
        asking = Asking(proxy.url, CHAT, body=ASKED)
        until(lambda: upstream.asked)
    assert asking.reply.status_code == 503 and asking.reply.json()["error"]["code"] == "stopping"


def test_a_stream_that_ends_in_time_is_whole(body_guard, upstream):
    upstream.reply = slow(upstream)
    with Running(body_guard, upstream.url) as proxy:
        asking = Asking(proxy.url, CHAT)
        until(lambda: upstream.asked)
        threading.Timer(0.5, upstream.released.set).start()
    assert said(asking.reply.text) == f"Write to {MAIL} and {MAIL}."
    assert asking.reply.text.endswith("data: [DONE]\n\n")


# A terminal signals every process of a command at once, `kill` the one that it is given.
@pytest.mark.parametrize(("language", "workers", "signalled"), [
    ("en", "1", os.killpg), ("fr", "2", os.killpg), ("en", "2", os.kill),
])  # fmt: skip
def test_who_stops_the_proxy_is_told_and_may_stop_it_at_once(
    upstream, tmp_path, language, workers, signalled
):
    upstream.reply = slow(upstream)
    options = ("--upstream", upstream.url, "--workers", workers)
    with Process(tmp_path, *options, HYGIE_LANG=language) as proxy:
        asking = Asking(proxy.url, CHAT, proxy.key)
        until(lambda: b"Write to" in asking.said)
        signalled(proxy.process.pid, signal.SIGINT)
        until(lambda: SAYS[language] in "".join(proxy.printed))
        time.sleep(0.5)
        assert proxy.process.poll() is None and b"stopping" not in asking.said
        began = time.monotonic()
        signalled(proxy.process.pid, signal.SIGINT)
        proxy.process.wait(10)
        assert time.monotonic() - began < 6
        is_broken(asking.reply, "stopping")
        assert said(asking.reply.text) == TOLD
