"""Bad input and broken parts: a clear error in the client's format, nothing raw sent, and recovery."""

import concurrent.futures
import gzip
import json
import socket
import time

import httpx
import pytest

from guards.body.detecting import RuleDetector
from guards.body.guard import BodyGuard
from proxy.settings import Limits, ProxySettings
from proxy.settings import Upstream as To
from proxy.store.database import SqliteDatabase
from tests.proxy.running import KEY, Running
from tests.proxy.upstream import Upstream, echo

PATHS = ["/v1/chat/completions", "/v1/messages"]
MAIL = "ida.morvan@nordmail.example.org"
ASKED = {
    "model": "fake-1",
    "max_tokens": 9,
    "messages": [{"role": "user", "content": f"Mail {MAIL}"}],
}
JSON = {"content-type": "application/json"}


def is_error(reply, path, status, code=None):
    assert reply.status_code == status, reply.text
    error = reply.json()
    if path == "/v1/messages":
        assert error["type"] == "error" and error["error"]["type"] and error["error"]["message"]
    else:
        assert error["error"]["message"] and error["error"]["type"]
        assert code is None or error["error"]["code"] == code
    assert MAIL not in reply.text


def works(client):
    assert client.post("/v1/chat/completions", json=ASKED).status_code == 200


deep = json.dumps(ASKED)[:-1] + ', "x": ' + "[" * 200 + "]" * 200 + "}"
BROKEN = {
    "malformed": b'{"model": "fake-1", "messages": [' + MAIL.encode(),
    "truncated": json.dumps(ASKED).encode()[:-2],
    "empty": b"",
    "no object": b'["a"]',
    "not utf-8": b'{"model": "fake-1", "messages": "\xff\xfe"}',
    "doubled key": b'{"model": "a", "model": "b", "messages": []}',
    "too deep": deep.encode(),
    "very deep": b"[" * 100_000,
    "half a character": b'{"model": "fake-1", "messages": [{"role": "user", "content": "\\ud83d"}]}',
    "endless number": b'{"model": "fake-1", "messages": [], "temperature": 1e999}',
    "not a number": b'{"model": "fake-1", "messages": [], "temperature": NaN}',
    "messages no list": b'{"model": "fake-1", "messages": {"a": 1}}',
    "message no object": b'{"model": "fake-1", "max_tokens": 1, "messages": 7}',
    "no model": b'{"messages": []}',
}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_body_goes_nowhere(client, upstream, path, name):
    is_error(client.post(path, content=BROKEN[name], headers=JSON), path, 400)
    assert upstream.received == []


@pytest.mark.parametrize("path", PATHS)
def test_other_types_and_packings_go_nowhere(client, upstream, path):
    data = json.dumps(ASKED).encode()
    for headers in ({"content-type": "text/plain"}, {}, {"content-type": "multipart/form-data"}):
        is_error(client.post(path, content=data, headers=headers), path, 415)
    is_error(client.post(path, content=data, headers=JSON | {"content-encoding": "br"}), path, 415)
    broken = JSON | {"content-encoding": "gzip"}
    is_error(client.post(path, content=b"no gzip", headers=broken), path, 400)
    is_error(client.post(path, content=gzip.compress(data)[:-9], headers=broken), path, 400)
    assert upstream.received == []
    assert client.post(path, content=gzip.compress(data), headers=broken).status_code == 200
    assert not upstream.holds(MAIL)


@pytest.mark.parametrize("path", PATHS)
def test_what_is_too_large_goes_nowhere(client, upstream, path):
    big = b'{"model": "fake-1", "x": "' + b"a" * 50_000_000 + b'"}'
    is_error(client.post(path, content=big, headers=JSON), path, 413)
    bomb = gzip.compress(b"0" * 400_000_000, 1)
    is_error(
        client.post(path, content=bomb, headers=JSON | {"content-encoding": "gzip"}), path, 413
    )
    reply = client.post(path, json=ASKED, headers={"x-huge": "a" * 40_000})
    assert reply.status_code in (400, 431)
    assert upstream.received == []
    works(client)


@pytest.mark.parametrize("path", [
    "/v1/audio/transcriptions", "/v1/images/generations", "/v1/batches", "/v1/fine_tuning/jobs", "/v1/realtime",
    "/v1/messages/batches", "/v2/chat/completions", "/v1/threads", "/", "/v1/chat/completions/x",
])  # fmt: skip
@pytest.mark.parametrize("method", ["POST", "GET", "PUT", "DELETE"])
def test_an_unknown_endpoint_goes_nowhere(client, upstream, path, method):
    reply = client.request(method, path, json=ASKED)
    assert reply.status_code == 404 and "Nothing was sent" in reply.text
    assert upstream.received == []


@pytest.mark.parametrize("path", PATHS)
def test_a_wrong_method_is_told_the_right_one(client, upstream, path):
    reply = client.get(path)
    is_error(reply, path, 405)
    assert reply.headers["allow"] == "POST" and upstream.received == []


