"""Replies of chat completions and of plain completions, restored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from assistant.body_wiring import Reply
from proxy.wire import sse
from proxy.wire.channels import Channels, Key

_AS_IS = frozenset({"role", "type", "index", "finish_reason"})


def answers_of(asked: Mapping[str, Any]) -> int:
    """Return how many answers a request asks for; a list of prompts has each its own."""
    number, prompts = asked.get("n"), asked.get("prompt")
    wanted = number if isinstance(number, int) and number > 0 else 1
    return wanted * len(prompts) if isinstance(prompts, list) and prompts else wanted


class ChatStream:
    """Restores a stream of chat completion chunks, or of completions."""

    def __init__(self, reply: Reply, wanted: int) -> None:
        """`wanted` is how many answers were asked for: some services tell one after the other."""
        self._reply, self._channels, self._wanted = reply, Channels(reply), wanted
        self._envelope: dict[str, Any] = {}
        self._begun: set[Any] = set()
        self._ended: set[Any] = set()
        self.usage: dict[str, Any] = {}
        self.finished = self.over = False

    def event(self, event: sse.Event) -> Iterator[dict[str, Any]]:
        """Yield the chunks to pass on for one that came; raises BrokenStream."""
        if event.data == "[DONE]":
            self.finished = self.over = True
            return
        chunk = event.json()
        if chunk.get("error"):  # some send it with an empty choice
            self.finished = self.over = True
            yield from self.end()  # clients stop reading at the error
            yield {"error": self._reply.value(chunk["error"])}
            return
        self.usage = chunk.get("usage") or self.usage
        choices = chunk.get("choices")
        if not isinstance(choices, list):
            yield self._reply.value(chunk)
            return
        self._envelope = {k: v for k, v in chunk.items() if k not in ("choices", "usage")}
        told = [self._choice(choice) for choice in choices if isinstance(choice, dict)]
        # Many services on one's own machine end with a reason and without `[DONE]`.
        all_ended = len(self._ended) >= self._wanted and self._begun <= self._ended
        self.finished = self.finished or all_ended
        kept = [choice for choice in told if choice is not None]
        if kept or not choices:
            rest = {k: self._reply.value(v, k) for k, v in chunk.items() if k != "choices"}
            yield rest | {"choices": kept}

    def end(self) -> Iterator[dict[str, Any]]:
        """Yield what was still held back when the stream ended."""
        choices: dict[object, dict[str, Any]] = {}
        for key, text in self._channels.close():
            index = key[0]
            choice = choices.setdefault(index, {"index": index, "finish_reason": None})
            _put(choice, key, text)
        if choices:
            yield self._envelope | {"choices": list(choices.values())}

    def _choice(self, choice: dict[str, Any]) -> dict[str, Any] | None:
        index = choice.get("index", 0)
        self._begun.add(index)
        if choice.get("finish_reason"):
            self._ended.add(index)
        if isinstance(choice.get("message"), dict) and "delta" not in choice:
            choice = {**choice, "delta": choice["message"]}
        own = ("delta", "text", "message")
        told = {
            k: v if k == "logprobs" else self._reply.value(v, k)
            for k, v in choice.items()
            if k not in own
        }
        if isinstance(choice.get("delta"), dict):
            told["delta"] = self._delta(choice["delta"], (index, "delta"))
        if isinstance(choice.get("text"), str):
            told["text"] = self._channels.feed((index, "text"), choice["text"])
        if choice.get("finish_reason"):
            for key, text in self._channels.close(index):
                _put(told, key, text)
        return told if _says_something(told, choice) else None

    def _delta(self, node: Any, path: Key, key: str = "") -> Any:  # noqa: ANN401
        if isinstance(node, str):
            return self._text(node, path, key)
        if isinstance(node, dict):
            told = {k: self._delta(v, (*path, k), k) for k, v in node.items()}
            return {k: v for k, v in told.items() if v != "" or node[k] == "" or k in _AS_IS}
        if isinstance(node, list):
            return [self._delta(item, (*path, _index(item, n)), key) for n, item in enumerate(node)]
        return node

    def _text(self, text: str, path: Key, key: str) -> str:
        if key in _AS_IS:
            return text
        if key == "id":
            self._reply.heard(text)
            return text
        if key == "name":
            return self._reply.whole(text)
        return self._channels.feed(path, text, as_json=key == "arguments") if text else ""


def _put(choice: dict[str, Any], key: Key, text: str) -> None:
    """Add text at a place such as (0, "delta", "tool_calls", 1, "function", "arguments")."""
    node: Any = choice
    for step, following in pairwise(key[1:]):
        if isinstance(step, str):
            node[step] = node.get(step) or ([] if isinstance(following, int) else {})
            node = node[step]
            is_call = step == "tool_calls"  # its type came before, and clients would add it twice
        else:
            items = (item for item in node if isinstance(item, dict))
            found = next((item for item in items if item.get("index") == step), None)
            if found is None:
                node.append(found := {"index": step} | ({} if is_call else {"type": following}))
            node = found
    if isinstance(node, list):
        node.append(text)
    else:
        node[key[-1]] = (node.get(key[-1]) or "") + text


def _index(item: Any, place: int) -> int:  # noqa: ANN401
    """By which number the pieces of an item of a list belong together."""
    given = item.get("index") if isinstance(item, dict) else None
    return given if isinstance(given, int) else place


def _says_something(told: dict[str, Any], came: dict[str, Any]) -> bool:
    if told.get("finish_reason") or told.get("logprobs"):
        return True
    if "delta" in told:
        return bool(_bare(told["delta"])) or not _bare(came["delta"])
    return bool(told.get("text")) or not came.get("text")


def _bare(node: Any) -> Any:  # noqa: ANN401
    """A delta without what says nothing: empty lists of calls and lone indices."""
    if isinstance(node, dict):
        kept = {k: _bare(v) for k, v in node.items() if k != "index"}
        return {k: v for k, v in kept.items() if v not in ({}, [])}
    if isinstance(node, list):
        return [kept for item in node if (kept := _bare(item)) not in ({}, [])]
    return node


def whole(reply: Reply, body: dict[str, Any]) -> dict[str, Any]:
    """Restore a reply that came whole."""
    told: dict[str, Any] = reply.value(body)
    for choice, came in zip(told.get("choices") or [], body.get("choices") or [], strict=True):
        if "logprobs" in came:
            choice["logprobs"] = came["logprobs"]  # tokens: pieces of placeholders, as they came
    return told
