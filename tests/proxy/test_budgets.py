"""Budgets of tokens hold for streams: counted when the provider counts, estimated when it does not."""

import json
import time

import httpx
import pytest

from proxy import audit, building
from proxy.callers import Scope
from proxy.keys import Keys
from proxy.spending import letters, spent
from tests.proxy.running import Running

ASKED = {"model": "fake-1", "stream": True, "messages": [{"role": "user", "content": "Bonjour"}]}
CHAT = "/v1/chat/completions"


@pytest.fixture
def running(body_guard, upstream, own_home):
    with Running(body_guard, upstream.url) as proxy:
        yield proxy


@pytest.fixture
def keys(running):
    return Keys(building.database(running.settings))


def post(proxy, key, body, path=CHAT):
    headers = {"authorization": f"Bearer {key}"}
    return httpx.post(proxy.url + path, json=body, headers=headers, trust_env=False, timeout=20)


def answered(proxy, count):
    """The last `count` records of answers, once they are written."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        lines = map(json.loads, audit.export(building.database(proxy.settings)))
        found = [record for record in lines if record["event"] == "answered"]
        if len(found) >= count:
            return found[-count:]
        time.sleep(0.02)
    raise AssertionError("not recorded")


def test_a_stream_that_asked_for_no_count_is_counted_all_the_same(running, keys, upstream):
    key, _ = keys.make("a", "", Scope(tokens_per_day=15), 0, "a")
    told = post(running, key, ASKED)
    assert upstream.last.body["stream_options"] == {"include_usage": True}
    assert "usage" not in told.text and told.text.rstrip().endswith("[DONE]")
    [record] = answered(running, 1)
    assert (record["tokens_in"], record["tokens_out"], record["estimated"]) == (7, 3, False)
    refusing = {**ASKED, "stream_options": {"include_usage": False}}
    assert post(running, key, refusing).status_code == 200
    answered(running, 2)
    assert post(running, key, ASKED).status_code == 429


def test_a_count_that_was_asked_for_is_passed_on(running, keys):
    key, _ = keys.make("a", "", Scope(tokens_per_day=15), 0, "a")
    told = post(running, key, {**ASKED, "stream_options": {"include_usage": True}})
    assert '"total_tokens":10' in told.text


def test_a_key_without_budget_gets_what_it_asked_for(running, keys, upstream):
    key, _ = keys.make("a", "", Scope(requests_per_minute=9), 0, "a")
    assert post(running, key, ASKED).status_code == 200
    assert "stream_options" not in upstream.last.body
    [record] = answered(running, 1)
    assert record["estimated"] and record["tokens_in"] and record["tokens_out"]


def test_what_is_not_counted_is_estimated(running, keys, upstream):
    key, _ = keys.make("a", "", Scope(tokens_per_day=200), 0, "a")
    upstream.counts, upstream.says = False, lambda received: "mot " * 150
    assert post(running, key, ASKED).status_code == 200
    [record] = answered(running, 1)
    assert record["estimated"] and 190 <= record["tokens_out"] <= 210
    assert post(running, key, ASKED).status_code == 429


def test_an_upstream_that_refuses_to_count_is_asked_without(running, keys, upstream):
    from tests.proxy.upstream import answer

    def strict(handler, received):
        if "stream_options" in received.body:
            handler.json({"error": {"message": "extra field"}}, 422)
        else:
            answer(handler, received)

    upstream.reply = strict
    key, _ = keys.make("a", "", Scope(tokens_per_day=900), 0, "a")
    assert [post(running, key, ASKED).status_code for _ in range(2)] == [200, 200]
    assert len(upstream.asked) == 3
    assert all(record["estimated"] for record in answered(running, 2))


def test_a_client_that_hangs_up_pays_for_what_came(running, keys, upstream):
    def endless(handler, received):
        handler.begin()
        event = {
            "type": "message_start",
            "message": {"usage": {"input_tokens": 7, "output_tokens": 1}},
        }
        handler.event(event, event["type"])
        delta = {"type": "text_delta", "text": "encore un mot " * 10}
        while not upstream.released.is_set():
            event = {"type": "content_block_delta", "index": 0, "delta": delta}
            handler.event(event, event["type"])
            time.sleep(0.01)

    upstream.reply = endless
    key, _ = keys.make("a", "", Scope(tokens_per_day=100), 0, "a")
    headers = {"authorization": f"Bearer {key}"}
    body = {**ASKED, "max_tokens": 9}
    with httpx.stream(
        "POST",
        running.url + "/v1/messages",
        json=body,
        headers=headers,
        trust_env=False,
        timeout=20,
    ) as stream:
        for number, _ in enumerate(stream.iter_lines()):
            if number > 30:
                break
    [record] = answered(running, 1)
    assert record["estimated"] and record["tokens_in"] == 7 and record["tokens_out"] > 100
    assert post(running, key, body, "/v1/messages").status_code == 429


@pytest.mark.parametrize(("usage", "said", "expected"), [
    ({"prompt_tokens": 7, "completion_tokens": 3}, 6, (7, 3, False)),
    ({"input_tokens": 7, "output_tokens": 1}, 900, (7, 300, True)),
    ({"input_tokens": 2, "cache_read_input_tokens": 90, "output_tokens": 5}, 9, (92, 5, False)),
    ({}, 0, (3, 0, True)), ({"prompt_tokens": "x"}, 4, (3, 2, True)),
])  # fmt: skip
def test_counts_are_believed_when_they_fit_what_came(usage, said, expected):
    used = spent(usage, "/chat/completions", {"content": "neuf lett"}, said)
    assert (used.sent, used.got, used.estimated) == expected


def test_a_picture_is_no_text():
    data = "A" * 400_000
    for part in (f"data:image/png;base64,{data}", {"media_type": "image/png", "data": data}):
        assert spent({}, "/messages", {"messages": [part]}, 0).sent < 1_100
    assert spent({}, "/moderations", {"input": data}, 0).sent == 0


def test_letters_of_events_in_each_format():
    assert letters({"choices": [{"delta": {"content": "abc"}}, {"text": "de"}]}) == 5
    assert letters({"type": "response.output_text.delta", "delta": "abcd"}) == 4
    assert letters({"type": "content_block_delta", "delta": {"text": "ab"}}) == 2
    assert letters({"choices": "none"}) == 0


def test_a_client_that_leaves_before_the_answer_is_not_waited_for_and_counted(
    running, keys, upstream
):
    def silent(handler, received):
        handler.connection.settimeout(10)
        if handler.connection.recv(1) == b"":
            upstream.hung_up.set()

    upstream.reply = silent
    key, _ = keys.make("a", "", Scope(tokens_per_day=100), 0, "a")
    headers = {"authorization": f"Bearer {key}"}
    body = {k: v for k, v in ASKED.items() if k != "stream"}
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(running.url + CHAT, json=body, headers=headers, trust_env=False, timeout=1.0)
    assert upstream.hung_up.wait(3)  # the provider's time-out is five seconds
    [record] = answered(running, 1)
    assert record["estimated"] and record["tokens_in"] > 0 and record["tokens_out"] == 0


@pytest.mark.parametrize(("scope", "english", "french"), [
    (Scope(requests_per_minute=1), ["1 request a minute", "second", "at"], ["1 requête par minute", "seconde", "à"]),
    (Scope(tokens_per_day=4), ["4 tokens a day", "Used so far: 10.", "at 00:00 UTC"],
     ["4 jetons par jour", "Déjà consommé : 10.", "à 00 h 00 UTC"]),
    (Scope(tokens_per_month=4), ["4 tokens a month.", "Used so far: 10.", "-01 at 00:00 UTC"],
     ["4 jetons par mois.", "Déjà consommé : 10.", "le 01/"]),
    (Scope(team_tokens_per_month=1), ["its team", "1 token a month with the team"],
     ["son équipe", "1 jeton par mois avec l’équipe"]),
])  # fmt: skip
def test_a_client_is_told_which_limit_how_much_and_until_when(
    running, keys, scope, english, french
):
    key, caller = keys.make("Camille", "legal", scope, 0, "k-7f3c")
    body = {k: v for k, v in ASKED.items() if k != "stream"}
    assert post(running, key, body).status_code == 200
    for path, language, said in ((CHAT, "en", english), ("/v1/messages", "fr", french)):
        headers = {"authorization": f"Bearer {key}", "accept-language": language}
        told = httpx.post(
            running.url + path, json=body | {"max_tokens": 9}, headers=headers, trust_env=False
        )
        message = told.json()["error"]["message"].replace("\u00a0", " ")
        assert told.status_code == 429 and all(part in message for part in said), message
        if (
            scope.team_tokens_per_month
        ):  # what the others of the team used is not one member's to know
            assert "Used so far" not in message and "consommé :" not in message
        assert not any(name in told.text for name in (key, caller.id, "Camille", "legal"))


def test_numbers_are_written_as_the_client_reads_them(running, keys):
    """Its language is not always the proxy's own."""
    key, caller = keys.make("a", "", Scope(tokens_per_day=1_000), 0, "a")
    running.service.door._use.spend(caller, 1_234_567)
    for language, said in (("fr", "1\u202f234\u202f567"), ("en", "1,234,567"), ("de", "1,234,567")):
        headers = {"authorization": f"Bearer {key}", "accept-language": language}
        told = httpx.post(running.url + CHAT, json=ASKED, headers=headers, trust_env=False)
        assert said in told.json()["error"]["message"]
