"""The admin API: its key opens it and nothing else, and every change stands in the audit."""

import json
import time

import httpx
import pytest

from assistant.errors import ConfigError, StoreError
from guards.body.detecting import RuleDetector
from guards.body.guard import BodyGuard
from proxy import audit, building
from proxy.admin import AdminDoor
from proxy.callers import Scope
from proxy.keys import Keys
from tests.proxy.process import Process
from tests.proxy.running import KEY, Running

ADMIN = "admin-key-of-the-tests-drawn-by-lot"
CHAT = "/v1/chat/completions"
ASKED = {"model": "fake-1", "messages": [{"role": "user", "content": "Bonjour"}]}
ROUTES = [
    ("GET", "/keys"), ("POST", "/keys"), ("PATCH", "/keys/x"), ("DELETE", "/keys/x"),
    ("POST", "/keys/x/rotate"), ("GET", "/usage"), ("POST", "/reload"), ("GET", "/health"),
]  # fmt: skip


@pytest.fixture
def running(upstream, own_home, monkeypatch):
    monkeypatch.setenv("HYGIE_PROXY_ADMIN_KEY", ADMIN)
    words = RuleDetector([])
    with Running(BodyGuard(words, words), upstream.url) as proxy:
        yield proxy


def call(proxy, method, path, body=None, key=ADMIN):
    headers = {"authorization": f"Bearer {key}"} if key else {}
    return httpx.request(
        method, proxy.url + path, json=body, headers=headers, timeout=20, trust_env=False
    )


def changes(proxy):
    records = map(json.loads, audit.export(building.database(proxy.settings)))
    return [(r["action"], r["key"]) for r in records if r["event"] == "admin"]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_else_is_let_in(running, method, path):
    made, _ = Keys(building.database(running.settings)).make("a", "", Scope(), 0, "a")
    for key in ("", KEY, made, ADMIN[:-1], "é" * 40):
        answer = call(running, method, f"/admin{path}", {}, key) if key != "é" * 40 else None
        assert answer is None or answer.status_code == 401, key
    assert changes(running) == []


def test_the_admin_key_is_told_what_there_is_not(running):
    for method, path in (("GET", "/nothing"), ("PUT", "/keys")):
        assert call(running, method, f"/admin{path}", {}).status_code == 404
        assert call(running, method, f"/admin{path}", {}, KEY).status_code == 401


def test_the_admin_key_opens_nothing_else(running, upstream):
    assert call(running, "POST", CHAT, ASKED).status_code == 401
    assert call(running, "GET", "/v1/models").status_code == 401
    assert upstream.received == []


def test_without_an_admin_key_there_is_no_admin_api(proxy):
    for method, path in ROUTES:
        assert call(proxy, method, f"/admin{path}", {}).status_code == 401
        assert call(proxy, method, f"/admin{path}", {}, KEY).status_code == 404


def test_a_key_is_made_limited_used_rotated_and_revoked(running):
    body = {"name": "Camille", "team": "legal", "models": ["fake-*"], "requests_per_minute": 2}
    answer = call(running, "POST", "/admin/keys", body)
    made = answer.json()
    assert answer.status_code == 201 and made["scope"]["requests_per_minute"] == 2
    key, own = made["key"], f"/admin/keys/{made['id']}"
    assert call(running, "POST", CHAT, ASKED, key).status_code == 200
    [used] = call(running, "GET", "/admin/usage").json()["usage"]
    assert used == {"id": made["id"], "team": "legal", "used": {"requests_per_minute": 1}}
    limited = call(running, "PATCH", own, {"tokens_per_day": 1, "models": ["fake-1"]}).json()
    assert limited["scope"]["requests_per_minute"] == 0 and limited["scope"]["tokens_per_day"] == 1
    assert call(running, "POST", CHAT, ASKED | {"model": "fake-2"}, key).status_code == 404
    assert call(running, "POST", CHAT, ASKED, key).status_code == 200
    assert call(running, "POST", CHAT, ASKED, key).status_code == 429
    second = call(running, "POST", f"{own}/rotate", {"grace_hours": 0}).json()
    assert call(running, "GET", "/v1/models", key=key).status_code == 401
    assert call(running, "GET", "/v1/models", key=second["key"]).status_code == 200
    assert call(running, "DELETE", f"/admin/keys/{second['id']}").status_code == 200
    assert call(running, "GET", "/v1/models", key=second["key"]).status_code == 401
    listed = call(running, "GET", "/admin/keys").text
    assert len(json.loads(listed)["keys"]) == 2
    assert key not in listed and second["key"] not in listed
    first, then = made["id"], second["id"]
    done = [("make_key", first), ("limit_key", first), ("rotate_key", first), ("revoke_key", then)]
    assert changes(running) == done
    assert not audit.verify(building.database(running.settings), building.secret()).broken