def test_a_picture_is_said_to_be_one(client, upstream):
    picture = "data:image/png;base64,iVBORw0KGgo="
    parts = [{"type": "image_url", "image_url": {"url": picture}}]
    asked = ASKED | {"messages": [{"role": "user", "content": parts}]}
    reply = client.post("/v1/chat/completions", json=asked)
    assert reply.status_code == 400 and "an image, which the guard cannot read" in reply.text
    assert upstream.received == []


def test_a_slow_client_is_let_go(body_guard, upstream):
    with Running(body_guard, upstream.url, limits=Limits(receive_seconds=0.3)) as proxy:
        with socket.create_connection(("127.0.0.1", proxy.port)) as slow:
            head = f"POST {PATHS[0]} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {KEY}\r\n"
            slow.sendall(
                f"{head}content-type: application/json\r\ncontent-length: 90\r\n\r\n{{".encode()
            )
            slow.settimeout(5)
            assert b" 408 " in slow.recv(4000)
    assert upstream.received == []


def test_a_thousand_idle_connections_stop_nobody(client, proxy):
    idle = [socket.create_connection(("127.0.0.1", proxy.port)) for _ in range(1000)]
    try:
        works(client)
    finally:
        for connection in idle:
            connection.close()


class Failing(RuleDetector):
    """A detector that can be broken."""

    trouble: Exception | None = None
    seconds = 0.0

    def find(self, texts, progress=None):
        time.sleep(self.seconds)
        if self.trouble is not None:
            raise self.trouble
        return super().find(texts, progress)


@pytest.mark.parametrize("path", PATHS)
def test_a_detector_that_fails_or_stalls_stops_the_request(upstream, path):
    detector = Failing()
    guard = BodyGuard(detector, RuleDetector())
    limits = Limits(guard_seconds=0.4)
    with Running(guard, upstream.url, limits=limits) as proxy:
        with httpx.Client(
            base_url=proxy.url, headers={"x-api-key": KEY}, trust_env=False
        ) as client:
            detector.trouble = RuntimeError(MAIL)
            is_error(client.post(path, json=ASKED), path, 503, "guard_failed")
            detector.trouble = None
            detector.seconds = 0.6
            is_error(client.post(path, json=ASKED), path, 503, "guard_failed")
            detector.seconds = 0
            time.sleep(0.4)
            assert upstream.received == []
            works(client)
    assert not upstream.holds(MAIL)


@pytest.mark.parametrize("path", PATHS)
def test_a_database_that_fails_stops_the_request(client, upstream, path, monkeypatch):
    for table, way in (("audit", "run"), ("kept", "jot")):
        done = getattr(SqliteDatabase, way)

        def full(self, statement, values=(), table=table, done=done):
            if statement.startswith("INSERT INTO " + table):
                from proxy.store.database import unavailable

                raise unavailable("OperationalError")
            return done(self, statement, values)

        monkeypatch.setattr(SqliteDatabase, way, full)
        is_error(client.post(path, json=ASKED), path, 503, "store_unavailable")
        assert upstream.received == []
        monkeypatch.setattr(SqliteDatabase, way, done)
    works(client)


def test_a_full_disk_stops_the_request(body_guard, upstream, own_home):
    import sqlite3

    with Running(body_guard, upstream.url) as proxy:
        with httpx.Client(
            base_url=proxy.url, headers={"x-api-key": KEY}, trust_env=False
        ) as client:
            works(client)
            database = next(own_home.rglob("proxy.db"))
            with sqlite3.connect(database, isolation_level=None) as other:
                other.execute("BEGIN EXCLUSIVE")  # nobody else can write
                asked = len(upstream.received)
                is_error(client.post(PATHS[0], json=ASKED, timeout=30), PATHS[0], 503)
                assert len(upstream.received) == asked
                other.execute("ROLLBACK")
            other.close()
            works(client)


def status(code, **headers):
    return lambda handler, received: handler.json(
        {"error": {"message": f"no: {received.raw.decode()}"}}, code, **headers
    )


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("came", "told"), [
    (400, 400), (401, 502), (403, 502), (409, 409), (413, 413), (422, 422), (429, 429), (500, 502), (503, 503), (529, 529),
])  # fmt: skip
def test_what_an_upstream_refuses_is_told(client, upstream, path, came, told):
    upstream.reply = status(came, Retry_After="3")
    reply = client.post(path, json=ASKED)
    is_error(reply, path, told)
    if came in (429, 503, 529):
        assert reply.headers["retry-after"] == "3"
    upstream.reply = None
    works(client)


