"""What the store gives and takes: frozen records; texts of the person's are `Private`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assistant.types import Destination, Kind, Message, Private, Role, Task


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation in a list; times are seconds since the epoch."""

    key: str
    title: Private[str]
    created: float
    updated: float
    turns: int
    tags: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer, as kept; `sent` is what left, `received` what came back.

    `verdicts` are the fields of the source checks; spans count code points of the answer.
    """

    number: int
    at: float
    task: Task
    question: Private[str]
    answer: Private[str]
    received: Private[str]
    sent: tuple[tuple[str, str], ...]
    documents: tuple[Private[str], ...]
    verdicts: tuple[Mapping[str, Any], ...]
    warnings: tuple[str, ...]
    model: str
    destination: Destination
    prompt_tokens: int
    completion_tokens: int
    seconds: float
    complete: bool

    def messages(self) -> tuple[Message, Message]:
        """Return the turn as what a follow-up builds on; it passes the guard again."""
        return Message(Role.USER, self.question), Message(Role.ASSISTANT, self.answer)


@dataclass(frozen=True, slots=True)
class Found:
    """A turn that a search found; `marks` are the half-open spans of the words in `extract`."""

    conversation: str
    title: Private[str]
    turn: int
    at: float
    extract: Private[str]
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft as it was last kept."""

    key: str
    text: Private[str]
    updated: float


class Always(StrEnum):
    """What a lasting decision does with its term."""

    HIDE = "hide"
    SHOW = "show"


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A lasting decision about a term, in whatever case; `number` is 0 until it is kept."""

    number: int
    term: Private[str]
    always: Always
    kind: Kind = Kind.COMPANY_TERM
    made: float = 0.0


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done: counts, never a text. `checked` counts sentences, see `verdicts.by_outcome`."""

    at: float
    what: str
    model: str = ""
    destination: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None
    seconds: float = 0.0
    complete: bool = True
    hidden: Mapping[str, int] = field(default_factory=dict)
    corrected: int = 0
    checked: Mapping[str, int] = field(default_factory=dict)