def test_a_person_is_stopped_and_has_no_key_to_change(running):
    for written, person in (
        ("oidc:camille", "oidc:camille"), ("oidc:hr%2FZo%C3%A9%20%3F", "oidc:hr/Zoé ?"),
        ("oidc:hr/rotate", "oidc:hr/rotate"), ("oidc:a%252Fb", "oidc:a%2Fb"),
    ):  # fmt: skip
        told = call(running, "DELETE", f"/admin/keys/{written}")
        assert (told.status_code, told.json()) == (200, {"id": person, "revoked": True})
        assert changes(running)[-1] == ("revoke_key", person)
        for method, path in (("PATCH", ""), ("POST", "/rotate")):
            told = call(running, method, f"/admin/keys/{written}{path}", {})
            assert told.status_code == 409 and "proxy.yaml" in told.json()["error"]["message"]
    assert call(running, "GET", "/admin/keys").json() == {"keys": []}
    ended = Keys(building.database(running.settings)).recalled()
    assert {one.id for one in ended} == {
        "oidc:camille",
        "oidc:hr/Zoé ?",
        "oidc:hr/rotate",
        "oidc:a%2Fb",
    }
    for wrong in ("oidc:", "oidc:%20", "oidc:a%07b", "oidc:" + "a" * 256):
        assert call(running, "DELETE", f"/admin/keys/{wrong}").status_code == 400
    assert len(changes(running)) == 4


@pytest.mark.parametrize("body", [
    {}, {"name": ""}, {"name": "a", "models": []}, {"name": "a", "admin": True}, {"name": "a", "days": -1},
    {"name": "a", "tokens_per_day": "many"},
])  # fmt: skip
def test_a_wrong_field_changes_nothing_and_is_not_quoted(running, body):
    answer = call(running, "POST", "/admin/keys", body)
    assert answer.status_code == 400 and "many" not in answer.text
    assert call(running, "GET", "/admin/keys").json() == {"keys": []} and changes(running) == []


def test_what_is_unknown_is_not_recorded(running):
    for method, path in (("PATCH", ""), ("DELETE", ""), ("POST", "/rotate")):
        assert call(running, method, f"/admin/keys/0123{path}", {}).status_code == 404
    assert changes(running) == []


def test_a_change_that_cannot_be_recorded_is_not_made(running, monkeypatch):
    def full(*_, **__):
        raise StoreError("The disk is full.", "Nothing was sent.", "")

    monkeypatch.setattr(running.service.admin.audit, "append", full)
    answer = call(running, "POST", "/admin/keys", {"name": "a"})
    assert answer.status_code == 503
    assert call(running, "GET", "/admin/keys").json() == {"keys": []}


def test_health_says_what_works_and_names_no_secret(running):
    told = call(running, "GET", "/admin/health")
    assert told.json()["parts"] == {"database": True, "memory": True}
    assert told.json()["upstreams"][0]["destination"] == "world"
    assert ADMIN not in told.text and KEY not in told.text
    assert call(running, "POST", "/admin/reload").status_code == 409


@pytest.mark.parametrize(("key", "given"), [("short", ""), (ADMIN, ADMIN)])
def test_a_key_that_is_weak_or_shared_stops_the_start(key, given):
    with pytest.raises(ConfigError):
        AdminDoor(key, given)


def test_a_changed_file_is_taken_over_at_once_and_a_wrong_one_never(upstream, tmp_path):
    upstream.says = lambda r: r.body["messages"][-1]["content"]
    company, config = tmp_path / "company.txt", tmp_path / "proxy.yaml"
    company.write_text("Brumaire\n")
    upstreams = [{"url": upstream.url}]
    settings = {"version": 1, "note": False, "upstreams": upstreams, "company": str(company)}
    config.write_text(json.dumps(settings))
    asked = {"model": "m", "messages": [{"role": "user", "content": "le code quelconque-xyz"}]}
    options = ("--config", str(config), "--key", KEY)
    with Process(tmp_path, *options, HYGIE_PROXY_ADMIN_KEY=ADMIN) as proxy:
        before = call(proxy, "GET", "/admin/health").json()["policy"]
        company.write_text("Brumaire\nquelconque-xyz\n")
        began = time.monotonic()
        told = call(proxy, "POST", "/admin/reload")
        assert told.status_code == 200 and told.json()["policy"] != before
        assert call(proxy, "POST", CHAT, asked, KEY).status_code == 200
        assert "quelconque" not in upstream.last.everything, time.monotonic() - began
        config.write_text("upstreams: [")
        assert call(proxy, "POST", "/admin/reload").status_code == 409
        assert call(proxy, "GET", "/admin/health").json()["policy"] == told.json()["policy"]
