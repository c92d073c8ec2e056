"""A value of its own in every place that a request can hold one: none arrives, each comes back."""

import base64
import json
import re

import pytest

from tests.proxy.upstream import echo

# Every place takes a value that no other place holds.
VALUES = (
    f"{first}.{last}{n}@nordmail.example.org"
    for n in range(200)
    for first, last in [("ida", "morvan")]
)
E_MAIL = re.compile(r"ida\.morvan\d+@nordmail\.example\.org")


def planted(template: str) -> tuple[dict, list[str]]:
    """Fill each § of a JSON text with a value of its own."""
    values: list[str] = []

    def fill(_: re.Match[str]) -> str:
        values.append(next(VALUES))
        return values[-1]

    return json.loads(re.sub("§", fill, template)), values


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


OPENAI = """{
 "model": "fake-1", "user": "§", "safety_identifier": "§", "prompt_cache_key": "§", "session_note": "§",
 "stop": ["§"], "metadata": {"case": "§", "§": "x"}, "extra": {"deep": {"deeper": ["§", {"§": 1}]}},
 "prediction": {"type": "content", "content": "§"},
 "web_search_options": {"user_location": {"type": "approximate", "approximate": {"city": "§"}}},
 "response_format": {"type": "json_schema", "json_schema": {"name": "answer", "description": "§",
   "schema": {"type": "object", "title": "§", "properties": {"a": {"type": "string", "enum": ["§"], "default": "§",
     "examples": ["§"], "const": "§", "pattern": "§"}}, "description": "§"}}},
 "messages": [
  {"role": "system", "content": "§"}, {"role": "developer", "content": [{"type": "text", "text": "§"}]},
  {"role": "user", "name": "n", "content": [{"type": "text", "text": "§"}, {"type": "text", "text": "§", "cache_note": "§"}]},
  {"role": "assistant", "content": "§", "refusal": "§", "reasoning_content": "§", "tool_calls": [
    {"id": "call_1", "type": "function", "function": {"name": "lookup", "arguments": "{\\"to\\": \\"§\\", \\"§\\": [\\"§\\"]}"}}]},
  {"role": "tool", "tool_call_id": "call_1", "content": "{\\"found\\": {\\"mail\\": \\"§\\"}}"},
  {"role": "assistant", "content": null, "function_call": {"name": "lookup", "arguments": "{\\"q\\": \\"§\\"}"}},
  {"role": "function", "name": "lookup", "content": "§"},
  {"role": "user", "content": "{\\"nested\\": \\"{\\\\\\"inner\\\\\\": \\\\\\"§\\\\\\"}\\"}"},
  {"role": "user", "content": "§"}],
 "tools": [{"type": "function", "function": {"name": "lookup", "description": "§", "parameters": {"type": "object",
   "description": "§", "properties": {"to": {"type": "string", "description": "§", "enum": ["§", "b"]},
   "list": {"type": "array", "items": {"type": "string", "default": "§"}}}, "$comment": "§"}}}],
 "functions": [{"name": "old", "description": "§", "parameters": {"type": "object", "properties": {}}}]
}"""

ANTHROPIC = """{
 "model": "fake-1", "max_tokens": 100, "metadata": {"user_id": "§"}, "session_note": "§", "container": {"label": "§"},
 "system": [{"type": "text", "text": "§", "cache_control": {"type": "ephemeral"}}], "stop_sequences": ["§"],
 "mcp_servers": [{"type": "url", "name": "m", "url": "https://m.example.org", "authorization_note": "§"}],
 "messages": [
  {"role": "user", "content": [{"type": "text", "text": "§"},
    {"type": "document", "title": "§", "context": "§", "source": {"type": "text", "media_type": "text/plain", "data": "§"}}]},
  {"role": "assistant", "content": [{"type": "thinking", "thinking": "§", "signature": "sig"}, {"type": "text", "text": "§"},
    {"type": "tool_use", "id": "toolu_1", "name": "lookup", "input": {"to": "§", "§": [{"deep": "§"}]}}]},
  {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": [{"type": "text", "text": "§"},
    {"type": "search_result", "source": "https://s.example.org", "title": "§", "content": [{"type": "text", "text": "§"}]}]}]},
  {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "is_error": true, "content": "§"}]},
  {"role": "user", "content": "§"}],
 "tools": [{"name": "lookup", "description": "§", "input_schema": {"type": "object", "description": "§",
   "properties": {"to": {"type": "string", "description": "§", "enum": ["§"], "default": "§", "title": "§"}}}}]
}"""

