"""The vendors' own Python libraries do real jobs through the proxy: whole and streamed, with tools."""

import json

import anthropic
import httpx
import openai
import pytest

from tests.proxy.running import KEY
from tests.proxy.upstream import PLACEHOLDER, echo

PERSON, MAIL = "Ida Morvan", "ida.morvan@nordmail.example.org"
IBAN = "FR76 3000 6000 0112 3456 7890 189"
ASK = f"Bonjour, Mme {PERSON} ({MAIL}) écrit au sujet du virement {IBAN} pour le Projet Zéphyr."
HIDDEN = (PERSON, "Morvan", MAIL, IBAN, "Zéphyr")


@pytest.fixture
def openai_client(proxy):
    with openai.OpenAI(
        base_url=f"{proxy.url}/v1",
        api_key=KEY,
        max_retries=0,
        http_client=httpx.Client(trust_env=False),
    ) as client:
        yield client


@pytest.fixture
def anthropic_client(proxy):
    with anthropic.Anthropic(base_url=proxy.url, api_key=KEY, max_retries=0) as client:
        yield client


def nothing_left(upstream) -> None:
    assert [value for value in HIDDEN if upstream.holds(value)] == []


def send_tool(received):
    """Call the tool with what the request hides, until its result is there."""
    if "tool_result" in received.raw.decode() or '"tool"' in received.raw.decode().replace(" ", ""):
        return None
    found = PLACEHOLDER.findall(received.raw.decode())
    return "send", json.dumps({"to": found[1], "text": f'« {found[0]} » "ok" \\ {found[2]}'})


TOOL = {
    "type": "object",
    "properties": {"to": {"type": "string"}, "text": {"type": "string"}},
    "required": ["to", "text"],
}


def test_openai_streams_what_was_hidden(openai_client, upstream):
    upstream.says = echo
    stream = openai_client.chat.completions.create(
        model="fake-1", messages=[{"role": "user", "content": ASK}], stream=True,
        stream_options={"include_usage": True},
    )  # fmt: skip
    chunks = list(stream)
    text = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
    assert PERSON in text and MAIL in text and IBAN in text and "Projet Zéphyr" in text
    assert chunks[-1].usage.total_tokens == 10
    assert any(c.choices and c.choices[0].finish_reason == "stop" for c in chunks)
    nothing_left(upstream)


@pytest.mark.parametrize("stream", [False, True])
def test_openai_does_a_job_with_a_tool_over_turns(openai_client, upstream, stream):
    upstream.calls, upstream.says = send_tool, echo
    messages = [{"role": "user", "content": ASK}]
    tools = [{"type": "function", "function": {"name": "send", "parameters": TOOL}}]
    create = openai_client.chat.completions.create
    if stream:
        name, given = "", ""
        for chunk in create(model="fake-1", messages=messages, tools=tools, stream=True):
            for call in (chunk.choices[0].delta.tool_calls or []) if chunk.choices else []:
                name, given = (
                    name + (call.function.name or ""),
                    given + (call.function.arguments or ""),
                )
    else:
        call = (
            create(model="fake-1", messages=messages, tools=tools).choices[0].message.tool_calls[0]
        )
        name, given = call.function.name, call.function.arguments
    assert name == "send"
    assert json.loads(given) == {"to": MAIL, "text": f'« {PERSON} » "ok" \\ {IBAN}'}
    function = {"name": name, "arguments": given}
    messages += [
        {
            "role": "assistant",
            "tool_calls": [{"id": "call_1", "type": "function", "function": function}],
        },
        {"role": "tool", "tool_call_id": "call_1", "content": json.dumps({"sent_to": MAIL})},
    ]
    reply = create(model="fake-1", messages=messages, tools=tools)
    assert PERSON in reply.choices[0].message.content
    nothing_left(upstream)


