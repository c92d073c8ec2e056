"""Replies of Anthropic's messages, restored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.body_wiring import Reply
from proxy.wire import sse
from proxy.wire.channels import Channels

_TEXTS = {"text_delta": "text", "thinking_delta": "thinking", "input_json_delta": "partial_json"}
_KINDS = {text: kind for kind, text in _TEXTS.items()}


class MessageStream:
    """Restores the events of one streamed message."""

    def __init__(self, reply: Reply) -> None:
        self._reply, self._channels = reply, Channels(reply)
        self._thought: dict[int, list[str]] = {}
        self._shown: dict[int, list[str]] = {}
        self.usage: dict[str, Any] = {}
        self.finished = False

    def event(self, event: sse.Event) -> Iterator[dict[str, Any]]:
        """Yield the events to pass on for one that came; raises BrokenStream."""
        data = event.json()
        kind = data.get("type", event.name)
        usage = data.get("usage") or (data.get("message") or {}).get("usage")
        if isinstance(usage, dict):
            self.usage |= usage
        if kind == "content_block_delta" and isinstance(data.get("delta"), dict):
            yield from self._delta(data, int(data.get("index", 0)))
            return
        if kind == "content_block_stop":
            yield from self._flushed(int(data.get("index", 0)))
        if kind == "message_stop":
            yield from self.end()
        if kind in ("message_stop", "error"):
            self.finished = True
        yield self._reply.value(data)

    @property
    def over(self) -> bool:
        """Whether nothing of the answer comes any more."""
        return self.finished

    def end(self) -> Iterator[dict[str, Any]]:
        """Yield what was still held back when the stream ended."""
        for (index, field), text in self._channels.close():
            yield _delta(int(str(index)), str(field), text)

    def _delta(self, data: dict[str, Any], index: int) -> Iterator[dict[str, Any]]:
        delta = data["delta"]
        kind = delta.get("type")
        if kind == "signature_delta":
            yield from self._flushed(index)
            self._signed(index, str(delta.get("signature", "")))
            yield data
            return
        field = _TEXTS.get(kind)
        if field is None or not isinstance(delta.get(field), str):
            yield self._reply.value(data)
            return
        piece = delta[field]
        if kind == "thinking_delta":
            self._thought.setdefault(index, []).append(piece)
        text = self._channels.feed((index, field), piece, as_json=field == "partial_json")
        if kind == "thinking_delta":
            self._shown.setdefault(index, []).append(text)
        if text or not piece:
            yield data | {"delta": delta | {field: text}}

    def _flushed(self, index: int) -> Iterator[dict[str, Any]]:
        for (_, field), text in self._channels.close(index):
            if field == "thinking":
                self._shown.setdefault(index, []).append(text)
            yield _delta(index, str(field), text)

    def _signed(self, index: int, signature: str) -> None:
        """A signature vouches for the reasoning as it was made: that is what must go back."""
        self._reply.heard(signature)
        if index in self._thought:
            self._reply.heard("".join(self._thought[index]), "".join(self._shown.get(index, [])))


def _delta(index: int, field: str, text: str) -> dict[str, Any]:
    delta = {"type": _KINDS[field], field: text}
    return {"type": "content_block_delta", "index": index, "delta": delta}


def whole(reply: Reply, body: dict[str, Any]) -> dict[str, Any]:
    """Restore a message that came whole."""
    told: dict[str, Any] = reply.value(body)
    for block, came in zip(told.get("content") or [], body.get("content") or [], strict=True):
        kind = came.get("type") if isinstance(came, dict) else ""
        if kind == "thinking":
            reply.heard(came.get("thinking", ""), block.get("thinking", ""))
        if kind == "redacted_thinking":
            reply.heard(came.get("data", ""))
            block["data"] = came.get("data", "")
    return told
