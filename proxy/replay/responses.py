"""Responses of OpenAI's as events: each item opened, its texts told, and closed.

A body of another form raises one of `proxy.streaming.ILL_FORMED`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from proxy.endpoints import Json

_ENDS = ("completed", "incomplete", "failed")
_PARTS = {"output_text": "text", "reasoning_text": "text", "refusal": "refusal"}
_CALLS = {
    "function_call": ("arguments", "function_call_arguments"),
    "mcp_call": ("arguments", "mcp_call_arguments"),
    "custom_tool_call": ("input", "custom_tool_call_input"),
    "code_interpreter_call": ("code", "code_interpreter_call_code"),
}


def response(body: Json) -> Iterator[Json]:
    """Yield the events of a response, numbered."""
    for number, (kind, fields) in enumerate(_events(body)):
        yield {"type": f"response.{kind}", "sequence_number": number, **fields}


def _events(body: Json) -> Iterator[tuple[str, Json]]:
    status = body.get("status") or "completed"
    if status not in _ENDS:
        raise ValueError  # it is no answer yet
    begun = body | {"status": "in_progress", "output": [], "usage": None}
    yield "created", {"response": begun}
    yield "in_progress", {"response": begun}
    for index, item in enumerate(body["output"]):
        yield "output_item.added", {"output_index": index, "item": _opened(item)}
        yield from _item(item, {"item_id": item.get("id") or "", "output_index": index})
        yield "output_item.done", {"output_index": index, "item": item}
    yield status, {"response": body}


def _opened(item: Json) -> Json:
    """An item before anything of it was said."""
    empty: Json = {name: [] for name in ("content", "summary") if isinstance(item.get(name), list)}
    if name := _CALLS.get(item.get("type", ""), ("", ""))[0]:
        empty[name] = ""
    return item | empty | ({"status": "in_progress"} if item.get("status") else {})


def _item(item: Json, place: Json) -> Iterator[tuple[str, Json]]:
    for index, part in enumerate(_list(item.get("summary"))):
        yield from _summary(part, place | {"summary_index": index})
    for index, part in enumerate(_list(item.get("content"))):
        yield from _part(part, place | {"content_index": index})
    name, kind = _CALLS.get(item.get("type", ""), ("", ""))
    if isinstance(given := item.get(name), str):
        named = {"name": item.get("name")} if kind == "function_call_arguments" else {}
        yield from _told(kind, given, place, {name: given} | named)


def _summary(part: Json, place: Json) -> Iterator[tuple[str, Json]]:
    text = part.get("text") or ""
    yield "reasoning_summary_part.added", place | {"part": part | {"text": ""}}
    yield from _told("reasoning_summary_text", text, place, {"text": text})
    yield "reasoning_summary_part.done", place | {"part": part}


def _part(part: Json, place: Json) -> Iterator[tuple[str, Json]]:
    kind = part.get("type", "")
    name = _PARTS.get(kind, "")
    text, notes = part.get(name) or "", _list(part.get("annotations"))
    empty: Json = ({name: ""} if name else {}) | ({"annotations": []} if notes else {})
    yield "content_part.added", place | {"part": part | empty}
    if name:
        scores = {"logprobs": part.get("logprobs") or []} if kind == "output_text" else {}
        yield from _told(kind, text, place | scores, {name: text})
    for index, note in enumerate(notes):
        noted = place | {"annotation_index": index, "annotation": note}
        yield "output_text.annotation.added", noted
    yield "content_part.done", place | {"part": part}


def _told(kind: str, text: str, place: Json, whole: Json) -> Iterator[tuple[str, Json]]:
    if text:
        yield f"{kind}.delta", place | {"delta": text}
    yield f"{kind}.done", place | whole


def _list(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else []