RESPONSES = """{
 "model": "fake-1", "instructions": "§", "user": "§", "metadata": {"k": "§"}, "session_note": "§",
 "text": {"format": {"type": "json_schema", "name": "answer", "description": "§", "schema": {"type": "object", "title": "§"}}},
 "input": [{"role": "user", "content": "§"},
  {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "§"}]},
  {"type": "message", "role": "assistant", "id": "msg_9", "content": [{"type": "output_text", "text": "§", "annotations": []}]},
  {"type": "reasoning", "id": "rs_1", "summary": [{"type": "summary_text", "text": "§"}]},
  {"type": "function_call", "call_id": "call_1", "name": "lookup", "arguments": "{\\"to\\": \\"§\\"}"},
  {"type": "function_call_output", "call_id": "call_1", "output": "§"},
  {"type": "function_call_output", "call_id": "call_2", "output": [{"type": "input_text", "text": "§"}]}],
 "tools": [{"type": "function", "name": "lookup", "description": "§", "parameters": {"type": "object",
  "properties": {"to": {"type": "string", "description": "§"}}}}]
}"""

PLACES = {
    "/v1/chat/completions": OPENAI,
    "/v1/messages": ANTHROPIC,
    "/v1/responses": RESPONSES,
}


@pytest.mark.parametrize(("path", "formats"), [
    ("/v1/chat/completions", ["openai"]),
    ("/v1/messages", ["openai", "anthropic"]),
    ("/v1/messages", ["openai"]),
    ("/v1/responses", ["openai", "responses"]),
    ("/v1/responses", ["openai"]),
])  # fmt: skip
def test_no_value_arrives_and_each_comes_back(client, upstream, path, formats):
    upstream.formats, upstream.says = set(formats), echo
    body, values = planted(PLACES[path])
    reply = client.post(path, json=body)
    assert reply.status_code == 200, reply.text
    assert upstream.asked
    assert [value for value in values if upstream.holds(value)] == []
    assert not E_MAIL.search("".join(r.everything for r in upstream.received))
    came = set(E_MAIL.findall(reply.text))
    wanted = {v for v in values if any(v in json.dumps(x) for x in [body])}
    if path.removeprefix("/v1/") in ("messages", "responses") and formats == ["openai"]:
        assert came  # a translation leaves out what the other format has no place for
    else:
        assert wanted - came == set()


def test_the_two_vendors_have_more_than_forty_places():
    assert OPENAI.count("§") >= 40
    assert ANTHROPIC.count("§") + RESPONSES.count("§") >= 40


def test_names_hold_nothing_and_stay_names(client, upstream):
    upstream.says = lambda received: "ok"
    upstream.calls = lambda r: (r.body["tools"][0]["function"]["name"], "{}")
    tool = {"name": "nordelle_lookup", "parameters": {"type": "object", "properties": {
        "nordelle_id": {"type": "string"}}, "required": ["nordelle_id"]}}  # fmt: skip
    body = {
        "model": "fake-1",
        "messages": [{"role": "user", "name": "ida.morvan7-nordmail.example.org", "content": "x"}],
        "tools": [{"type": "function", "function": tool}],
        "tool_choice": {"type": "function", "function": {"name": "nordelle_lookup"}},
    }
    reply = client.post("/v1/chat/completions", json=body).json()
    sent = upstream.last.body
    assert "nordelle" not in upstream.last.everything.lower()
    name = sent["tools"][0]["function"]["name"]
    assert re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", name)
    assert sent["tool_choice"]["function"]["name"] == name
    parameters = sent["tools"][0]["function"]["parameters"]
    assert list(parameters["properties"]) == parameters["required"]
    call = reply["choices"][0]["message"]["tool_calls"][0]
    assert call["function"]["name"] == "nordelle_lookup"


def test_query_and_headers_stay_here(client, upstream):
    reply = client.post(
        "/v1/chat/completions?note=ida.morvan1@nordmail.example.org",
        json={"model": "fake-1", "messages": [{"role": "user", "content": "hi"}]},
        headers={"x-note": "ida.morvan2@nordmail.example.org", "user-agent": "ida.morvan3@nordmail.example.org",
                 "openai-organization": "ida.morvan4@nordmail.example.org", "anthropic-beta": "ida.morvan@x"},
    )  # fmt: skip
    assert reply.status_code == 200
    assert "morvan" not in upstream.last.everything


@pytest.mark.parametrize("model", ["ida.morvan9@nordmail.example.org", "ZEPHYR-4471"])
def test_a_model_that_is_no_name_of_a_model_is_refused(client, upstream, model):
    body = {"model": model, "messages": [{"role": "user", "content": "hi"}]}
    assert client.post("/v1/chat/completions", json=body).status_code == 400
    assert not upstream.asked


@pytest.mark.parametrize("model", [
    "gpt-4o", "gpt-4.1-mini-2025-04-14", "claude-opus-4-5-20251101", "o3-mini", "qwen2.5-coder:1.5b",
    "meta-llama/Llama-3.3-70B-Instruct", "mistral-large-latest", "anthropic/claude-sonnet-4@20250514",
    "text-embedding-3-small", "gemini-2.5-pro", "deepseek-chat", "ft:gpt-4o-2024-08-06:acme::9ab1c2de",
])  # fmt: skip
def test_usual_models_pass(client, upstream, model):
    body = {"model": model, "messages": [{"role": "user", "content": "hi"}]}
    assert client.post("/v1/chat/completions", json=body).status_code == 200
    assert upstream.last.body["model"] == model


