"""The texts that stream side by side in one reply, each with a restorer of its own."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from assistant.body_wiring import Reply
from assistant.protocols import Restorer

Key = tuple[Hashable, ...]


class Channels:
    """Feeds pieces of several texts, each known by a key, and closes them."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self._open: dict[Key, Restorer] = {}

    def feed(self, key: Key, piece: str, *, as_json: bool = False) -> str:
        """Return what can be shown of the text so far."""
        if key not in self._open:
            self._open[key] = self._reply.json() if as_json else self._reply.text()
        return self._open[key].feed(piece)

    def close(self, *start: Hashable) -> Iterator[tuple[Key, str]]:
        """End the texts whose key begins so; yield what was held back of each."""
        for key in [k for k in self._open if k[: len(start)] == start]:
            if rest := self._open.pop(key).close():
                yield key, rest
