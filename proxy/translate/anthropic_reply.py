"""A reply of chat completions as a message of Anthropic's, whole and streamed."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from typing import Any

from proxy.translate.saying import text_of

_REASONS = {
    "stop": "end_turn", "length": "max_tokens", "tool_calls": "tool_use", "function_call": "tool_use",
    "content_filter": "refusal",
}  # fmt: skip


def _usage(usage: dict[str, Any]) -> dict[str, int]:
    return {
        "input_tokens": int(usage.get("prompt_tokens") or 0),
        "output_tokens": int(usage.get("completion_tokens") or 0),
    }


def _message(model: str) -> dict[str, Any]:
    return {
        "id": f"msg_{secrets.token_hex(12)}",
        "type": "message",
        "role": "assistant",
        "model": model,
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {"input_tokens": 0, "output_tokens": 0},
    }


def whole(chat: dict[str, Any], model: str) -> dict[str, Any]:
    """Return the message that a completion says."""
    choice = (chat.get("choices") or [{}])[0]
    said = choice.get("message") or {}
    blocks: list[dict[str, Any]] = []
    if thought := said.get("reasoning_content") or said.get("reasoning"):
        blocks.append({"type": "thinking", "thinking": thought, "signature": ""})
    if text := text_of(said):
        blocks.append({"type": "text", "text": text})
    blocks += [_call(call) for call in said.get("tool_calls") or []]
    message = _message(str(chat.get("model") or model)) | {"content": blocks}
    message["stop_reason"] = _REASONS.get(choice.get("finish_reason") or "stop", "end_turn")
    return message | {"usage": _usage(chat.get("usage") or {})}


def _call(call: dict[str, Any]) -> dict[str, Any]:
    function = call.get("function") or {}
    try:
        given = json.loads(function.get("arguments") or "{}")
    except ValueError:
        given = {"arguments": function.get("arguments")}
    return {
        "type": "tool_use",
        "id": call.get("id") or f"toolu_{secrets.token_hex(8)}",
        "name": function.get("name", ""),
        "input": given,
    }


class AsMessages:
    """Turns restored chat chunks into the events of a message."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._begun = self._ended = False
        self._open: tuple[str, int] | None = None
        self._index = -1
        self._reason = "end_turn"
        self._usage: dict[str, int] = {"input_tokens": 0, "output_tokens": 0}

    def chunk(self, chunk: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the events that one chunk makes."""
        if not self._begun:
            self._begun = True
            message = _message(str(chunk.get("model") or self._model))
            yield {"type": "message_start", "message": message}
        if chunk.get("usage"):
            self._usage = _usage(chunk["usage"])
        for choice in chunk.get("choices") or []:
            yield from self._delta(choice.get("delta") or {})
            if choice.get("finish_reason"):
                self._reason = _REASONS.get(choice["finish_reason"], "end_turn")

    def end(self) -> Iterator[dict[str, Any]]:
        """Yield the events that end the message."""
        if not self._begun:
            yield from self.chunk({})
        yield from self._close()
        delta = {"stop_reason": self._reason, "stop_sequence": None}
        yield {"type": "message_delta", "delta": delta, "usage": self._usage}
        yield {"type": "message_stop"}

    def _delta(self, delta: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if thought := delta.get("reasoning_content") or delta.get("reasoning"):
            yield from self._switch(
                "thinking", 0, {"type": "thinking", "thinking": "", "signature": ""}
            )
            yield self._said({"type": "thinking_delta", "thinking": thought})
        if text := text_of(delta):
            yield from self._switch("text", 0, {"type": "text", "text": ""})
            yield self._said({"type": "text_delta", "text": text})
        for call in delta.get("tool_calls") or []:
            function = call.get("function") or {}
            block = {
                "type": "tool_use",
                "id": call.get("id") or f"toolu_{secrets.token_hex(8)}",
                "name": function.get("name", ""),
                "input": {},
            }
            yield from self._switch("tool", int(call.get("index") or 0), block)
            if given := function.get("arguments"):
                yield self._said({"type": "input_json_delta", "partial_json": given})

    def _switch(self, kind: str, number: int, block: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if self._open == (kind, number):
            return
        yield from self._close()
        self._open = (kind, number)
        self._index += 1
        yield {"type": "content_block_start", "index": self._index, "content_block": block}

    def _close(self) -> Iterator[dict[str, Any]]:
        if self._open is not None:
            self._open = None
            yield {"type": "content_block_stop", "index": self._index}

    def _said(self, delta: dict[str, Any]) -> dict[str, Any]:
        return {"type": "content_block_delta", "index": self._index, "delta": delta}
