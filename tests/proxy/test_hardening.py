"""What an attacker or an unlucky moment would use: late guards, headers, hidden pictures, malformed answers."""

import asyncio
import base64
import json
import threading
import time

import httpx
import pytest

from guards.body.detecting import RuleDetector
from guards.body.guard import BodyGuard
from proxy import assembling, audit, building
from proxy.callers import Scope
from proxy.keys import Keys
from proxy.settings import Limits
from proxy.settings import Upstream as To
from proxy.unreadable import WITHHELD
from tests.proxy.running import KEY, Running

ASKED = {"model": "fake-1", "messages": [{"role": "user", "content": "Mme Ida Morvan écrit."}]}
PICTURE = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 2).decode()
MESSAGES = {
    "model": "fake-1",
    "max_tokens": 9,
    "messages": [{"role": "user", "content": "Bonjour"}],
}


class Late:
    """A detector that answers when it is told to."""

    def __init__(self):
        self.go, self.done = threading.Event(), threading.Event()

    def load(self):
        pass

    def find(self, texts, progress=None):
        self.go.wait(10)
        return [[] for _ in texts]


def events(proxy):
    """What is recorded since the start."""
    lines = audit.export(building.database(proxy.settings))
    started, *since = [json.loads(line)["event"] for line in lines]
    assert started == "started"
    return since


def test_a_guard_that_ends_late_records_and_keeps_nothing(upstream, own_home):
    late = Late()
    guard = BodyGuard(late, RuleDetector([]))
    limits = Limits(guard_seconds=0.2, waiting=1)
    with Running(guard, upstream.url, limits=limits) as proxy:
        headers = {"authorization": f"Bearer {KEY}"}
        with httpx.Client(
            base_url=proxy.url, headers=headers, trust_env=False, timeout=20
        ) as client:
            told = client.post("/v1/chat/completions", json=ASKED)
            assert told.status_code == 503 and "Nothing was sent" in told.text
            # The thread is still at work: it counts among those that wait.
            assert client.post("/v1/chat/completions", json=ASKED).json()["error"]["code"] == "busy"
            late.go.set()
            deadline = time.monotonic() + 10
            while time.monotonic() < deadline:
                if client.post("/v1/chat/completions", json=ASKED).status_code == 200:
                    break
                time.sleep(0.05)
            assert events(proxy) == ["sent", "answered"]
    assert len(upstream.asked) == 1


@pytest.mark.parametrize(("name", "value"), [
    ("anthropic-beta", "projet-zephyr-2026"), ("anthropic-beta", "fr7630006000011234567890189"),
    ("anthropic-beta", "nordelle"), ("anthropic-version", "1981-03-12"), ("openai-beta", "x" * 900),
])  # fmt: skip
def test_a_header_that_holds_anything_stays_here(client, upstream, name, value):
    assert client.post("/v1/messages", json=MESSAGES, headers={name: value}).status_code == 200
    assert upstream.last.headers.get(name) != value


def test_a_header_that_holds_nothing_goes_on(client, upstream):
    beta = {
        "anthropic-beta": "interleaved-thinking-2025-05-14,fine-grained-tool-streaming-2025-05-14"
    }
    client.post("/v1/messages", json=MESSAGES, headers=beta)
    assert upstream.last.headers["anthropic-beta"] == beta["anthropic-beta"]


@pytest.mark.parametrize("body", [
    {"prediction": {"type": "content", "content": [{"type": "image", "data": PICTURE}]}},
    {"messages": [{"role": "user", "content": [{"image_url": {"url": f"data:image/png;base64,{PICTURE}"}}]}]},
    {"messages": [{"role": "user", "content": [
        {"type": "image", "content": [], "source": {"type": "base64", "data": PICTURE}}]}]},
    {"messages": [{"role": "user", "content": f"logo: url(data:image/png;base64,{PICTURE})"}]},
    {"metadata": {"x": PICTURE}}, {"unknown": [[PICTURE]]},
])  # fmt: skip
def test_a_picture_in_an_unexpected_place_is_withheld(client, upstream, body):
    reply = client.post("/v1/chat/completions", json={**ASKED, **body})
    if reply.status_code == 200:
        assert PICTURE[:60] not in upstream.last.everything
        assert WITHHELD in upstream.last.everything or "{{" in upstream.last.everything
    else:
        assert reply.status_code == 400 and upstream.asked == []


def test_text_in_base64_is_still_read_not_withheld(client, upstream):
    data = base64.b64encode(b"ida.morvan@nordmail.example.org " * 8).decode()
    body = {"messages": [{"role": "user", "content": f"data:text/plain;base64,{data}"}]}
    assert client.post("/v1/chat/completions", json={**ASKED, **body}).status_code == 200
    assert data not in upstream.last.everything and WITHHELD not in upstream.last.everything


