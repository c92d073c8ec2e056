"""A proxy that is told to stop: what runs may finish, who stops it is told so, and nobody is cut without a word."""

import json
import os
import signal
import subprocess
import sys
import threading
import time

import httpx
import pytest

from proxy import audit, building
from proxy.settings import ProxySettings
from tests.proxy.process import ROOT, Process
from tests.proxy.running import KEY, Running
from tests.proxy.test_ended_early import BODIES, CHAT, is_broken, said
from tests.proxy.test_faults import ASKED, MAIL, chunk

PART = "Write to {{EMAIL_1}} and {{EMA"
TOLD = f"Write to {MAIL} and {{{{EMA"
SAYS = {
    "en": "hygie: finishing 1 request, for 30 seconds at most; Ctrl+C once more stops at once.",
    "fr": "hygie: 1 requête se termine, en 30 secondes au plus\u00a0; un autre Ctrl+C arrête tout de suite.",
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


STUCK = """
import sys, threading
from guards.body.detecting import RuleDetector
from guards.body.guard import BodyGuard
from proxy import assembling, serving
from proxy.app import application
from proxy.settings import Limits, Listen, ProxySettings, Upstream

class Stuck:
    released = threading.Event()
    def load(self): pass
    def find(self, texts, progress=None):
        print("stuck", flush=True)
        sys.stdin.readline()
        print("released", flush=True)
        return [[] for _ in texts]

key, url, patience, workers = sys.argv[1:]
settings = ProxySettings(upstreams=(Upstream(url=url),), limits=Limits(guard_seconds=float(patience)))
listen = Listen(port=0, workers=int(workers))
made = serving.listening(listen)
print(made.getsockname()[1], flush=True)
guard = BodyGuard(Stuck(), RuleDetector([]))
try:
    serving.serve(listen, made, lambda: application(assembling.service(settings, guard, key, None)))
except KeyboardInterrupt:
    pass
"""


def ends(run, seconds):
    try:
        return run.wait(seconds)
    except subprocess.TimeoutExpired:
        run.kill()
        return "killed"


@pytest.mark.parametrize(("patience", "workers"), [("0.2", "1"), ("60", "1"), ("60", "2")])
def test_a_guard_that_is_stuck_does_not_hold_the_proxy(upstream, own_home, patience, workers):
    """Neither one whose client was told that it takes too long, nor one that is cut."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", STUCK, KEY, upstream.url, patience, workers]
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=pipe, stdout=pipe, stderr=pipe
    ) as run:
        asking = Asking(f"http://127.0.0.1:{run.stdout.readline().strip()}", CHAT, body=ASKED)
        assert run.stdout.readline() == "stuck\n"
        if patience != "60":
            assert asking.reply.status_code == 503
        began = time.monotonic()
        run.send_signal(signal.SIGINT)
        if patience == "60":  # the second is for who does not want to wait 30 seconds
            time.sleep(0.5)
            run.send_signal(signal.SIGINT)
        ended = ends(run, 20)
        assert ended == 0 and time.monotonic() - began < 12
        assert asking.reply.status_code == 503
        said, errors = run.communicate("go\n")
        assert "released" not in said and "Traceback" not in errors
    assert upstream.asked == []
    kept = map(json.loads, audit.export(building.database(ProxySettings())))
    assert {record["event"] for record in kept} == {"started"}


UNHEARD = """
import sys, time
from proxy import leaving

sys.stdout = open(1, "w")  # keeps what it is given, as it does where it is no terminal
sys.stdout.write("said to nobody")
leaving.ending()
time.sleep(30)
"""


def test_a_process_leaves_though_nobody_reads_its_last_words():
    command = [sys.executable, "-c", UNHEARD]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        run.stdout.close()
        assert ends(run, 10) == 0
        assert run.stderr.read() == b""


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
