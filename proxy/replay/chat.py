"""Chat completions and plain completions as chunks: what is said, the reason why it ended, the count.

A body of another form raises one of `proxy.streaming.ILL_FORMED`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from proxy.endpoints import Json


def chat(body: Json) -> Iterator[Json]:
    """Yield the chunks of a chat completion."""
    return _chunks(body, "chat.completion.chunk", _delta)


def completion(body: Json) -> Iterator[Json]:
    """Yield the chunks of a plain completion."""
    return _chunks(body, "text_completion", lambda choice: ({}, {"text": ""}))


def _chunks(body: Json, kind: str, split: Callable[[Json], tuple[Json, Json]]) -> Iterator[Json]:
    if not body["choices"]:
        raise ValueError  # nothing was answered
    head = {k: v for k, v in body.items() if k not in ("choices", "usage")} | {"object": kind}
    for number, choice in enumerate(body["choices"]):
        given = choice.get("index")
        index = {"index": given if isinstance(given, int) else number}
        said, nothing = split(choice)
        rest = {k: v for k, v in choice.items() if k != "message"}
        # A whole answer is over, whatever it gives as the reason.
        reason = {"finish_reason": choice.get("finish_reason") or "stop"}
        yield head | {"choices": [rest | said | index | {"finish_reason": None}]}
        yield head | {"choices": [index | nothing | reason]}
    yield head | {"choices": [], "usage": body.get("usage")}


def _delta(choice: Json) -> tuple[Json, Json]:
    said = {"role": "assistant"} | (choice.get("message") or choice.get("delta") or {})
    if calls := said.get("tool_calls"):
        said["tool_calls"] = [call | {"index": n} for n, call in enumerate(calls)]
    return {"delta": said}, {"delta": {}}
