"""A request of OpenAI's responses as one of chat completions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.i18n import _
from proxy.refusals import Refusal, malformed

_SAME = ("model", "temperature", "top_p", "stream", "parallel_tool_calls", "user", "metadata")
_PARTS = {"input_text": "text", "output_text": "text", "text": "text"}


def refuse_state(body: Mapping[str, Any]) -> None:
    """Raise Refusal for a request that rests on a response which only its provider could have kept."""
    if body.get("previous_response_id") or body.get("conversation") or body.get("background"):
        raise Refusal(
            400,
            "no_state",
            _(
                "This upstream keeps no responses: send the whole input each time (store: false). "
                "Nothing was sent."
            ),
        )


def to_chat(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the request of chat completions that asks the same; raises Refusal."""
    refuse_state(body)
    chat: dict[str, Any] = {key: body[key] for key in _SAME if body.get(key) is not None}
    if body.get("max_output_tokens"):
        chat["max_tokens"] = body["max_output_tokens"]
    if body.get("stream"):
        chat["stream_options"] = {"include_usage": True}
    if body.get("tools"):
        chat["tools"] = [_tool(tool) for tool in body["tools"]]
    if choice := body.get("tool_choice"):
        named = isinstance(choice, dict)
        chat["tool_choice"] = (
            {"type": "function", "function": {"name": choice.get("name", "")}} if named else choice
        )
    if effort := (body.get("reasoning") or {}).get("effort"):
        chat["reasoning_effort"] = effort
    form = (body.get("text") or {}).get("format") or {}
    if form.get("type") == "json_schema":
        schema = {
            key: form[key] for key in ("name", "schema", "strict", "description") if key in form
        }
        chat["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif form.get("type") == "json_object":
        chat["response_format"] = form
    first = (
        [{"role": "system", "content": body["instructions"]}] if body.get("instructions") else []
    )
    chat["messages"] = [*first, *_merged(_messages(body.get("input", "")))]
    return chat


def _messages(given: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    if isinstance(given, str):
        yield {"role": "user", "content": given}
        return
    if not isinstance(given, list):
        raise malformed(_("input is neither text nor a list"))
    for item in given:
        if not isinstance(item, dict):
            raise malformed(_("an item of the input is not an object"))
        yield from _item(item)


def _item(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    kind = item.get("type", "message")
    if kind == "message":
        yield {"role": item.get("role", "user"), "content": _content(item.get("content"))}
    elif kind == "function_call":
        function = {"name": item.get("name", ""), "arguments": item.get("arguments", "")}
        call = {"id": item.get("call_id", ""), "type": "function", "function": function}
        yield {"role": "assistant", "content": None, "tool_calls": [call]}
    elif kind == "function_call_output":
        output = item.get("output", "")
        text = output if isinstance(output, str) else json.dumps(output, ensure_ascii=False)
        yield {"role": "tool", "tool_call_id": item.get("call_id", ""), "content": text}
    elif kind != "reasoning":
        raise malformed(_("an item of this kind cannot be served by this upstream"))


def _merged(messages: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put the calls of one turn into one message, as chat completions want them."""
    merged: list[dict[str, Any]] = []
    for message in messages:
        last = merged[-1] if merged else {}
        if message.get("tool_calls") and last.get("role") == "assistant":
            last.setdefault("tool_calls", []).extend(message["tool_calls"])
        else:
            merged.append(message)
    return merged


def _content(content: Any) -> Any:  # noqa: ANN401
    if isinstance(content, str) or content is None:
        return content
    parts: list[dict[str, Any]] = []
    for part in content:
        kind = part.get("type") if isinstance(part, dict) else None
        if kind in _PARTS:
            parts.append({"type": "text", "text": part.get("text", "")})
        elif kind == "input_image":
            parts.append({"type": "image_url", "image_url": {"url": part.get("image_url", "")}})
        else:
            raise malformed(_("a part of this kind cannot be served by this upstream"))
    if all(part["type"] == "text" for part in parts):
        return "\n".join(part["text"] for part in parts)
    return parts


def _tool(tool: Any) -> dict[str, Any]:  # noqa: ANN401
    if not isinstance(tool, dict) or tool.get("type") != "function":
        raise malformed(_("a tool of this kind cannot be served by this upstream"))
    kept = {
        key: tool[key]
        for key in ("name", "description", "parameters", "strict")
        if tool.get(key) is not None
    }
    return {"type": "function", "function": kept}