def test_openai_parses_a_structured_answer_whose_value_needs_escapes(openai_client, upstream):
    odd = 'Projet "Éclipse\\7" de Nordelle'
    upstream.says = lambda r: json.dumps({"who": PLACEHOLDER.findall(r.raw.decode())[-1]})
    schema = {"name": "a", "schema": {"type": "object", "properties": {"who": {"type": "string"}}}}
    reply = openai_client.chat.completions.create(
        model="fake-1", messages=[{"role": "user", "content": f"{odd}: {PERSON}"}],
        response_format={"type": "json_schema", "json_schema": schema},
    )  # fmt: skip
    assert json.loads(reply.choices[0].message.content) == {"who": PERSON}


@pytest.mark.parametrize("native", [True, False])
def test_responses_whole_streamed_and_continued(openai_client, upstream, native):
    upstream.formats = {"openai", "responses"} if native else {"openai"}
    upstream.says = echo
    reply = openai_client.responses.create(model="fake-1", input=ASK)
    assert PERSON in reply.output_text and MAIL in reply.output_text
    with openai_client.responses.stream(model="fake-1", input=ASK) as stream:
        kinds = [event.type for event in stream]
        streamed = stream.get_final_response()
    assert streamed.output_text == reply.output_text
    assert kinds.count("response.completed") == 1
    nothing_left(upstream)
    if native:
        upstream.says = lambda r: "Dear {{PERSON_1}}"
        more = openai_client.responses.create(
            model="fake-1", input="go on", previous_response_id=reply.id
        )
        assert more.output_text == f"Dear {PERSON}"
        with pytest.raises(openai.NotFoundError):
            openai_client.responses.create(
                model="fake-1", input="x", previous_response_id="resp_other"
            )
    else:
        with pytest.raises(openai.BadRequestError, match="keeps no responses"):
            openai_client.responses.create(model="fake-1", input="x", previous_response_id=reply.id)


def test_the_rest_of_openai(openai_client, upstream):
    upstream.says = echo
    assert [m.id for m in openai_client.models.list()] == ["fake-1"]
    assert PERSON in openai_client.completions.create(model="fake-1", prompt=ASK).choices[0].text
    openai_client.embeddings.create(model="fake-1", input=[ASK, "x"], encoding_format="float")
    openai_client.moderations.create(model="fake-1", input=ASK)
    with pytest.raises(openai.BadRequestError, match="token numbers"):
        openai_client.embeddings.create(model="fake-1", input=[1, 2], encoding_format="float")
    with pytest.raises(openai.NotFoundError):
        openai_client.images.generate(model="fake-1", prompt=ASK)
    nothing_left(upstream)


def test_a_file_stays_here_and_goes_as_text_of_the_request(openai_client, upstream):
    upstream.says = echo
    file = openai_client.files.create(file=("note.txt", ASK.encode()), purpose="user_data")
    assert upstream.received == []
    assert openai_client.files.content(file.id).read() == ASK.encode()
    part = {"type": "file", "file": {"file_id": file.id}}
    reply = openai_client.chat.completions.create(
        model="fake-1", messages=[{"role": "user", "content": [part]}]
    )
    assert PERSON in reply.choices[0].message.content
    nothing_left(upstream)
    assert [f.id for f in openai_client.files.list()] == [file.id]
    openai_client.files.delete(file.id)
    with pytest.raises(openai.NotFoundError):
        openai_client.files.retrieve(file.id)
    with pytest.raises(openai.BadRequestError):
        openai_client.files.create(file=("a.jsonl", b"{}"), purpose="fine-tune")


@pytest.mark.parametrize("native", [True, False])
def test_anthropic_streams_what_was_hidden(anthropic_client, upstream, native):
    upstream.formats = {"openai", "anthropic"} if native else {"openai"}
    upstream.says = echo
    with anthropic_client.messages.stream(
        model="fake-1", max_tokens=99, messages=[{"role": "user", "content": ASK}]
    ) as stream:
        text = "".join(stream.text_stream)
        last = stream.get_final_message()
    assert PERSON in text and MAIL in text and IBAN in text
    assert last.stop_reason == "end_turn" and last.usage.output_tokens == 3
    nothing_left(upstream)


