"""Streams whose body ends properly before the answer does: nobody may take a part for the whole."""

import json

import pytest

from tests.proxy.test_faults import MAIL, STREAM, chunk, events

CHAT, LEGACY, MESSAGES, RESPONSES = (
    "/v1/chat/completions", "/v1/completions", "/v1/messages", "/v1/responses",
)  # fmt: skip
BODIES = {
    CHAT: STREAM,
    LEGACY: {"model": "fake-1", "prompt": f"Mail {MAIL}", "stream": True},
    MESSAGES: STREAM,
    RESPONSES: {"model": "fake-1", "input": f"Mail {MAIL}", "stream": True},
}
FINISHED = ("[DONE]", "message_stop", "end_turn", "response.completed")


def said(text):
    """The text of a stream, in whichever format."""
    found = []
    for event in lines(text):
        delta = event.get("delta")
        found.append(delta if isinstance(delta, str) else (delta or {}).get("text", ""))
        for choice in event.get("choices", []):
            found.append(choice.get("text") or choice.get("delta", {}).get("content") or "")
    return "".join(found)


def lines(text):
    return [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: {")]


def is_broken(reply, code="upstream_broken"):
    last = lines(reply.text)[-1]
    if reply.request.url.path == MESSAGES:
        assert "event: error\n" in reply.text and last["type"] == "error", reply.text
        assert last["error"]["message"]
    else:
        assert last["error"]["code"] == code, reply.text
    assert not [word for word in FINISHED if word in reply.text]


def of_completions(text, finish=None):
    choice = {"index": 0, "text": text, "finish_reason": finish}
    return b"data: " + json.dumps({"id": "c", "choices": [choice]}).encode() + b"\n\n"


def named(kind, **fields):
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **fields})}\n\n".encode()


PART = "Write to {{EMAIL_1}} and {{EMA"
MESSAGE = {
    "id": "msg_1", "type": "message", "role": "assistant", "content": [], "model": "m", "stop_reason": None,
    "usage": {"input_tokens": 1, "output_tokens": 1},
}  # fmt: skip
AS_MESSAGE = [
    named("message_start", message=MESSAGE),
    named("content_block_start", index=0, content_block={"type": "text", "text": ""}),
    named("content_block_delta", index=0, delta={"type": "text_delta", "text": PART}),
]
PLACE = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
AS_RESPONSE = [
    named("response.created", response={"id": "resp_1", "object": "response", "output": []}),
    named("response.output_text.delta", **PLACE, delta=PART),
]


@pytest.mark.parametrize(("path", "pieces"), [
    (CHAT, [chunk(PART)]),
    (LEGACY, [of_completions(PART)]),
    (MESSAGES, [chunk(PART)]),
    (MESSAGES, AS_MESSAGE),
    (RESPONSES, [chunk(PART)]),
    (RESPONSES, AS_RESPONSE),
])  # fmt: skip
def test_an_answer_that_ends_too_early_is_no_answer(client, upstream, path, pieces):
    upstream.reply = events(*pieces)
    reply = client.post(path, json=BODIES[path])
    is_broken(reply)
    assert said(reply.text) == f"Write to {MAIL} and {{{{EMA"


@pytest.mark.parametrize("path", BODIES)
def test_a_stream_without_any_event_is_no_answer(client, upstream, path):
    upstream.reply = events()
    is_broken(client.post(path, json=BODIES[path]))


def test_one_of_two_answers_that_ends_too_early_is_told(client, upstream):
    two = [{"index": n, "delta": {"content": "Yes"}, "finish_reason": None} for n in (0, 1)]
    both = b"data: " + json.dumps({"id": "c", "choices": two}).encode() + b"\n\n"
    upstream.reply = events(both, chunk("", "stop"))
    is_broken(client.post(CHAT, json=STREAM | {"n": 2}))


@pytest.mark.parametrize(("path", "asked"), [
    (CHAT, {"n": 2}), (LEGACY, {"n": 2}), (LEGACY, {"prompt": ["One", "Two"]}),
])  # fmt: skip
def test_answers_told_one_after_the_other_and_cut_between_are_told(client, upstream, path, asked):
    one = of_completions if path == LEGACY else chunk
    upstream.reply = events(one("Yes"), one("", "stop"))
    is_broken(client.post(path, json=BODIES[path] | asked))


def test_two_answers_told_one_after_the_other_are_whole(client, upstream):
    second = {"index": 1, "delta": {"content": "No"}, "finish_reason": "stop"}
    other = b"data: " + json.dumps({"id": "c", "choices": [second]}).encode() + b"\n\n"
    upstream.reply = events(chunk("Yes", "stop"), other)
    text = client.post(CHAT, json=STREAM | {"n": 2}).text
    assert said(text) == "YesNo" and text.endswith("data: [DONE]\n\n")


def test_parts_of_a_list_that_stream_are_restored(client, upstream):
    def part(text, finish=None):
        delta = {"content": [{"type": "text", "text": text}]}
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return b"data: " + json.dumps({"id": "c", "choices": [choice]}).encode() + b"\n\n"

    upstream.reply = events(part("To {{EMA"), part("IL_1}} {{EMA"), chunk("", "stop"))
    told = lines(client.post(CHAT, json=STREAM).text)
    parts = [
        each
        for event in told
        for each in event["choices"][0]["delta"].get("content") or []
        if isinstance(each, dict)
    ]
    assert {each["type"] for each in parts} == {"text"}
    assert "".join(each["text"] for each in parts) == f"To {MAIL} {{{{EMA"
    assert said(client.post(MESSAGES, json=STREAM).text) == f"To {MAIL} {{{{EMA"