@pytest.mark.parametrize("path", PATHS)
def test_an_upstream_that_is_not_there_is_told(body_guard, path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        with Running(body_guard, url) as proxy:
            reply = httpx.post(
                proxy.url + path, json=ASKED, headers={"x-api-key": KEY}, trust_env=False
            )
    is_error(reply, path, 502, "upstream_unreachable")


def raw(data, kind="application/json"):
    def reply(handler, received):
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return reply


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("data", [b"<html>", b"[1]", b'{"a": 1}', b"\xff", b"{" * 5_000])
def test_an_answer_that_is_none_is_told(client, upstream, path, data):
    upstream.reply = raw(data)
    is_error(client.post(path, json=ASKED), path, 502)


def chunk(text, finish=None):
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
    return b"data: " + json.dumps({"id": "c", "choices": [choice]}).encode() + b"\n\n"


def events(*pieces, cut=False, silent=False):
    def reply(handler, received):
        handler.begin()
        for piece in pieces:
            handler.send(piece)
        if silent:
            handler.server.upstream.released.wait(10)
        if not cut and not silent:
            handler.end()
        handler.close_connection = True

    return reply


STREAM = ASKED | {"stream": True}


@pytest.mark.parametrize("reply", [
    events(chunk("Hello {{EMAIL"), cut=True),
    events(chunk("Hello {{EMAIL"), b"data: {not json\n\n"),
    events(chunk("Hello {{EMAIL"), b"data: \xff\xfe\n\n"),
    events(chunk("Hello {{EMAIL"), b"data: [1]\n\n"),
    events(chunk("Hello {{EMAIL"), silent=True),
])  # fmt: skip
def test_a_stream_that_breaks_off_says_so_and_loses_nothing(body_guard, upstream, reply):
    upstream.reply = reply
    to = (To(url=upstream.url, retries=0, silent_seconds=0.5),)
    with Running(body_guard, upstreams=to) as proxy:
        with httpx.Client(
            base_url=proxy.url, headers={"x-api-key": KEY}, trust_env=False
        ) as client:
            told = client.post(PATHS[0], json=STREAM)
            lines = [
                json.loads(line[6:])
                for line in told.text.splitlines()
                if line.startswith("data: {")
            ]
            text = "".join(
                c["delta"].get("content", "") for d in lines for c in d.get("choices", [])
            )
            assert text == "Hello {{EMAIL"
            assert lines[-1]["error"]["code"].startswith("upstream_")
            assert "[DONE]" not in told.text
            upstream.reply = None
            works(client)


def test_an_anthropic_stream_that_breaks_off_says_so(client, upstream):
    start = {"type": "message_start", "message": {"id": "m", "type": "message", "role": "assistant", "content": [],
             "model": "m", "stop_reason": None, "usage": {"input_tokens": 1, "output_tokens": 1}}}  # fmt: skip
    upstream.reply = events(
        b"event: message_start\ndata: " + json.dumps(start).encode() + b"\n\n", cut=True
    )
    told = client.post(PATHS[1], json=STREAM).text
    assert "event: error" in told and "message_stop" not in told


def test_a_client_that_goes_stops_the_upstream(client, upstream):
    def endless(handler, received):
        handler.begin()
        for _ in range(2_000):
            handler.send(chunk("word "))
            time.sleep(0.005)

    upstream.reply = endless
    with client.stream("POST", PATHS[0], json=STREAM) as reply:
        next(reply.iter_bytes())
    assert upstream.hung_up.wait(5)
    upstream.reply = None
    works(client)


def test_many_at_once_never_mix(client, upstream):
    upstream.says = echo

    def ask(number):
        mail = f"person{number}.morvan@nordmail.example.org"
        body = {
            "model": "fake-1",
            "stream": number % 2 == 0,
            "messages": [{"role": "user", "content": f"Mail {mail}"}],
        }
        text = client.post(PATHS[0], json=body).text
        return mail in "".join(text.replace('"', "").split()) or _joined(text) == mail

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        assert all(pool.map(ask, range(48)))


def _joined(text):
    lines = [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: {")]
    return "".join(c["delta"].get("content") or "" for d in lines for c in d["choices"])


def test_a_fallback_takes_over(body_guard, upstream):
    with Upstream() as second:
        upstream.reply = status(500)
        to = (To(name="a", url=upstream.url, retries=0, fallback="b"), To(name="b", url=second.url))
        with Running(body_guard, upstreams=to) as proxy:
            reply = httpx.post(
                proxy.url + PATHS[0], json=ASKED, headers={"x-api-key": KEY}, trust_env=False
            )
        assert reply.status_code == 200 and second.asked


def test_a_clock_that_jumps_breaks_no_chain_and_no_key(own_home):
    from proxy import audit, building
    from proxy.callers import Scope
    from proxy.keys import Keys
    from proxy.use import Use

    now = {"t": 1_800_000_000.0}
    database = building.database(ProxySettings())
    kept = audit.Audit(database, building.secret(), lambda: now["t"])
    keys, use = Keys(database, lambda: now["t"]), Use(database, lambda: now["t"])
    key, caller = keys.make("a", "", Scope(requests_per_minute=2), 1, "a")
    for jump in (0, 3600, -86_400 * 400, 5):
        now["t"] += jump
        kept.append("sent", key=caller.id)
        use.admit(caller)
    assert keys.caller(key)
    assert audit.verify(database, building.secret()).broken == ""
    assert audit.verify(database, building.secret()).records == 4
