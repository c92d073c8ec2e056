"""The audit of what came to nothing: upstreams that failed, and who was turned away at the door."""

import json

import httpx
import pytest

from assistant.cli import main
from proxy import audit, building
from proxy.callers import Scope
from proxy.keys import Keys
from proxy.settings import Upstream as To
from tests.proxy.running import KEY, Running
from tests.proxy.test_admin import ADMIN
from tests.proxy.test_faults import ASKED, PATHS, STREAM, chunk, events, raw, status
from tests.proxy.upstream import nobody

CHAT = PATHS[0]
WRONG = "hyg-wrong-key-that-nobody-has"


def records(proxy, event):
    lines = audit.export(building.database(proxy.settings))
    return [record for record in map(json.loads, lines) if record["event"] == event]


def proven(proxy, capsys):
    """The chains are whole, and what is told of them holds no key."""
    assert main(["proxy", "audit", "verify"]) == 0
    assert main(["proxy", "audit", "export"]) == 0
    text = capsys.readouterr().out
    assert "denied" in text or "failed" in text
    assert not [key for key in (WRONG, KEY, ADMIN) if key in text]


@pytest.mark.parametrize(("reply", "asked", "code", "told"), [
    (status(500), ASKED, "upstream_error", 502),
    (status(429), ASKED, "upstream_busy", 429),
    (status(401), ASKED, "upstream_key", 502),
    (status(422), ASKED, "upstream_refused", 422),
    (raw(b"{"), ASKED, "upstream_unreadable", 502),
    (raw(b'{"choices": [7]}'), STREAM, "upstream_unreadable", 502),
    (events(chunk("Yes")), STREAM, "upstream_broken", 502),
    (events(chunk("Yes"), cut=True), STREAM, "upstream_broken", 502),
])  # fmt: skip
def test_an_upstream_that_fails_is_recorded(
    proxy, client, upstream, capsys, reply, asked, code, told
):
    upstream.reply = reply
    client.post(CHAT, json=asked)
    (failed,) = records(proxy, "failed")
    (sent,) = records(proxy, "sent")
    assert (failed["code"], failed["status"], failed["upstream"]) == (code, told, sent["upstream"])
    assert (failed["request"], failed["key"]) == (sent["request"], sent["key"])
    label = f'hygie_failed_total{{code="{code}",upstream="{sent["upstream"]}"}} 1.0'
    assert label in client.get("/metrics").text
    proven(proxy, capsys)


def test_an_upstream_that_cannot_be_reached_is_recorded_though_another_answers(
    body_guard, upstream, own_home, capsys
):
    with nobody() as gone:
        to = (To(name="a", url=gone, retries=0, fallback="b"), To(name="b", url=upstream.url))
        with Running(body_guard, upstreams=to) as proxy:
            headers = {"x-api-key": KEY}
            told = httpx.post(proxy.url + CHAT, json=ASKED, headers=headers, trust_env=False)
            metrics = httpx.get(f"{proxy.url}/metrics", trust_env=False).text
    assert told.status_code == 200
    found = [(record["upstream"], record["code"]) for record in records(proxy, "failed")]
    assert found == [("a", "upstream_unreachable")]
    assert [record["upstream"] for record in records(proxy, "sent")] == ["a", "b"]
    assert len(records(proxy, "answered")) == 1
    assert 'hygie_refused_total{code="upstream_unreachable"}' not in metrics
    proven(proxy, capsys)
    assert main(["proxy", "audit", "report", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["failures"] == {"a:upstream_unreachable": 1}


def test_an_answer_of_a_provider_that_does_not_speak_the_format_is_no_failure(
    proxy, client, upstream
):
    upstream.formats = {"openai"}
    assert client.post("/v1/messages", json=ASKED | {"max_tokens": 9}).status_code == 200
    assert records(proxy, "failed") == []


def test_a_flood_of_wrong_keys_is_two_records(body_guard, upstream, own_home, monkeypatch, capsys):
    monkeypatch.setenv("HYGIE_PROXY_ADMIN_KEY", ADMIN)
    with Running(body_guard, upstream.url) as proxy:
        with httpx.Client(base_url=proxy.url, trust_env=False) as client:
            for number in range(40):
                shown = {"x-api-key": f"{WRONG}-{number}"} if number % 2 else {}
                assert client.post(CHAT, json=ASKED, headers=shown).status_code == 401
            for _ in range(3):
                assert client.get("/admin/keys", headers={"x-api-key": KEY}).status_code == 401
    denied = [(r["door"], r["code"], r["key"], r["count"]) for r in records(proxy, "denied")]
    assert sorted(denied) == [
        ("admin", "invalid_api_key", "", 1), ("admin", "invalid_api_key", "", 2),
        ("clients", "invalid_api_key", "", 1), ("clients", "invalid_api_key", "", 39),
    ]  # fmt: skip
    proven(proxy, capsys)
    assert main(["proxy", "audit", "report", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["requests"]["denied"] == 43


def test_a_key_that_used_up_its_limit_is_recorded_by_its_id(proxy, upstream, capsys):
    store = building.database(proxy.settings)
    key, caller = Keys(store).make("a", "legal", Scope(requests_per_minute=1), 0, "k1")
    with httpx.Client(base_url=proxy.url, trust_env=False) as client:
        asked = {"json": ASKED, "headers": {"x-api-key": key}, "timeout": 20}
        codes = {client.post(CHAT, **asked).status_code for _ in range(5)}
    assert 429 in codes
    proxy.stop()
    denied = [(r["code"], r["key"], r["team"]) for r in records(proxy, "denied")]
    assert set(denied) == {("limit_reached", caller.id, "legal")} and len(denied) <= 2
    proven(proxy, capsys)


def test_a_key_that_has_ended_is_recorded_by_its_id(proxy, capsys):
    keys = Keys(building.database(proxy.settings))
    key, caller = keys.make("a", "legal", Scope(), 0, "k1")
    keys.revoke(caller.id)
    with httpx.Client(base_url=proxy.url, trust_env=False) as client:
        refused = client.post(CHAT, json=ASKED, headers={"x-api-key": key})
        assert refused.status_code == 401 and caller.id not in refused.text
    proxy.stop()
    (denied,) = records(proxy, "denied")
    assert (denied["code"], denied["key"]) == ("invalid_api_key", caller.id)
    assert key not in json.dumps(denied)
    proven(proxy, capsys)


def test_a_record_that_cannot_be_written_changes_no_refusal(proxy, client, upstream, monkeypatch):
    def full(*_, **__):
        from proxy.store.connections import unavailable

        raise unavailable("full")

    monkeypatch.setattr(proxy.service.gateway.parts.audit, "note", full)
    assert httpx.post(proxy.url + CHAT, json=ASKED, trust_env=False).status_code == 401
    upstream.reply = status(500)
    assert client.post(CHAT, json=ASKED).status_code == 502


def test_what_the_guard_cannot_read_is_recorded_as_refused(proxy, client, upstream):
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}
    asked = ASKED | {"messages": [{"role": "user", "content": [picture]}]}
    assert client.post(CHAT, json=asked).status_code == 400
    (refused,) = records(proxy, "refused")
    assert refused["code"] == "unreadable_part" and upstream.received == []