@pytest.mark.parametrize("native", [True, False])
@pytest.mark.parametrize("stream", [False, True])
def test_anthropic_does_a_job_with_a_tool_over_turns(anthropic_client, upstream, native, stream):
    upstream.formats = {"openai", "anthropic"} if native else {"openai"}
    upstream.calls, upstream.says = send_tool, echo
    tools = [{"name": "send", "description": "Send", "input_schema": TOOL}]
    messages = [{"role": "user", "content": ASK}]
    asked = {"model": "fake-1", "max_tokens": 99, "tools": tools}
    if stream:
        with anthropic_client.messages.stream(messages=messages, **asked) as events:
            reply = events.get_final_message()
    else:
        reply = anthropic_client.messages.create(messages=messages, **asked)
    use = reply.content[0]
    assert reply.stop_reason == "tool_use" and use.name == "send"
    assert use.input == {"to": MAIL, "text": f'« {PERSON} » "ok" \\ {IBAN}'}
    result = {"type": "tool_result", "tool_use_id": use.id, "content": f"sent to {MAIL}"}
    messages += [
        {"role": "assistant", "content": reply.model_dump()["content"]},
        {"role": "user", "content": [result]},
    ]
    assert PERSON in anthropic_client.messages.create(messages=messages, **asked).content[0].text
    nothing_left(upstream)


def test_reasoning_goes_back_as_it_was_signed(anthropic_client, upstream):
    thought = "{{PERSON_1}} probably means Élodie Lefèvre of Lyon."
    block = {"type": "thinking", "thinking": thought, "signature": "EqQBCkgIARABGAIiQL8" + "x" * 40}
    upstream.reply = lambda handler, received: handler.json(
        {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "stop_reason": "end_turn",
         "stop_sequence": None, "content": [block, {"type": "text", "text": "ok"}],
         "usage": {"input_tokens": 1, "output_tokens": 1}}
    )  # fmt: skip
    messages = [{"role": "user", "content": ASK}]
    first = anthropic_client.messages.create(model="fake-1", max_tokens=9, messages=messages)
    assert first.content[0].thinking.startswith(PERSON)
    messages += [
        {"role": "assistant", "content": first.model_dump()["content"]},
        {"role": "user", "content": "Go on."},
    ]
    anthropic_client.messages.create(model="fake-1", max_tokens=9, messages=messages)
    sent = upstream.last.body["messages"][1]["content"][0]
    assert (sent["thinking"], sent["signature"]) == (thought, block["signature"])


def test_errors_come_in_each_vendors_own_classes(openai_client, anthropic_client, upstream):
    upstream.reply = lambda handler, received: handler.json(
        {"error": {"message": "context too long: {{PERSON_1}}"}}, 400
    )
    with pytest.raises(openai.BadRequestError) as told:
        openai_client.chat.completions.create(
            model="f", messages=[{"role": "user", "content": ASK}]
        )
    assert "{{PERSON_1}}" in str(told.value) and PERSON not in str(told.value)
    with pytest.raises(anthropic.BadRequestError):
        anthropic_client.messages.create(
            model="f", max_tokens=9, messages=[{"role": "user", "content": ASK}]
        )
    upstream.reply = lambda handler, received: handler.json({}, 429, Retry_After="7")
    with pytest.raises(openai.RateLimitError) as busy:
        openai_client.chat.completions.create(
            model="f", messages=[{"role": "user", "content": "a"}]
        )
    assert busy.value.response.headers["retry-after"] == "7"
    with pytest.raises(openai.AuthenticationError):
        openai_client.with_options(api_key="wrong").models.list()
    with pytest.raises(anthropic.AuthenticationError):
        anthropic_client.with_options(api_key="wrong").models.list()
