"""The values of the knowledge base: frozen; the person's text never shows in a repr."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.types import Language, Span

HEADING_SEPARATOR = " › "


class Rule(StrEnum):
    """How far a folder's text may go; the guard's policy obeys it."""

    ANY = "any"
    COMPANY = "company"
    LOCAL = "local"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside a document; `level` counts from 1."""

    start: int
    level: int
    title: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to another note, by name; `anchor` is a heading or a ^block of it."""

    span: Span
    target: str = field(repr=False)
    anchor: str = field(default="", repr=False)
    embed: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph that carries a name of its own (`^name`)."""

    span: Span
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a document says about itself; `body` is where its text begins after front matter."""

    title: str = field(default="", repr=False)
    body: int = 0
    headings: tuple[Heading, ...] = ()
    pages: tuple[int, ...] = ()
    tags: tuple[str, ...] = field(default=(), repr=False)
    aliases: tuple[str, ...] = field(default=(), repr=False)
    links: tuple[Link, ...] = ()
    blocks: tuple[Block, ...] = ()
    date: str = ""
    properties: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read: offsets count code points of `text`."""

    text: str = field(repr=False)
    outline: Outline = Outline()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage of a document: its place, its headings, its page (from 1; 0 has no pages)."""

    span: Span
    heading: str = field(default="", repr=False)
    page: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with all that a citation needs; `score` in [0, 1]."""

    id: str
    document: str = field(repr=False)
    span: Span
    score: float
    text: str = field(repr=False)
    heading: str = field(default="", repr=False)
    page: int = 0
    rule: Rule = Rule.ANY
    language: Language | None = None
    number: int = field(default=0, repr=False)
    """Which passage of its base it is; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in points (1/72 inch) from its lower left corner, as PDF counts."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be taken in, and why, in words."""

    document: str = field(repr=False)
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one pass over the folders did; counts are files."""

    added: int = 0
    changed: int = 0
    renamed: int = 0
    deleted: int = 0
    unchanged: int = 0
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """A folder or file that was added, as it was named then, and how far its text may go."""

    name: str = field(repr=False)
    rule: Rule


@dataclass(frozen=True, slots=True)
class State:
    """The whole base in numbers; `pending` passages have no vector yet."""

    files: int
    passages: int
    pending: int
    refused: tuple[Refused, ...]
    bytes_on_disk: int
    embedding: bool
    encrypted: bool
    folders: tuple[Added, ...] = ()
