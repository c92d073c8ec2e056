"""Replies of LiteLLM's proxy, restored in the form in which that server carries them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from proxy.guardrail import UnderWay
from proxy.wire.sse import Event, Reader, written

_BESIDE = ("_hidden_params", "_response_headers")


def whole(request: UnderWay, response: Any) -> tuple[Any, str]:  # noqa: ANN401
    """Return a reply restored, and its number: a mapping, or an object of LiteLLM's like the one that came."""
    body = response if isinstance(response, dict) else response.model_dump(mode="json")
    told = request.endpoint.wire.whole(request.reply, body)
    like = told if isinstance(response, dict) else _again(response, told)
    return like, str(body.get("id", ""))


class Pieces:
    """Restores pieces that are bytes of events (Anthropic's) or objects (OpenAI's), and gives the same back."""

    def __init__(self, request: UnderWay) -> None:
        self._restoring = request.endpoint.wire.stream(request.reply, {})
        self._reader = Reader()
        self._last: dict[str, Any] = {}
        self._in_bytes = False

    @property
    def identifier(self) -> str:
        """The number of a stored response."""
        return str(getattr(self._restoring, "identifier", ""))

    def of(self, piece: Any) -> Iterator[Any]:  # noqa: ANN401
        """Yield what one piece becomes."""
        if isinstance(piece, str | bytes):
            self._in_bytes = True
            data = piece.encode() if isinstance(piece, str) else piece
            for event in self._reader.feed(data):
                yield from map(self._formed, self._restoring.event(event))
            return
        body = (
            piece if isinstance(piece, dict) else piece.model_dump(mode="json", exclude_none=True)
        )
        self._last[str(body.get("type", ""))] = piece
        event = Event("", json.dumps(body, ensure_ascii=False))
        yield from map(self._formed, self._restoring.event(event))

    def end(self) -> Iterator[Any]:
        """Yield what was held back."""
        yield from map(self._formed, self._restoring.end())

    def _formed(self, told: dict[str, Any]) -> Any:  # noqa: ANN401
        kind = str(told.get("type", ""))
        if self._in_bytes:
            return written(told, kind)
        like = self._last.get(kind)
        return told if like is None or isinstance(like, dict) else _again(like, told)


def _again(like: Any, told: dict[str, Any]) -> Any:  # noqa: ANN401
    """An object of LiteLLM's with other content, and what that server notes beside it."""
    made = type(like)(**told)
    for name in _BESIDE:
        if hasattr(like, name):
            setattr(made, name, getattr(like, name))
    return made
