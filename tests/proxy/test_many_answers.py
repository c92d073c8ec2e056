"""A request for countless answers goes nowhere: each would be made, and paid for, before a budget sees it."""

import httpx
import pytest

from proxy import building
from proxy.callers import Scope
from proxy.keys import Keys
from proxy.use import Use

CHAT, COMPLETIONS = "/v1/chat/completions", "/v1/completions"
ASKED = {
    CHAT: {"model": "fake-1", "messages": [{"role": "user", "content": "Bonjour"}]},
    COMPLETIONS: {"model": "fake-1", "prompt": "Bonjour"},
}


@pytest.mark.parametrize(("path", "field", "value", "code"), [
    (CHAT, "n", 129, "too_many_answers"), (CHAT, "n", 10**9, "too_many_answers"),
    (COMPLETIONS, "n", 129, "too_many_answers"), (COMPLETIONS, "best_of", 5_000, "too_many_answers"),
    (CHAT, "n", 0, "malformed_body"), (CHAT, "n", -1, "malformed_body"), (CHAT, "n", "5000", "malformed_body"),
    (CHAT, "n", 1e9, "malformed_body"), (CHAT, "n", True, "malformed_body"), (CHAT, "n", [9], "malformed_body"),
])  # fmt: skip
def test_more_answers_than_are_let_through_are_refused(client, upstream, path, field, value, code):
    body = ASKED[path] | {field: value}
    for language, said in (("fr", "Rien n’a été envoyé"), ("en", "Nothing was sent")):
        told = client.post(path, json=body, headers={"accept-language": language})
        error = told.json()["error"]
        assert (told.status_code, error["code"]) == (400, code)
        assert field in error["message"] and said in error["message"]
        assert code == "malformed_body" or "128" in error["message"]
    assert upstream.asked == []


def test_answers_to_many_prompts_count_together(client, upstream):
    body = ASKED[COMPLETIONS] | {"prompt": ["Bonjour"] * 65, "n": 2}
    told = client.post(COMPLETIONS, json=body)
    assert (told.status_code, told.json()["error"]["code"]) == (400, "too_many_answers")
    assert upstream.asked == []
    assert client.post(COMPLETIONS, json=body | {"n": 1}).status_code == 200


@pytest.mark.parametrize("wrong", [
    {"n": 500}, {"messages": "Bonjour"}, {"stream": "yes"}, {"model": ""}, {"audio": {"voice": "alloy"}},
])  # fmt: skip
def test_what_is_malformed_uses_up_no_limit(proxy, upstream, wrong):
    keys = Keys(building.database(proxy.settings))
    key, caller = keys.make("a", "", Scope(requests_per_minute=1), 0, "a")
    with httpx.Client(base_url=proxy.url, headers={"x-api-key": key}, trust_env=False) as own:
        assert [own.post(CHAT, json=ASKED[CHAT] | wrong).status_code for _ in range(3)] == [400] * 3
        assert Use(building.database(proxy.settings)).of(caller)["requests_per_minute"] == 0
        assert [own.post(CHAT, json=ASKED[CHAT]).status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize("value", [None, 1, 128])
def test_as_many_as_openai_takes_are_let_through(client, upstream, value):
    assert client.post(CHAT, json=ASKED[CHAT] | {"n": value}).status_code == 200
    assert upstream.last.body["n"] == value
