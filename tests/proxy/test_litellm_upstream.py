"""A client chooses neither where litellm sends a request, nor with which key."""

import asyncio
import socket

import pytest

from assistant.types import SafeBody
from proxy.litellm_adapter import LitellmUpstream
from proxy.litellm_arguments import arguments
from proxy.settings import Upstream as To
from proxy.upstream import Call, UpstreamFailed
from tests.proxy.upstream import Upstream

ASKED = {"model": "fake-1", "messages": [{"role": "user", "content": "Bonjour"}]}
KEYS = ("OPENAI_API_KEY", "MISTRAL_API_KEY", "ANTHROPIC_API_KEY", "TEAM_KEY")
RUN = []


@pytest.fixture(scope="module", autouse=True)
def loop():
    """One for all: litellm keeps its connections, which belong to the loop that opened them."""
    with asyncio.Runner() as made:
        RUN.append(made.run)
        yield
        RUN.clear()


@pytest.fixture
def other():
    with Upstream() as made:
        yield made


@pytest.fixture
def contacted(monkeypatch):
    """Addresses asked for by name or connected to, whoever does it; names are not resolved."""
    found, real, connect = set(), socket.getaddrinfo, socket.socket.connect

    def looked_up(host, port, *rest, **more):
        name = host.decode() if isinstance(host, bytes) else str(host)
        found.add((name, int(port or 0)))
        if name != "127.0.0.1":
            raise socket.gaierror("no such name here")
        return real(host, port, *rest, **more)

    def connected(self, address):
        found.add(tuple(address[:2]))
        return connect(self, address)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(socket.socket, "connect", connected)
    for name in KEYS:
        monkeypatch.setenv(name, f"sk-of-{name}")
    return found


def asked(upstream, body, path="/chat/completions"):
    async def once():
        answer = await LitellmUpstream().ask(upstream, Call(path, SafeBody(body)))
        events = [event async for event in answer.events] if answer.events else []
        return answer, events

    return RUN[0](once())


def to(provider, **fields):
    return To(wire="litellm", provider=provider, retries=0, silent_seconds=5, **fields)


def steering(other):
    return {
        "custom_llm_provider": "openai", "base_url": other.url, "api_base": other.url,
        "api_key": "sk-of-the-client", "api_version": "1", "organization": "o", "model_list": [{}],
        "fallbacks": [{"model": "openai/gpt-4o", "api_base": other.url}, "openai/gpt-4o"],
        "context_window_fallback_dict": {"fake-1": "openai/gpt-4o"}, "extra_headers": {"x-a": "b"},
        "headers": {"x-a": "b"}, "extra_body": {"x-a": "b"}, "metadata": {"x-a": "b"},
        "mock_response": "mocked", "timeout": 1, "num_retries": 9, "deployment_id": "d",
        "litellm_params": {"api_base": other.url}, "model_alias_map": {"fake-1": "openai/gpt-4o"},
        "proxy_server_request": {"headers": {}}, "use_litellm_proxy": True, "no-log": True,
        "langfuse_host": other.url, "langfuse_public_key": "k", "guardrails": ["x"], "cache": {"ttl": 9},
        "input_cost_per_token": 1, "drop_params": False, "client": {}, "logger_fn": "f", "self": 1,
    }  # fmt: skip


@pytest.mark.parametrize("stream", [False, True])
def test_a_client_that_steers_changes_nothing_of_what_is_sent(upstream, other, contacted, stream):
    where = to("openai", url=upstream.url, key_env="TEAM_KEY")
    answer, events = asked(where, {**ASKED, **steering(other), "stream": stream})
    assert answer.status == 200
    assert events or answer.body["choices"][0]["message"]["content"] == "Hello."
    asked(where, {**ASKED, "stream": stream})
    steered, plain = upstream.asked
    assert steered.body == plain.body and steered.path == plain.path
    assert steered.headers == plain.headers
    assert steered.headers["authorization"] == "Bearer sk-of-TEAM_KEY"
    assert not other.received and {port for _, port in contacted} <= {upstream.port, 0}


