"""Services that ignore `stream` and answer whole: the vendors' own libraries read a stream all the same."""

import json

import pytest

from tests.proxy import test_clients as clients
from tests.proxy.test_clients import anthropic_client, openai_client
from tests.proxy.test_ended_early import BODIES, said
from tests.proxy.test_faults import MAIL, raw
from tests.proxy.upstream import answer, echo

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
    assert said(came.text) == MAIL or (path == "/v1/responses" and MAIL in came.text)
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