@pytest.mark.parametrize(("path", "last"), [
    (CHAT, chunk(".", "stop")),
    (CHAT, chunk(".", "length")),
    (CHAT, chunk(".") + b"data: [DONE]\n\n"),
    (LEGACY, of_completions(".", "stop")),
    (MESSAGES, chunk(".", "stop")),
    (RESPONSES, chunk(".", "stop")),
])  # fmt: skip
def test_an_answer_with_a_reason_or_a_mark_at_its_end_is_whole(client, upstream, path, last):
    first = of_completions if path == LEGACY else chunk
    counted = b'data: {"id": "c", "choices": [], "usage": {"prompt_tokens": 1}}\n\n'
    upstream.reply = events(first("Write to {{EMAIL_1}}"), last, counted)
    text = client.post(path, json=BODIES[path]).text
    assert said(text) == f"Write to {MAIL}." and "upstream_" not in text
    assert [word for word in FINISHED if word in text]


@pytest.mark.parametrize("end", [b"data: [DONE]\n\n", b": no mark\n\n"])
@pytest.mark.parametrize("path", [MESSAGES, RESPONSES])
def test_a_provider_that_fails_within_a_stream_is_told_in_another_format(
    client, upstream, path, end
):
    failing = b'data: {"error": {"message": "out of memory", "type": "server_error"}}\n\n'
    upstream.reply = events(chunk("Yes"), failing, end)
    is_broken(client.post(path, json=BODIES[path]), "upstream_error")


def test_a_provider_that_fails_within_a_stream_is_told_once(client, upstream):
    upstream.reply = events(chunk("Yes"), b'data: {"error": {"message": "out of memory"}}\n\n')
    told = client.post(CHAT, json=STREAM).text
    assert told.count("error") == 1 and "out of memory" in told


@pytest.mark.parametrize("ending", ["cut", "silent"])
def test_what_comes_after_the_end_of_an_answer_changes_nothing(client, upstream, ending):
    whole = [chunk("Write to {{EMAIL_1}}.", "stop"), b"data: [DONE]\n\n"]
    upstream.reply = events(*whole, cut=ending == "cut", silent=ending == "silent")
    text = client.post(CHAT, json=STREAM).text
    assert said(text) == f"Write to {MAIL}." and text.rstrip().endswith("data: [DONE]")


def test_a_provider_that_fails_with_an_empty_choice_failed(client, upstream):
    choice = {"index": 0, "delta": {"content": ""}, "finish_reason": "error"}
    failing = {"id": "c", "error": {"message": "no room"}, "choices": [choice]}
    upstream.reply = events(chunk("Yes"), b"data: " + json.dumps(failing).encode() + b"\n\n")
    is_broken(client.post(MESSAGES, json=STREAM), "upstream_error")


def test_what_was_held_back_comes_before_the_error(client, upstream):
    upstream.reply = events(chunk("Hello {{EMA"), b'data: {"error": {"message": "no room"}}\n\n')
    told = lines(client.post(CHAT, json=STREAM).text)
    assert said(client.post(CHAT, json=STREAM).text) == "Hello {{EMA" and "error" in told[-1]


def test_a_choice_that_comes_whole_is_restored(client, upstream):
    message = {"role": "assistant", "content": "Write to {{EMAIL_1}}."}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    body = b"data: " + json.dumps({"id": "c", "choices": [choice]}).encode() + b"\n\n"
    upstream.reply = events(body)
    assert said(client.post(CHAT, json=STREAM).text) == f"Write to {MAIL}."


@pytest.mark.parametrize("content", [["{{EMA", {"text": "{{EMA"}], [["{{EMA"]], {"a": ["{{EMA"]}])
@pytest.mark.parametrize("reason", [None, "stop"])
def test_a_content_of_an_odd_form_tears_nothing(client, upstream, content, reason):
    choice = {"index": 0, "delta": {"content": content}, "finish_reason": reason}
    upstream.reply = events(b"data: " + json.dumps({"choices": [choice]}).encode() + b"\n\n")
    told = client.post(CHAT, json=STREAM).text
    assert "upstream_" in told or (reason and told.endswith("[DONE]\n\n"))


def test_a_character_that_comes_in_halves_is_whole(client, upstream):
    upstream.reply = events(chunk("\ud83d"), chunk("\ude00", "stop"))
    text = client.post(CHAT, json=STREAM).text
    assert said(text) == "\U0001f600" and text.endswith("[DONE]\n\n")


def test_an_empty_reason_ends_nothing(client, upstream):
    upstream.reply = events(*(chunk(part, "") for part in ("{{EMA", "IL_1}}")), chunk("", "stop"))
    assert said(client.post(CHAT, json=STREAM).text) == MAIL


def test_an_answer_without_a_number_that_breaks_off_is_told(client, upstream):
    choice = {"index": None, "delta": {"content": "Hello {{EMA"}}
    upstream.reply = events(b"data: " + json.dumps({"choices": [choice]}).encode() + b"\n\n")
    is_broken(client.post(CHAT, json=STREAM))
