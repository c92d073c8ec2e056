"""Services that ignore `stream` and answer whole: the vendors' own libraries read a stream all the same."""

import json

import pytest

from proxy import audit, building
from tests.proxy import test_clients as clients
from tests.proxy.test_clients import anthropic_client, openai_client
from tests.proxy.test_ended_early import (
    BODIES,
    CHAT,
    MESSAGE,
    MESSAGES,
    RESPONSES,
    lines,
    said,
)
from tests.proxy.test_faults import MAIL, STREAM, raw
from tests.proxy.upstream import USAGE, answer, echo

__all__ = ["anthropic_client", "openai_client"]
NATIVE = pytest.mark.parametrize("native", [True, False])


@pytest.fixture(autouse=True)
def _whole(upstream):
    def reply(handler, received):
        received.body.pop("stream", None)
        answer(handler, received)

    upstream.reply = reply


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize("formats", [["openai"], ["openai", "anthropic", "responses"]])
def test_a_whole_answer_to_a_streamed_request_is_a_stream(client, upstream, path, formats):
    upstream.formats, upstream.says = set(formats), echo
    came = client.post(path, json=BODIES[path])
    assert came.headers["content-type"].startswith("text/event-stream")
    assert said(came.text) == MAIL
    assert "upstream_" not in came.text and not upstream.holds(MAIL)


def test_chat_completions(openai_client, upstream):
    clients.test_openai_streams_what_was_hidden(openai_client, upstream)


def test_chat_completions_with_a_tool(openai_client, upstream):
    clients.test_openai_does_a_job_with_a_tool_over_turns(openai_client, upstream, stream=True)


@NATIVE
def test_responses(openai_client, upstream, native):
    clients.test_responses_whole_streamed_and_continued(openai_client, upstream, native)


@NATIVE
def test_messages(anthropic_client, upstream, native):
    clients.test_anthropic_streams_what_was_hidden(anthropic_client, upstream, native)


@NATIVE
def test_messages_with_a_tool(anthropic_client, upstream, native):
    done = clients.test_anthropic_does_a_job_with_a_tool_over_turns
    done(anthropic_client, upstream, native, stream=True)


def test_an_answer_of_another_form_is_told(client, upstream):
    body = {"object": "chat.completion", "choices": [7]}
    upstream.reply = raw(json.dumps(body).encode())
    text = client.post("/v1/chat/completions", json=BODIES["/v1/chat/completions"]).text
    assert "upstream_unreadable" in text and "[DONE]" not in text


def test_an_answer_without_any_choice_is_told(client, upstream):
    upstream.reply = raw(json.dumps({"object": "chat.completion", "choices": []}).encode())
    text = client.post("/v1/chat/completions", json=BODIES["/v1/chat/completions"]).text
    assert "upstream_unreadable" in text and "[DONE]" not in text


@pytest.mark.parametrize("stream", [True, False])
@pytest.mark.parametrize("depth", [1_200, 5_000])
def test_an_answer_without_a_bottom_is_told(client, upstream, depth, stream):
    choices = '{"object": "chat.completion", "choices": [{"message": {"content": %s}}]}'
    upstream.reply = raw((choices % ("[" * depth + "]" * depth)).encode())
    text = client.post(CHAT, json=STREAM | {"stream": stream}).text
    assert "upstream_unreadable" in text


@pytest.mark.parametrize("stream", [True, False])
def test_half_a_character_in_a_whole_answer_leaves_as_it_came(client, upstream, stream):
    upstream.reply = as_chat({"role": "assistant", "content": "{{EMAIL_1}} \ud83d"})
    text = client.post(CHAT, json=STREAM | {"stream": stream}).text
    assert f"{MAIL} \\ud83d" in text


