"""Answers that came whole to a streamed request, as the events that they would have been.

Some services ignore `stream`; a client that asked for events reads nothing else.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping

from proxy.endpoints import Json
from proxy.wire.sse import Event


async def replayed(path: str, body: Json) -> AsyncIterator[Event]:
    """Yield the events of a reply of the format of a path of `STREAMED`; another form raises TypeError and the like."""
    for event in STREAMED[path](body):
        yield Event(str(event.get("type", "")), json.dumps(event, ensure_ascii=False))


def _completion(body: Json) -> Iterator[Json]:
    choices = [_choice(dict(choice)) for choice in body["choices"]]
    kind = str(body.get("object", "")).replace("chat.completion", "chat.completion.chunk")
    # A whole answer is over, whatever it gives as the reason.
    yield body | {"object": kind, "choices": choices}


def _choice(choice: Json) -> Json:
    choice["finish_reason"] = choice.get("finish_reason") or "stop"
    if "message" in choice:
        said = dict(choice.pop("message"))
        if calls := said.get("tool_calls"):
            said["tool_calls"] = [{"index": n, **call} for n, call in enumerate(calls)]
        choice["delta"] = said
    return choice


def _response(body: Json) -> Iterator[Json]:
    begun = body | {"status": "in_progress", "output": []}
    yield {"type": "response.created", "sequence_number": 0, "response": begun}
    for index, item in enumerate(body["output"]):
        place = {"sequence_number": 0, "output_index": index, "item": item}  # numbered anew
        yield {"type": "response.output_item.added", **place}
        yield {"type": "response.output_item.done", **place}
    kind = f"response.{body.get('status', 'completed')}"
    yield {"type": kind, "sequence_number": 0, "response": body}


def _message(body: Json) -> Iterator[Json]:
    begun = body | {"content": [], "stop_reason": None, "stop_sequence": None}
    yield {"type": "message_start", "message": begun}
    for index, block in enumerate(body["content"]):
        yield from _block(index, block)
    ended = {name: body.get(name) for name in ("stop_reason", "stop_sequence")}
    yield {"type": "message_delta", "delta": ended, "usage": body.get("usage") or {}}
    yield {"type": "message_stop"}


def _block(index: int, block: Json) -> Iterator[Json]:
    empty, deltas = dict(block), []
    for field in ("text", "thinking", "signature"):
        if block.get(field):
            empty[field] = ""
            deltas.append({"type": f"{field}_delta", field: block[field]})
    if "input" in block:
        empty["input"] = {}
        given = json.dumps(block["input"], ensure_ascii=False)
        deltas.append({"type": "input_json_delta", "partial_json": given})
    yield {"type": "content_block_start", "index": index, "content_block": empty}
    for delta in deltas:
        yield {"type": "content_block_delta", "index": index, "delta": delta}
    yield {"type": "content_block_stop", "index": index}


STREAMED: Mapping[str, Callable[[Json], Iterator[Json]]] = {
    "/chat/completions": _completion,
    "/completions": _completion,
    "/responses": _response,
    "/messages": _message,
}
"""The paths whose answers come in events if asked for, and how each is made from a whole one."""
