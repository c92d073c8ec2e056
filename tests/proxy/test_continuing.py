"""`previous_response_id` where nothing can be continued: what is said is what is so."""

import time

import pytest

from proxy.settings import Upstream as To
from tests.proxy.running import Running
from tests.proxy.test_team import post

PATH = "/v1/responses"


def ask(proxy, **body):
    return post(proxy, path=PATH, **{"input": "Bonjour", "messages": None, **body})


def refused(proxy, **body):
    told = ask(proxy, **body)
    return told.status_code, told.json()["error"]["code"], told.json()["error"]["message"]


def test_an_upstream_that_keeps_no_responses_is_named_as_the_reason(proxy, upstream):
    first = ask(proxy).json()
    asked = len(upstream.asked)
    for state in (
        {"previous_response_id": first["id"]},
        {"conversation": "conv_1"},
        {"background": True},
    ):
        status, code, said = refused(proxy, input="Et ?", **state)
        assert (status, code) == (400, "no_state")
        assert "keeps no responses" in said and "whole input" in said
    assert len(upstream.asked) == asked


def test_it_stays_the_reason_when_the_upstream_is_due_to_be_looked_at_again(
    proxy, upstream, monkeypatch
):
    first = ask(proxy).json()
    later = time.monotonic() + 10_000
    monkeypatch.setattr(proxy.service.gateway._dialects, "_clock", lambda: later)
    assert refused(proxy, previous_response_id=first["id"])[1] == "no_state"
    upstream.formats = {"openai", "responses"}
    second = ask(proxy).json()
    assert ask(proxy, previous_response_id=second["id"]).status_code == 200


@pytest.mark.parametrize("to", [{"wire": "litellm", "provider": "openai"}])
def test_one_that_never_can_says_so_at_the_first_request(body_guard, upstream, own_home, to):
    with Running(body_guard, upstreams=(To(url=upstream.url, retries=0, **to),)) as proxy:
        assert refused(proxy, previous_response_id="resp_1")[1] == "no_state"


def test_an_unknown_one_is_told_every_reason_there_may_be(proxy, upstream):
    upstream.formats = {"openai", "responses"}
    for again in range(2):
        status, code, said = refused(proxy, previous_response_id="resp_unknown")
        assert (status, code) == (404, "unknown_response")
        for reason in ("with this key", "24 hours", "provider keeps none", "whole input"):
            assert reason in said, again
        assert ask(proxy).status_code == 200
    assert len(upstream.asked) == 2
