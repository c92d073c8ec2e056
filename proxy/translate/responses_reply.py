"""A reply of chat completions as a response of OpenAI's, whole and streamed."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from typing import Any

from proxy.translate.saying import text_of


def _name(kind: str) -> str:
    return f"{kind}_{secrets.token_hex(12)}"


def _response(model: str) -> dict[str, Any]:
    return {
        "id": _name("resp"), "object": "response", "created_at": int(time.time()), "model": model,
        "status": "in_progress", "error": None, "incomplete_details": None, "instructions": None,
        "metadata": {}, "output": [], "parallel_tool_calls": True, "temperature": None, "top_p": None,
        "tool_choice": "auto", "tools": [], "usage": None, "store": False,
    }  # fmt: skip


def _usage(usage: dict[str, Any]) -> dict[str, Any]:
    sent, got = int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0)
    return {
        "input_tokens": sent,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": got,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": sent + got,
    }


def _text_item(text: str, status: str = "completed") -> dict[str, Any]:
    part = {"type": "output_text", "text": text, "annotations": [], "logprobs": []}
    content = [part] if status == "completed" else []
    return {
        "id": _name("msg"),
        "type": "message",
        "role": "assistant",
        "status": status,
        "content": content,
    }


def _call_item(identifier: str, name: str, given: str, status: str = "completed") -> dict[str, Any]:
    return {
        "id": _name("fc"), "type": "function_call", "status": status, "call_id": identifier,
        "name": name, "arguments": given,
    }  # fmt: skip


def _ended(response: dict[str, Any], reason: str | None) -> dict[str, Any]:
    if reason in ("length", "content_filter"):
        why = "max_output_tokens" if reason == "length" else "content_filter"
        return response | {"status": "incomplete", "incomplete_details": {"reason": why}}
    return response | {"status": "completed"}


def whole(chat: dict[str, Any], model: str) -> dict[str, Any]:
    """Return the response that a completion says."""
    choice = (chat.get("choices") or [{}])[0]
    said = choice.get("message") or {}
    text = text_of(said)
    output = [_text_item(text)] if text else []
    for call in said.get("tool_calls") or []:
        function = call.get("function") or {}
        output.append(
            _call_item(call.get("id", ""), function.get("name", ""), function.get("arguments", ""))
        )
    response = _response(str(chat.get("model") or model)) | {"output": output}
    response["usage"] = _usage(chat.get("usage") or {})
    return _ended(response, choice.get("finish_reason"))


class AsResponse:
    """Turns restored chat chunks into the events of a response."""

    def __init__(self, model: str) -> None:
        self._response = _response(model)
        self._begun = False
        self._items: dict[tuple[str, int], dict[str, Any]] = {}
        self._order: list[tuple[str, int]] = []
        self._reason: str | None = None
        self._usage: dict[str, Any] = {}
        self._count = 0

    def chunk(self, chunk: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the events that one chunk makes."""
        if not self._begun:
            self._begun = True
            yield self._event("response.created", response=self._response)
            yield self._event("response.in_progress", response=self._response)
        self._usage = chunk.get("usage") or self._usage
        for choice in chunk.get("choices") or []:
            delta = choice.get("delta") or {}
            if text := text_of(delta):
                yield from self._text(text)
            for call in delta.get("tool_calls") or []:
                yield from self._call(call)
            self._reason = choice.get("finish_reason") or self._reason

    def end(self) -> Iterator[dict[str, Any]]:
        """Yield the events that end the response."""
        if not self._begun:
            yield from self.chunk({})
        for key in self._order:
            yield from self._close(key)
        output = [self._items[key] for key in self._order]
        done = _ended(
            self._response | {"output": output, "usage": _usage(self._usage)}, self._reason
        )
        yield self._event(f"response.{done['status']}", response=done)

    def _text(self, text: str) -> Iterator[dict[str, Any]]:
        key = ("text", 0)
        part = {"type": "output_text", "text": "", "annotations": [], "logprobs": []}
        if key not in self._items:
            yield from self._open(key, _text_item("", "in_progress"))
            yield self._event(
                "response.content_part.added", **self._place(key), content_index=0, part=part
            )
            self._items[key]["content"] = [part]
        self._items[key]["content"][0]["text"] += text
        yield self._event(
            "response.output_text.delta",
            **self._place(key),
            content_index=0,
            delta=text,
            logprobs=[],
        )

    def _call(self, call: dict[str, Any]) -> Iterator[dict[str, Any]]:
        key = ("call", int(call.get("index") or 0))
        function = call.get("function") or {}
        if key not in self._items:
            item = _call_item(call.get("id", ""), function.get("name", ""), "", "in_progress")
            yield from self._open(key, item)
        if given := function.get("arguments"):
            self._items[key]["arguments"] += given
            yield self._event(
                "response.function_call_arguments.delta", **self._place(key), delta=given
            )

    def _open(self, key: tuple[str, int], item: dict[str, Any]) -> Iterator[dict[str, Any]]:
        self._items[key] = item
        self._order.append(key)
        yield self._event(
            "response.output_item.added", output_index=len(self._order) - 1, item=dict(item)
        )

    def _close(self, key: tuple[str, int]) -> Iterator[dict[str, Any]]:
        item, place = self._items[key], self._place(key)
        item["status"] = "completed"
        if key[0] == "text":
            part = item["content"][0]
            yield self._event(
                "response.output_text.done",
                **place,
                content_index=0,
                text=part["text"],
                logprobs=[],
            )
            yield self._event("response.content_part.done", **place, content_index=0, part=part)
        else:
            yield self._event(
                "response.function_call_arguments.done",
                **place,
                arguments=item["arguments"],
                name=item["name"],
            )
        yield self._event(
            "response.output_item.done", output_index=place["output_index"], item=item
        )

    def _place(self, key: tuple[str, int]) -> dict[str, Any]:
        return {"item_id": self._items[key]["id"], "output_index": self._order.index(key)}

    def _event(self, kind: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
        event = {"type": kind, "sequence_number": self._count, **fields}
        self._count += 1
        return event