def as_chat(*messages, **more):
    choices = [
        {"index": n, "message": m, "finish_reason": "stop", **more} for n, m in enumerate(messages)
    ]
    body = {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": choices}
    return raw(json.dumps(body | {"usage": USAGE}).encode())


SCORES = {
    "content": [{"token": "{{EMA", "logprob": -0.123456789123, "bytes": [123], "top_logprobs": []}]
}
CALLS = [
    {"id": f"call_{n}", "type": "function", "function": {"name": "send", "arguments": given}}
    for n, given in enumerate(['{"to": "{{EMAIL_1}}"}', '{"n": 1}'])
]  # fmt: skip


def test_lists_of_a_chat_message_are_restored_item_by_item(client, upstream):
    parts = [
        {"type": "text", "text": "To {{EMA"},
        {"type": "text", "text": "IL_1}} or {{EMAIL_1}}."},
    ]
    message = {
        "role": "assistant",
        "content": parts,
        "tool_calls": CALLS,
        "refusal": "{{EMAIL_1}}?",
    }
    upstream.reply = as_chat(message, logprobs=SCORES)
    said, ended = lines(client.post(CHAT, json=STREAM).text)
    (choice,) = said["choices"]
    told = [{"type": "text", "text": "To {{EMA"}, {"type": "text", "text": f"IL_1}}}} or {MAIL}."}]
    assert choice["delta"]["content"] == told and choice["delta"]["refusal"] == f"{MAIL}?"
    given = [call["function"]["arguments"] for call in choice["delta"]["tool_calls"]]
    assert given == [json.dumps({"to": MAIL}), '{"n": 1}']
    assert [call["index"] for call in choice["delta"]["tool_calls"]] == [0, 1]
    assert choice["logprobs"] == SCORES and choice["finish_reason"] is None
    assert ended["choices"] == [{"index": 0, "delta": {}, "finish_reason": "stop"}]
    assert {said["object"], ended["object"]} == {"chat.completion.chunk"}


@pytest.mark.parametrize("path", [MESSAGES, RESPONSES])
def test_a_list_of_parts_is_one_text_in_another_format(client, upstream, path):
    parts = [{"type": "text", "text": "To {{EMAIL_1}}"}, {"type": "text", "text": " now."}]
    upstream.reply = as_chat({"role": "assistant", "content": parts})
    assert said(client.post(path, json=BODIES[path]).text) == f"To {MAIL} now."


def test_the_library_adds_up_calls_scores_and_two_answers(openai_client, upstream):
    both = [
        {"role": "assistant", "content": f"{n} {{{{EMAIL_1}}}}", "tool_calls": CALLS} for n in "ab"
    ]
    upstream.reply = as_chat(*both, logprobs=SCORES)
    messages = [{"role": "user", "content": f"Mail {MAIL}"}]
    with openai_client.chat.completions.stream(model="m", messages=messages, n=2) as stream:
        stream.until_done()
        whole = stream.get_final_completion()
    assert [choice.message.content for choice in whole.choices] == [f"a {MAIL}", f"b {MAIL}"]
    for choice in whole.choices:
        calls = [call.function.arguments for call in choice.message.tool_calls]
        assert calls == [json.dumps({"to": MAIL}), '{"n": 1}']
        assert choice.logprobs.content[0].token == "{{EMA"


@pytest.mark.parametrize("asked", [{}, {"stream_options": {"include_usage": True}}])
def test_the_count_comes_last_to_who_asked_for_it(client, upstream, asked):
    upstream.reply = as_chat({"role": "assistant", "content": "Yes"})
    told = lines(client.post(CHAT, json=STREAM | asked).text)
    counted = [event for event in told if "usage" in event]
    assert counted == ([told[-1]] if asked else []) and (not asked or told[-1]["usage"] == USAGE)


ITEMS = [
    {"id": "rs", "type": "reasoning", "summary": [{"type": "summary_text", "text": "Of {{EMAIL_1}}"}]},
    {"id": "msg", "type": "message", "role": "assistant", "status": "completed", "content": [
        {"type": "output_text", "text": "To {{EMAIL_1}}.", "logprobs": [], "annotations": [
            {"type": "url_citation", "url": "https://example.org/", "title": "t", "start_index": 0, "end_index": 1},
        ]},
        {"type": "refusal", "refusal": "Not {{EMAIL_1}}."},
    ]},
    {"id": "fc", "type": "function_call", "status": "completed", "call_id": "call", "name": "send",
     "arguments": '{"to": "{{EMAIL_1}}"}'},
]  # fmt: skip
OF_ITEMS = [
    "created", "in_progress", "output_item.added", "reasoning_summary_part.added",
    "reasoning_summary_text.delta", "reasoning_summary_text.done", "reasoning_summary_part.done",
    "output_item.done", "output_item.added", "content_part.added", "output_text.delta",
    "output_text.done", "output_text.annotation.added", "content_part.done", "content_part.added",
    "refusal.delta", "refusal.done", "content_part.done", "output_item.done", "output_item.added",
    "function_call_arguments.delta", "function_call_arguments.done", "output_item.done",
    "completed",
]  # fmt: skip


def as_response(items, **more):
    body = {
        "id": "resp_1", "object": "response", "created_at": 1, "model": "m", "status": "completed",
        "output": items, "parallel_tool_calls": True, "tool_choice": "auto", "tools": [],
    }  # fmt: skip
    return raw(json.dumps(body | more).encode())


def test_a_response_is_told_in_the_events_of_a_true_stream(client, upstream):
    upstream.formats, upstream.reply = {"openai", "responses"}, as_response(ITEMS)
    told = lines(client.post(RESPONSES, json=BODIES[RESPONSES]).text)
    assert [event["type"].removeprefix("response.") for event in told] == OF_ITEMS
    assert [event["sequence_number"] for event in told] == list(range(len(told)))
    deltas = [event["delta"] for event in told if event["type"].endswith(".delta")]
    assert deltas == [f"Of {MAIL}", f"To {MAIL}.", f"Not {MAIL}.", json.dumps({"to": MAIL})]
    opened = [event["item"] for event in told if event["type"] == "response.output_item.added"]
    assert MAIL not in json.dumps(opened) and opened[2]["arguments"] == ""
    assert "{{EMAIL_1}}" not in json.dumps(told)


def test_the_library_reads_a_response_that_came_whole(openai_client, upstream):
    upstream.formats, upstream.reply = {"openai", "responses"}, as_response(ITEMS)
    with openai_client.responses.stream(model="m", input=f"Mail {MAIL}") as stream:
        kinds = [event.type.removeprefix("response.") for event in stream]
        whole = stream.get_final_response()
    assert kinds == OF_ITEMS and whole.output_text == f"To {MAIL}."
    assert whole.output[2].arguments == json.dumps({"to": MAIL})


@pytest.mark.parametrize(("status", "last"), [
    ("incomplete", "response.incomplete"), ("failed", "response.failed"), (None, "response.completed"),
])  # fmt: skip
def test_a_response_ends_as_it_ended(client, upstream, status, last):
    upstream.formats, upstream.reply = {"openai", "responses"}, as_response([], status=status)
    assert lines(client.post(RESPONSES, json=BODIES[RESPONSES]).text)[-1]["type"] == last


def test_a_response_that_is_not_made_yet_is_no_answer(client, upstream):
    upstream.formats, upstream.reply = {"openai", "responses"}, as_response([], status="queued")
    assert "upstream_unreadable" in client.post(RESPONSES, json=BODIES[RESPONSES]).text


def test_the_library_adds_up_the_blocks_of_a_message(anthropic_client, upstream):
    cited = {"type": "char_location", "cited_text": "Mail {{EMAIL_1}}", "document_index": 0,
             "document_title": None, "start_char_index": 0, "end_char_index": 4, "file_id": None}  # fmt: skip
    blocks = [
        {"type": "thinking", "thinking": "Of {{EMAIL_1}}", "signature": "c2lnbmVk"},
        {"type": "text", "text": "To {{EMAIL_1}}.", "citations": [cited]},
        {"type": "tool_use", "id": "toolu_1", "name": "send", "input": {"to": "{{EMAIL_1}}"}},
        {"type": "tool_use", "id": "toolu_2", "name": "list", "input": {}},
    ]
    body = MESSAGE | {"content": blocks, "stop_reason": "tool_use", "model": "m"}
    upstream.reply = raw(json.dumps(body).encode())
    messages = [{"role": "user", "content": f"Mail {MAIL}"}]
    with anthropic_client.messages.stream(model="m", max_tokens=9, messages=messages) as stream:
        whole = stream.get_final_message()
    thought, text, *calls = whole.content
    assert (thought.thinking, thought.signature) == (f"Of {MAIL}", "c2lnbmVk")
    assert text.text == f"To {MAIL}." and [one.cited_text for one in text.citations] == [
        f"Mail {MAIL}"
    ]
    assert [call.input for call in calls] == [{"to": MAIL}, {}] and whole.stop_reason == "tool_use"


@pytest.mark.parametrize("path", BODIES)
def test_what_is_foreign_is_masked_and_recorded_once(proxy, client, upstream, path):
    foreign = "lea.quentin@autremail.example.org"
    upstream.formats, upstream.says = (
        {"openai", "anthropic", "responses"},
        lambda _: f"Ask {foreign}.",
    )
    text = client.post(path, json=BODIES[path]).text
    assert foreign not in text and "Ask " in said(text)
    records = [json.loads(line) for line in audit.export(building.database(proxy.settings))]
    masked = [record["masked"] for record in records if record["event"] == "answered"]
    assert masked == [1]
