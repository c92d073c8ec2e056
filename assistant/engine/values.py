"""What the engine tells screens of prompts, notes and safety copies; texts of the person's are `Private`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.types import Private, Span


@dataclass(frozen=True, slots=True)
class PromptCard:
    """One prompt of the library in a list; `problem` says why it cannot be used."""

    name: str
    title: str
    description: str
    tags: tuple[str, ...]
    locale: str
    status: str
    problem: str


@dataclass(frozen=True, slots=True)
class PromptField:
    """One input of a prompt; `widget` is one of those of the form."""

    name: str
    label: str
    help: str
    type: str
    widget: str
    required: bool
    choices: tuple[Any, ...]
    default: Any
    sensitive: bool


@dataclass(frozen=True, slots=True)
class NoteHit:
    """A passage of one's notes that a search found; `page` counts from 1, 0 where there are none.

    `excerpt` is the part of `text` that bears on the question, a line long.
    """

    id: str
    document: Private[str]
    span: Span
    text: Private[str]
    excerpt: Private[str]
    heading: Private[str]
    page: int
    rule: str


@dataclass(frozen=True, slots=True)
class NotesFound:
    """What a search found, best first; `doubtful`: nothing of it seems to answer."""

    hits: tuple[NoteHit, ...]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class NotesState:
    """The knowledge base in numbers, and the folders it was given."""

    files: int
    passages: int
    pending: int
    refused: tuple[tuple[Private[str], str], ...]
    folders: tuple[Private[str], ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A safety copy: `at` in seconds since the epoch, `size` in bytes."""

    number: int
    at: float
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Copies:
    """A place of safety copies; empty when none was chosen. `opens`: without a passphrase.

    `damaged` are the numbers of copies that cannot be read.
    """

    folder: str
    exists: bool
    opens: bool
    found: tuple[Copy, ...] = ()
    damaged: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or mail that was to be read and cannot be, and why."""

    name: Private[str]
    title: str
    detail: str