def test_what_one_provider_said_is_read_again_for_another(body_guard, upstream, own_home):
    thought = "Ida Morvan lives in Quimper, her mail is ida.morvan@nordmail.example.org"
    upstream.reply = lambda handler, received: handler.json(
        {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "stop_reason": "end_turn",
         "content": [{"type": "thinking", "thinking": thought, "signature": "c2lnbmF0dXJl" * 4}],
         "usage": {"input_tokens": 1, "output_tokens": 1}}
    )  # fmt: skip
    upstreams = (
        To(
            name="near",
            url=upstream.url,
            wire="anthropic",
            models={"near": "m"},
            accept=(),
            retries=0,
        ),
        To(
            name="far",
            url=upstream.url,
            wire="anthropic",
            models={"far": "m"},
            accept=(),
            retries=0,
        ),
    )
    with Running(body_guard, upstreams=upstreams, replies="allow") as proxy:

        def ask(model, messages):
            sent = {"model": model, "max_tokens": 9, "messages": messages}
            headers = {"x-api-key": KEY}
            return httpx.post(
                f"{proxy.url}/v1/messages", json=sent, headers=headers, trust_env=False, timeout=20
            )

        turns = MESSAGES["messages"]
        turns = [*turns, {"role": "assistant", "content": ask("near", turns).json()["content"]},
                 {"role": "user", "content": "Et après ?"}]  # fmt: skip
        ask("near", turns)
        assert upstream.last.body["messages"][1]["content"][0]["thinking"] == thought
        ask("far", turns)
        assert "ida.morvan@" not in upstream.last.everything


@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/messages"])
def test_the_note_stands_where_the_format_wants_it(body_guard, upstream, own_home, path):
    with Running(body_guard, upstream.url, note=True) as proxy:
        asked = {**MESSAGES, "messages": ASKED["messages"]}
        headers = {"authorization": f"Bearer {KEY}"}
        httpx.post(proxy.url + path, json=asked, headers=headers, trust_env=False, timeout=20)
    sent = upstream.last.body
    if path == "/v1/messages":
        assert "withheld" in sent["system"] and [m["role"] for m in sent["messages"]] == ["user"]
    else:
        assert "withheld" in sent["messages"][0]["content"]


@pytest.mark.parametrize("answer", [
    {"choices": "none"}, {"choices": [7]}, {"choices": [{"message": {"content": 5}}], "usage": {"prompt_tokens": "x"}},
    {"choices": {"a": 1}}, {"choices": [{"index": 0, "message": None}], "usage": 3},
])  # fmt: skip
def test_an_answer_of_another_form_breaks_nothing(client, upstream, answer):
    upstream.reply = lambda handler, received: handler.json(answer)
    told = client.post("/v1/chat/completions", json=ASKED)
    assert told.status_code in (200, 502), told.text


def test_a_stream_of_another_form_ends_with_an_error(client, upstream):
    def reply(handler, received):
        handler.begin()
        handler.send(
            b'data: {"choices": [{"index": 0, "delta": {"tool_calls": [[1]]}, "finish_reason": 3}]}\n\n'
        )
        handler.send(b'data: {"choices": [{"index": {"a": 1}, "delta": {"content": "x"}}]}\n\n')
        handler.end()

    upstream.reply = reply
    told = client.post("/v1/chat/completions", json={**ASKED, "stream": True})
    assert told.status_code == 200 and "upstream_unreadable" in told.text


def test_rotating_gives_no_key_a_longer_life(own_home, body_guard, upstream):
    with Running(body_guard, upstream.url) as proxy:
        now = [1_000_000.0]
        keys = Keys(building.database(proxy.settings), lambda: now[0])
        _, short = keys.make("a", "", Scope(), 1, "short")
        key, fresh = keys.rotate(short.id, 100, "fresh")
        assert fresh.expires - fresh.made == 86_400
        assert next(c for c in keys.all() if c.id == short.id).expires == short.expires
        now[0] += 2 * 86_400
        assert keys.caller(key) is None and keys.rotate(short.id, 1, "late") is None
        _, gone = keys.make("b", "", Scope(), 0, "gone")
        keys.revoke(gone.id)
        assert keys.rotate(gone.id, 1, "late") is None


def test_the_rules_in_force_survive_whatever_breaks_the_next():
    class Gateway:
        rules = "old"

    async def followed():
        told = iter([OSError(), "new"])

        async def changed():
            value = next(told, None)
            if value is None:
                await asyncio.Event().wait()
            if isinstance(value, Exception):
                raise value
            return value

        task = asyncio.ensure_future(assembling._follow(Gateway, changed))
        while Gateway.rules == "old":
            await asyncio.sleep(0.01)
        task.cancel()

    asyncio.run(asyncio.wait_for(followed(), 10))
    assert Gateway.rules == "new"