def test_a_file_in_a_part_becomes_text(client, upstream):
    upstream.says = echo
    data = "data:text/plain;base64," + b64("Write to ida.morvan300@nordmail.example.org")
    part = {
        "type": "file",
        "file": {"filename": "ida.morvan301@nordmail.example.org.txt", "file_data": data},
    }
    body = {"model": "fake-1", "messages": [{"role": "user", "content": [part]}]}
    reply = client.post("/v1/chat/completions", json=body)
    assert reply.status_code == 200
    assert "morvan" not in upstream.last.everything
    assert b64("morvan")[:6] not in upstream.last.everything
    assert "ida.morvan300@nordmail.example.org" in reply.text


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
IMAGES = [
    ("/v1/chat/completions", {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PIXEL}"}}),
    ("/v1/chat/completions", {"type": "image_url", "image_url": {"url": "https://example.org/a.png"}}),
    ("/v1/chat/completions", {"type": "input_audio", "input_audio": {"data": PIXEL, "format": "wav"}}),
    ("/v1/chat/completions", {"type": "file", "file": {"file_id": "file-unknown"}}),
    ("/v1/chat/completions", {"type": "file", "file": {"filename": "a.png", "file_data": f"data:image/png;base64,{PIXEL}"}}),
    ("/v1/messages", {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": PIXEL}}),
    ("/v1/messages", {"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "JVBERi0x"}}),
    ("/v1/messages", {"type": "document", "source": {"type": "url", "url": "https://example.org/a.pdf"}}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "part"), IMAGES)
def test_what_cannot_be_read_is_held_back_and_said_so(client, upstream, path, part):
    body = {"model": "fake-1", "max_tokens": 9, "messages": [{"role": "user", "content": [part]}]}
    reply = client.post(path, json=body)
    assert reply.status_code == 400
    assert "Nothing was sent" in reply.text
    assert not upstream.asked


def test_numbers_are_read_too(client, upstream):
    upstream.calls = lambda r: ("pay", json.dumps({"siret": "{{COMPANY_ID_1}}"}))
    arguments = json.dumps({"siret": 73282932000074, "amount": 12})
    call = {"id": "c", "type": "function", "function": {"name": "pay", "arguments": arguments}}
    body = {
        "model": "fake-1", "customer": 73282932000074,
        "messages": [{"role": "user", "content": "pay"}, {"role": "assistant", "content": None, "tool_calls": [call]},
                     {"role": "tool", "tool_call_id": "c", "content": "done"}],
    }  # fmt: skip
    reply = client.post("/v1/chat/completions", json=body)
    assert not upstream.holds("73282932000074")
    told = reply.json()["choices"][0]["message"]["tool_calls"][0]["function"]["arguments"]
    assert json.loads(told) == {"siret": "73282932000074"}


@pytest.mark.parametrize("asked", [{}, {"response_format": {"type": "json_object"}}])
@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(("says", "told"), [
    ('{"phone": "{{PHONE_1}}"}', '{"phone": "33639984127"}'), ('{"phone": {{PHONE_1}}}', '{"phone": 33639984127}'),
])  # fmt: skip
def test_a_hidden_number_is_a_string_to_the_model_and_comes_back_as_the_model_writes_it(
    client, upstream, asked, stream, says, told
):
    upstream.says = lambda r: says
    content = json.dumps({"phone": 33639984127, "n": 7})
    body = {"model": "fake-1", "messages": [{"role": "user", "content": content}], "stream": stream}
    reply = client.post("/v1/chat/completions", json=body | asked)
    sent = json.loads(upstream.last.body["messages"][-1]["content"])
    assert sent == {"phone": "{{PHONE_1}}", "n": 7}
    events = [
        json.loads(line[6:]) for line in reply.text.splitlines() if line.startswith("data: {")
    ]
    deltas = [
        choice["delta"].get("content") or "" for event in events for choice in event["choices"]
    ]
    assert told == ("".join(deltas) if stream else reply.json()["choices"][0]["message"]["content"])


def test_a_hidden_number_of_a_tool_is_a_string_in_anthropics_format_too(client, upstream):
    upstream.calls = lambda r: ("dial", '{"phone": "{{PHONE_1}}", "n": 7}')
    used = {"type": "tool_use", "id": "t", "name": "dial", "input": {"phone": 33639984127}}
    done = {"type": "tool_result", "tool_use_id": "t", "content": "done"}
    body = {"model": "fake-1", "max_tokens": 9, "messages": [
        {"role": "user", "content": "dial"}, {"role": "assistant", "content": [used]},
        {"role": "user", "content": [done]},
    ]}  # fmt: skip
    reply = client.post("/v1/messages", json=body)
    assert upstream.last.body["messages"][1]["content"][0]["input"] == {"phone": "{{PHONE_1}}"}
    assert reply.json()["content"][0]["input"] == {"phone": "33639984127", "n": 7}
