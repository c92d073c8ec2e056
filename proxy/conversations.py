"""Which conversation a request belongs to, and what is remembered of it.

A conversation is known by who speaks and by what was said so far: each turn of the person's continues
the chain of hashes of the turns before. A request that begins like an earlier one goes on with its
pseudonyms; another key, or another beginning, has its own. Restoring does not rest on this: only what
stands in the request itself is restored.
"""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

import regex

from assistant.body_wiring import Conversation, forget_texts
from assistant.i18n import _
from proxy.store.kept import Memory, Secret

if TYPE_CHECKING:
    from proxy.refusals import Refusal

_LOOKED_BACK = 48
_LIKELY = 3
_RESTING = 256
_APART = 60.0
"""Seconds between two times that all texts are forgotten because conversations ended."""
_CHARACTERS = (
    4_000_000  # of texts that resting conversations keep; each takes some bytes in several readings
)
_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str).encode
_MARKS = regex.compile(r'"cache_control": \{[^{}]*\}(?:, )?')


@dataclass(slots=True)
class Remembered:
    """A conversation with the name it is kept under; `linked` if it continues a stored response."""

    conversation: Conversation
    name: str
    linked: bool = False
    kept: tuple[int, int] | None = None
    """The state in which it was last kept under this name."""
    sealed: bytes = b""
    """What was kept then."""


@dataclass(frozen=True, slots=True)
class _Resting:
    """A conversation between two turns: since when, as it was kept, and how many characters it holds."""

    since: float
    sealed: bytes
    conversation: Conversation
    characters: int


class Conversations:
    """Finds the conversation of a request and keeps it, encrypted."""

    def __init__(self, memory: Memory, secret: Secret, seconds: float) -> None:
        self._memory, self._secret, self._seconds = memory, secret, seconds
        self._resting: OrderedDict[str, _Resting] = OrderedDict()
        self._characters = 0
        self._turn = Lock()
        self._due, self._forgot = False, -math.inf

    def of(self, key: str, body: Mapping[str, Any], label: str = "") -> Remembered:
        """Return the conversation that a request continues, or a new one; raises StoreError."""
        previous = body.get("previous_response_id")
        if isinstance(previous, str) and previous:
            return self._after(key, previous)
        turns = list(_chain(body))[::-1][:_LOOKED_BACK]
        newest = self._names(key, label, turns[:_LIKELY])
        # Nearly always the turn before is kept: what came before that is asked for where it is not.
        found = self._memory.first(newest) or self._first(key, label, turns[_LIKELY:])
        if found is None:
            return Remembered(Conversation(), newest[0])
        return Remembered(self._woken(*found) or self._read(*found), newest[0])

    def _first(self, key: str, label: str, turns: Sequence[str]) -> tuple[str, bytes] | None:
        return self._memory.first(self._names(key, label, turns)) if turns else None

    def _names(self, key: str, label: str, turns: Iterable[str]) -> list[str]:
        return [self._secret.name("chain", key, label, turn) for turn in turns]

    def keep(self, remembered: Remembered) -> None:
        """Remember a conversation as it is now; raises StoreError.

        Not waiting for the disk: after a power cut a client's history makes it anew.
        """
        name, state = remembered.name, remembered.conversation.state
        if state != remembered.kept:
            remembered.sealed = self._secret.sealed(name, remembered.conversation.written())
            self._memory.jot(name, remembered.sealed, self._seconds)
            remembered.kept = state

    def rest(self, remembered: Remembered) -> None:
        """Hold a conversation that was kept, and that nobody works with any more, for its next turn.

        To read it anew takes longer the longer it is. It is taken by one request, and only while the
        store holds what was kept of it: after another replica's turn, or its end, it is read or new.
        """
        if remembered.kept != remembered.conversation.state:
            return
        now, characters = time.monotonic(), remembered.conversation.characters
        resting = _Resting(now, remembered.sealed, remembered.conversation, characters)
        with self._turn:
            self._wake(remembered.name)
            self._resting[remembered.name] = resting
            self._characters += characters
            while len(self._resting) > _RESTING or self._characters > _CHARACTERS:
                self._wake(next(iter(self._resting)))
        self._end(now)

    def _end(self, now: float) -> None:
        """Let go of what has rested longer than the store keeps anything, and of what was read with it."""
        with self._turn:
            while (oldest := next(iter(self._resting.items()), None)) is not None:
                if oldest[1].since >= now - self._seconds:
                    break
                self._wake(oldest[0])
                self._due = True
        # Those that go on are read anew after it: not for each that ends.
        if self._due and now - self._forgot >= _APART:
            self._due, self._forgot = False, now
            forget_texts()

    def link(self, key: str, response: str, remembered: Remembered) -> None:
        """Remember a conversation under the response that may be continued; raises StoreError."""
        name = self._secret.name("response", key, response)
        written = remembered.conversation.written()
        self._memory.put(name, self._secret.sealed(name, written), self._seconds)

    def linked(self, key: str, response: str) -> Remembered | None:
        """Return the conversation of a stored response, if it is this key's; raises StoreError."""
        name = self._secret.name("response", key, response)
        found = self._memory.first([name])
        if found is None:
            return None
        return Remembered(self._read(*found), name, linked=True)

    def _woken(self, name: str, sealed: bytes) -> Conversation | None:
        self._end(time.monotonic())
        with self._turn:
            found = self._wake(name)
        return found.conversation if found and found.sealed == sealed else None

    def _wake(self, name: str) -> _Resting | None:
        found = self._resting.pop(name, None)
        self._characters -= found.characters if found else 0
        return found

    def _read(self, name: str, sealed: bytes) -> Conversation:
        return Conversation.read(self._secret.opened(name, sealed))

    def _after(self, key: str, response: str) -> Remembered:
        if (found := self.linked(key, response)) is None:
            raise self._not_kept()
        return found

    def _not_kept(self) -> Refusal:
        """Why nothing is known of a response; which of the reasons it is, the proxy cannot tell."""
        from proxy.refusals import Refusal

        told = _(
            "The proxy knows nothing of the response in previous_response_id: it was not asked for with this key,"
            " it is older than {hours} hours, or the provider keeps none. Send the whole input instead."
            " Nothing was sent."
        ).format(hours=f"{self._seconds / 3600:g}")
        return Refusal(404, "unknown_response", told)


def _chain(body: Mapping[str, Any]) -> Iterator[str]:
    """Yield the hash of the conversation after its start and after each turn that is not the model's."""
    state = hashlib.sha256(_text([body.get("system"), body.get("instructions")]))
    yield state.hexdigest()
    turns = body.get("messages", body.get("input", body.get("prompt")))
    for turn in turns if isinstance(turns, list) else [turns]:
        if isinstance(turn, dict) and turn.get("role") == "assistant":
            continue
        state.update(_text(_plain(turn)))
        yield state.hexdigest()


def _plain(turn: Any) -> Any:  # noqa: ANN401
    """A turn with one text as that text: clients write their last turn in parts, and earlier ones plainly."""
    content = turn.get("content") if isinstance(turn, dict) else None
    if not isinstance(content, list) or len(content) != 1 or not isinstance(content[0], dict):
        return turn
    part = {k: v for k, v in content[0].items() if k != "cache_control"}
    if part.keys() != {"type", "text"} or part["type"] not in ("text", "input_text"):
        return turn
    return {**turn, "content": part["text"]}


def _text(value: Any) -> bytes:  # noqa: ANN401
    """A turn without the marks that move from turn to turn."""
    text = _written(value)
    if "cache_control" in text:
        text = _MARKS.sub("", text)
    return text.encode("utf-8", "surrogatepass")
