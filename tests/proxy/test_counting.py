"""Tokens are counted by a provider that counts them, else estimated here: a client would send everything to know."""

import anthropic
import pytest

from proxy.settings import Upstream as To
from proxy.spending import estimate
from tests.proxy.running import KEY, Running

COUNT = "/v1/messages/count_tokens"
ASKED = {
    "model": "fake-1",
    "system": "Réponds en français.",
    "messages": [{"role": "user", "content": "Bonjour de Mme Ida Morvan. " * 40}],
}
TOOL = {
    "name": "read_file",
    "description": "Reads a file",
    "input_schema": {"type": "object", "properties": {"file_path": {"type": "string"}}},
}


def count(proxy, **body):
    with anthropic.Anthropic(base_url=proxy.url, api_key=KEY, max_retries=0) as client:
        return client.messages.with_raw_response.count_tokens(**ASKED | body)


def test_a_provider_of_another_format_is_asked_once_and_not_again(proxy, upstream):
    upstream.formats = {"openai"}
    first, again = count(proxy), count(proxy)
    tokens = first.parse().input_tokens
    assert 250 < tokens < 500  # 1,080 letters of French
    assert again.parse().input_tokens == tokens
    assert first.headers["x-hygie-estimated"] == again.headers["x-hygie-estimated"] == "1"
    assert [r.path for r in upstream.asked] == [COUNT] and not upstream.holds("Morvan")
    with_tool = count(proxy, tools=[TOOL]).parse().input_tokens
    assert tokens + 15 < with_tool < tokens + 60


@pytest.mark.parametrize("error", [
    {"error": {"message": "Invalid URL (POST /v1/messages/count_tokens)", "type": "invalid_request_error"}},
    {"detail": "Not Found"}, {},
])  # fmt: skip
def test_however_a_provider_says_that_it_does_not_count(proxy, upstream, error):
    upstream.reply = lambda handler, received: handler.json(error, 404)
    assert count(proxy).parse().input_tokens > 250


@pytest.mark.parametrize("to", [
    {"wire": "openai"}, {"wire": "litellm", "provider": "openai", "key_env": ""},
])  # fmt: skip
def test_a_provider_known_to_speak_another_format_gets_nothing(body_guard, upstream, own_home, to):
    with Running(body_guard, upstreams=(To(url=upstream.url, retries=0, **to),)) as proxy:
        assert count(proxy).parse().input_tokens > 250
    assert upstream.received == []


def test_a_provider_that_counts_has_the_last_word(proxy, upstream):
    upstream.reply = lambda handler, received: handler.json({"input_tokens": 321})
    told = count(proxy)
    assert told.parse().input_tokens == 321 and "x-hygie-estimated" not in told.headers


def test_a_provider_that_refuses_is_believed(proxy, upstream):
    wrong = {"type": "error", "error": {"type": "not_found_error", "message": "model: fake-1"}}
    upstream.reply = lambda handler, received: handler.json(wrong, 404)
    with pytest.raises(anthropic.NotFoundError, match="fake-1"):
        count(proxy)


def test_what_cannot_be_counted_is_refused(proxy, upstream, client):
    upstream.formats = {"openai"}
    count(proxy)
    told = client.post(COUNT, json={"model": "fake-1", "messages": 7})
    assert told.status_code == 400 and told.json()["type"] == "error"


def test_a_picture_and_the_names_of_fields_are_counted():
    data = {"type": "base64", "media_type": "image/png", "data": "A" * 400_000}
    assert 1_000 <= estimate({"messages": [{"type": "image", "source": data}]}) < 1_100
    assert estimate({"tools": [{"property" * 30: {}}]}) == 80