def test_each_steering_field_alone_changes_nothing(upstream, other, contacted):
    where = to("openai", url=upstream.url, key_env="TEAM_KEY")
    for name, value in steering(other).items():
        answer, _ = asked(where, {**ASKED, name: value})
        assert answer.status == 200, name
        assert set(upstream.last.body) <= {"model", "messages"}, name
    assert not other.received and {port for _, port in contacted} <= {upstream.port, 0}


def test_an_embedded_model_stays_here(other, contacted, monkeypatch, own_home):
    # No weights lie here: the answer is a failure, and nothing may have been asked elsewhere instead.
    for extra in ({"custom_llm_provider": "openai"}, steering(other)):
        try:
            answer, _ = asked(to("hygie"), {**ASKED, **extra})
            assert answer.status != 200
        except UpstreamFailed:
            pass
    assert not other.received and not contacted


@pytest.mark.parametrize(
    "form",
    [
        {"type": "odds", "words": ["yes", "no"]}, {"type": "odds"}, {"type": "gbnf"}, {"words": ["yes"]},
        {"type": ["text"]}, "odds", [1], 1, {},
    ],
)  # fmt: skip
@pytest.mark.parametrize("stream", [True, False])
def test_a_form_of_reply_that_the_embedded_model_offers_no_client_is_refused(
    form, stream, contacted, own_home
):
    body = {**ASKED, "response_format": form, "stream": stream}
    answer, _ = asked(to("hygie"), body)
    assert answer.status == 400
    assert "text, json_object, json_schema" in answer.body["error"]["message"]
    assert not contacted


def test_the_key_of_a_variable_goes_to_no_address_it_was_not_named_for(upstream, contacted):
    for provider in ("openai", "mistral"):
        asked(to(provider, url=upstream.url), ASKED)
        assert "sk-of" not in upstream.last.everything
    asked(to("openai", url=upstream.url, key_env="NOT_SET"), ASKED)
    assert "sk-of" not in upstream.last.everything


def test_embeddings_pass_their_own_fields_alone(upstream, other, contacted):
    body = {"model": "fake-1", "input": ["Bonjour"], "dimensions": 8, **steering(other)}
    answer, _ = asked(to("openai", url=upstream.url, key_env="TEAM_KEY"), body, "/embeddings")
    assert answer.status == 200
    assert set(upstream.last.body) <= {"model", "input", "dimensions", "encoding_format"}
    assert not other.received and {port for _, port in contacted} <= {upstream.port, 0}


def test_the_documented_fields_pass():
    fields = {"temperature": 0.5, "tools": [], "seed": 3, "response_format": {"type": "text"}}
    given = arguments(to("mistral"), "/chat/completions", {**ASKED, **fields})
    assert given | fields == given and given["messages"] == ASKED["messages"]
    assert given["model"] == "mistral/fake-1" and given["api_key"] is None
    assert arguments(to("bedrock", url="https://vpc.test/x"), "/embeddings", {})["api_key"] is None


@pytest.mark.parametrize(
    "provider",
    [
        "azure",
        "azure_ai",
        "openai_like",
        "hosted_vllm",
        "lm_studio",
        "xinference",
        "litellm_proxy",
        "custom_openai",
        "aiohttp_openai",
        "ai21",
    ],
)
def test_a_provider_that_has_no_address_of_its_own_asks_nobody(contacted, monkeypatch, provider):
    """litellm takes OpenAI's for some, to whom a text for a server of the house would go."""
    for name in ("AZURE_API_BASE", "AZURE_AI_API_BASE", "OPENAI_API_BASE", "HOSTED_VLLM_API_BASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AZURE_API_KEY", "sk-of-azure")
    try:
        answer, _ = asked(to(provider), ASKED)
        assert answer.status != 200
    except UpstreamFailed:
        pass
    assert not contacted
