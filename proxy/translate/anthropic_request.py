"""A request of Anthropic's messages as one of chat completions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.i18n import _
from proxy.refusals import malformed

_SAME = ("model", "temperature", "top_p", "stream")


def to_chat(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the request of chat completions that asks the same; raises Refusal."""
    if not isinstance(body.get("messages"), list):
        raise malformed(_("messages is not a list"))
    chat: dict[str, Any] = {key: body[key] for key in _SAME if key in body}
    if "max_tokens" in body:
        chat["max_tokens"] = body["max_tokens"]
    if body.get("stop_sequences"):
        chat["stop"] = body["stop_sequences"]
    if body.get("stream"):
        chat["stream_options"] = {"include_usage": True}
    if body.get("tools"):
        chat["tools"] = [_tool(tool) for tool in body["tools"]]
    if choice := body.get("tool_choice"):
        chat |= _choice(choice)
    if schema := ((body.get("output_config") or {}).get("format") or {}).get("schema"):
        chat["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "answer", "schema": schema},
        }
    if user := (body.get("metadata") or {}).get("user_id"):
        chat["user"] = user
    chat["messages"] = [*_system(body.get("system")), *_messages(body["messages"])]
    return chat


def _system(system: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    if system:
        yield {"role": "system", "content": _text(system)}


def _messages(messages: list[Any]) -> Iterator[dict[str, Any]]:
    for message in messages:
        if not isinstance(message, dict):
            raise malformed(_("a message is not an object"))
        content = message.get("content")
        blocks = [{"type": "text", "text": content}] if isinstance(content, str) else content
        if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
            raise malformed(_("the content of a message is neither text nor blocks"))
        if message.get("role") == "assistant":
            yield _assistant(blocks)
        else:
            yield from _user(blocks, str(message.get("role", "user")))


def _assistant(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    text = "".join(str(block.get("text", "")) for block in blocks if block.get("type") == "text")
    calls = [
        {
            "id": block.get("id", ""),
            "type": "function",
            "function": {
                "name": block.get("name", ""),
                "arguments": json.dumps(block.get("input", {}), ensure_ascii=False),
            },
        }
        for block in blocks
        if block.get("type") == "tool_use"
    ]
    told: dict[str, Any] = {"role": "assistant", "content": text or None}
    return told | {"tool_calls": calls} if calls else told


def _user(blocks: list[dict[str, Any]], role: str) -> Iterator[dict[str, Any]]:
    parts: list[dict[str, Any]] = []
    for block in blocks:
        if block.get("type") == "tool_result":
            text = _text(block.get("content", ""))
            yield {"role": "tool", "tool_call_id": block.get("tool_use_id", ""), "content": text}
        elif block.get("type") == "image":
            parts.append({"type": "image_url", "image_url": {"url": _image(block)}})
        else:
            parts.append({"type": "text", "text": _text([block])})
    if parts and all(part["type"] == "text" for part in parts):
        yield {"role": role, "content": "\n".join(part["text"] for part in parts)}
    elif parts:
        yield {"role": role, "content": parts}


def _image(block: dict[str, Any]) -> str:
    source = block.get("source") or {}
    if source.get("type") == "url":
        return str(source.get("url"))
    return f"data:{source.get('media_type')};base64,{source.get('data')}"


def _text(content: Any) -> str:  # noqa: ANN401
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        raise malformed(_("a text is neither text nor blocks"))
    return "\n".join(_block_text(block) for block in content)


def _block_text(block: Any) -> str:  # noqa: ANN401
    if isinstance(block, dict) and isinstance(block.get("text"), str):
        return str(block["text"])
    if isinstance(block, dict) and block.get("type") in ("thinking", "redacted_thinking"):
        return ""
    return json.dumps(block, ensure_ascii=False)


def _tool(tool: Any) -> dict[str, Any]:  # noqa: ANN401
    if not isinstance(tool, dict) or "input_schema" not in tool:
        raise malformed(_("a tool of this kind cannot be served by this upstream"))
    function = {"name": tool.get("name", ""), "parameters": tool["input_schema"]}
    if tool.get("description"):
        function["description"] = tool["description"]
    return {"type": "function", "function": function}


def _choice(choice: dict[str, Any]) -> dict[str, Any]:
    kind = choice.get("type")
    told: dict[str, Any] = {}
    if kind == "tool":
        told["tool_choice"] = {"type": "function", "function": {"name": choice.get("name", "")}}
    elif kind in ("auto", "none", "any"):
        told["tool_choice"] = "required" if kind == "any" else kind
    if choice.get("disable_parallel_tool_use"):
        told["parallel_tool_calls"] = False
    return told
