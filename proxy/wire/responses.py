"""Replies of OpenAI's responses, restored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.body_wiring import Reply
from proxy.wire import sse
from proxy.wire.channels import Channels, Key

_PLACE = ("item_id", "output_index", "content_index", "summary_index")
_ENDS = ("response.completed", "response.incomplete", "response.failed")


class ResponseStream:
    """Restores the events of one streamed response; they are numbered anew."""

    def __init__(self, reply: Reply) -> None:
        self._reply, self._channels = reply, Channels(reply)
        self._made: dict[Key, dict[str, Any]] = {}
        self._count = 0
        self.usage: dict[str, Any] = {}
        self.finished = False
        self.identifier = ""

    def event(self, event: sse.Event) -> Iterator[dict[str, Any]]:
        """Yield the events to pass on for one that came; raises BrokenStream."""
        if event.data == "[DONE]":
            return
        data = event.json()
        kind = str(data.get("type", event.name))
        response = data.get("response")
        if isinstance(response, dict):
            self.usage = response.get("usage") or self.usage
            self.identifier = str(response.get("id") or self.identifier)
        if kind.endswith(".delta") and isinstance(data.get("delta"), str):
            yield from self._delta(kind, data)
            return
        if kind.endswith(".done"):
            yield from self._flushed(kind.removesuffix(".done"), data)
        if kind in _ENDS:
            yield from self.end()
        if kind in _ENDS or kind == "error":
            self.finished = True
        yield self._numbered(self._reply.value(data))

    @property
    def over(self) -> bool:
        """Whether nothing of the answer comes any more."""
        return self.finished

    def end(self) -> Iterator[dict[str, Any]]:
        """Yield what was still held back when the stream ended."""
        for key, text in self._channels.close():
            yield self._numbered(self._made[key] | {"delta": text})

    def _delta(self, kind: str, data: dict[str, Any]) -> Iterator[dict[str, Any]]:
        key = (kind.removesuffix(".delta"), *(data.get(name) for name in _PLACE))
        self._made[key] = {k: v for k, v in data.items() if k not in ("logprobs", "obfuscation")}
        text = self._channels.feed(key, data["delta"], as_json="arguments" in kind)
        if text or not data["delta"]:
            yield self._numbered(self._made[key] | {"delta": text})

    def _flushed(self, start: str, data: dict[str, Any]) -> Iterator[dict[str, Any]]:
        place = [data.get(name) for name in _PLACE]
        for key, text in self._channels.close(start, *place):
            yield self._numbered(self._made[key] | {"delta": text})

    def _numbered(self, data: dict[str, Any]) -> dict[str, Any]:
        if "sequence_number" in data:
            data = data | {"sequence_number": self._count}
        self._count += 1
        return data


def whole(reply: Reply, body: dict[str, Any]) -> dict[str, Any]:
    """Restore a response that came whole."""
    told: dict[str, Any] = reply.value(body)
    return told
