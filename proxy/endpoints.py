"""What the proxy serves: for each endpoint its format, and how it is served by another one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.body_wiring import Reply
from proxy.refusals import Vendor
from proxy.spending import estimate
from proxy.structure import checked
from proxy.translate import anthropic_reply, anthropic_request, responses_reply, responses_request
from proxy.wire import anthropic, openai_chat, responses
from proxy.wire.sse import Event

Json = dict[str, Any]


def as_object(value: Any) -> Json:  # noqa: ANN401
    """Return a JSON value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


class Restoring(Protocol):
    """Restores the events of one reply; `finished` once the provider said that it is over, or failed."""

    usage: Json
    finished: bool

    @property
    def over(self) -> bool:
        """Whether nothing of the answer comes any more."""

    def event(self, event: Event) -> Iterator[Json]:
        """Yield what to pass on for one event."""

    def end(self) -> Iterator[Json]:
        """Yield what was held back."""


class Translating(Protocol):
    """Turns restored chat chunks into events of another format."""

    def chunk(self, chunk: Json) -> Iterator[Json]:
        """Yield the events of one chunk."""

    def end(self) -> Iterator[Json]:
        """Yield the events that end the reply."""


@dataclass(frozen=True, slots=True)
class Wire:
    """One format of requests and replies as an upstream speaks it; `stream` is given what was asked."""

    path: str
    whole: Callable[[Reply, Json], Json]
    stream: Callable[[Reply, Mapping[str, Any]], Restoring]
    is_reply: Callable[[Json], bool]
    named: bool = False


@dataclass(frozen=True, slots=True)
class Translation:
    """How requests of one format are asked, and replies told, in chat completions.

    `check` raises Refusal for a request that cannot be asked so, before what it continues is looked for.
    """

    request: Callable[[Mapping[str, Any]], Json]
    whole: Callable[[Json, str], Json]
    stream: Callable[[str], Translating]
    check: Callable[[Mapping[str, Any]], None] = lambda body: None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path that clients call; `instead` answers here where an upstream does not offer it."""

    vendor: Vendor
    wire: Wire
    translation: Translation | None = None
    noted: bool = False
    instead: Callable[[Mapping[str, Any]], Json] | None = None

    @property
    def replaceable(self) -> bool:
        """Whether something takes its place where an upstream does not offer it."""
        return self.translation is not None or self.instead is not None


def _unchanged(reply: Reply, body: Json) -> Json:
    """Numbers alone: nothing to restore."""
    return body


def _chat(reply: Reply, asked: Mapping[str, Any]) -> Restoring:
    return openai_chat.ChatStream(reply, openai_chat.answers_of(asked))


def _response(reply: Reply, asked: Mapping[str, Any]) -> Restoring:
    return responses.ResponseStream(reply)


def _message(reply: Reply, asked: Mapping[str, Any]) -> Restoring:
    return anthropic.MessageStream(reply)


CHAT = Wire("/chat/completions", openai_chat.whole, _chat, lambda b: "choices" in b)
_COMPLETIONS = Wire("/completions", openai_chat.whole, _chat, lambda b: "choices" in b)
_RESPONSES = Wire(
    "/responses", responses.whole, _response,
    lambda b: b.get("object") == "response", named=True,
)  # fmt: skip
_MESSAGES = Wire(
    "/messages", anthropic.whole, _message,
    lambda b: b.get("type") == "message", named=True,
)  # fmt: skip
_EMBEDDINGS = Wire("/embeddings", _unchanged, _chat, lambda b: "data" in b)
_MODERATIONS = Wire("/moderations", _unchanged, _chat, lambda b: "results" in b)
_COUNTED = ("system", "messages", "tools")
_COUNT = Wire("/messages/count_tokens", _unchanged, _message, lambda b: "input_tokens" in b)


def _counted(body: Mapping[str, Any]) -> Json:
    """Count a request here: a client that gets no count sends all of it again as a message, to have it counted."""
    checked(body, _COUNT.path)
    return {"input_tokens": estimate({k: body[k] for k in _COUNTED if k in body})}


_MESSAGES_AS_CHAT = Translation(
    anthropic_request.to_chat, anthropic_reply.whole, anthropic_reply.AsMessages
)
_RESPONSES_AS_CHAT = Translation(
    responses_request.to_chat,
    responses_reply.whole,
    responses_reply.AsResponse,
    responses_request.refuse_state,
)

ENDPOINTS: Mapping[str, Endpoint] = {
    "/v1/chat/completions": Endpoint(Vendor.OPENAI, CHAT, noted=True),
    "/v1/completions": Endpoint(Vendor.OPENAI, _COMPLETIONS),
    "/v1/responses": Endpoint(Vendor.OPENAI, _RESPONSES, _RESPONSES_AS_CHAT, noted=True),
    "/v1/embeddings": Endpoint(Vendor.OPENAI, _EMBEDDINGS),
    "/v1/moderations": Endpoint(Vendor.OPENAI, _MODERATIONS),
    "/v1/messages": Endpoint(Vendor.ANTHROPIC, _MESSAGES, _MESSAGES_AS_CHAT, noted=True),
    "/v1/messages/count_tokens": Endpoint(Vendor.ANTHROPIC, _COUNT, instead=_counted),
}
