"""Server-sent events: read from any chunks of bytes, written as providers write them."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from proxy.writing import encoded

_MAX_EVENT = 8_000_000


class BrokenStream(Exception):
    """What the provider sends is not a stream of events."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `name` is empty where the provider gives none."""

    name: str
    data: str

    def json(self) -> dict[str, Any]:
        """Return its data as a JSON object; raises BrokenStream."""
        try:
            value = json.loads(self.data)
        except (ValueError, RecursionError):
            raise BrokenStream from None
        if not isinstance(value, dict):
            raise BrokenStream
        return value


class Reader:
    """Takes bytes as they come and gives the events that are whole."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("strict")
        self._line = ""
        self._name = ""
        self._data: list[str] = []

    def feed(self, chunk: bytes, *, final: bool = False) -> Iterator[Event]:
        """Yield the events that a chunk completes; raises BrokenStream, after those that are whole."""
        broken = False
        try:
            text = self._line + self._decode.decode(chunk, final)
        except UnicodeDecodeError as error:
            text, broken = self._line + error.object[: error.start].decode(), True
        if len(text) > _MAX_EVENT:
            raise BrokenStream
        lines = text.replace("\r\n", "\n").split("\n")
        self._line = lines.pop()
        if final and self._line:
            lines += [self._line, ""]
            self._line = ""
        elif final:
            lines.append("")
        for line in lines:
            if event := self._take(line.rstrip("\r")):
                yield event
        if broken:
            raise BrokenStream

    def _take(self, line: str) -> Event | None:
        if not line:
            if not self._data:
                self._name = ""
                return None
            event = Event(self._name, "\n".join(self._data))
            self._name, self._data = "", []
            return event
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            self._data.append(value)
        elif field == "event":
            self._name = value
        return None


def written(value: object, name: str = "") -> bytes:
    """Return one event."""
    # A name with a line end in it would be read as more fields of the event.
    head = f"event: {name}\n" if name and name.isprintable() else ""
    data = value.encode() if isinstance(value, str) else encoded(value)
    return b"%sdata: %s\n\n" % (head.encode(), data)


DONE = b"data: [DONE]\n\n"
WAITING = b": waiting\n\n"
