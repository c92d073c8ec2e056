"""From the pieces of a rendered template to messages, as dotprompt's reference puts them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.types import Private
from prompts.format.marks import HistoryMark, MediaMark, RoleMark, SectionMark
from prompts.template.pieces import Piece


@dataclass(frozen=True, slots=True)
class TextPart:
    """Text of a message."""

    text: Private[str]


@dataclass(frozen=True, slots=True)
class MediaPart:
    """An image or another medium of a message."""

    url: Private[str]
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class PendingPart:
    """A place of a message that the application fills."""

    purpose: str


Part = TextPart | MediaPart | PendingPart


@dataclass(frozen=True, slots=True)
class PromptMessage:
    """One message: who speaks, and what."""

    role: str
    parts: tuple[Part, ...]
    metadata: Mapping[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """Return its text alone."""
        return "".join(p.text.reveal() for p in self.parts if isinstance(p, TextPart))

    def fields(self) -> dict[str, Any]:
        """Return the message as dotprompt writes it."""
        result: dict[str, Any] = {"role": self.role, "content": [_fields(p) for p in self.parts]}
        return result | ({"metadata": dict(self.metadata)} if self.metadata else {})


def to_messages(
    pieces: Iterable[Piece], history: Sequence[PromptMessage] = ()
) -> tuple[PromptMessage, ...]:
    """Return the messages; earlier turns stand at `{{history}}`, else before the last question."""
    messages: list[PromptMessage] = []
    role, parts, placed = "user", list[Part](), False
    for piece in _joined(pieces):
        if isinstance(piece, RoleMark):
            messages += _message(role, parts)
            role, parts = piece.role, []
        elif isinstance(piece, HistoryMark):
            messages += _message(role, parts)
            messages += [_past(message) for message in history]
            role, parts, placed = "model", [], True
        elif (part := _part(piece)) is not None:
            parts.append(part)
    messages += _message(role, parts)
    return tuple(messages if placed else _with_history(messages, history))


def _joined(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Neighbouring texts as one, so that blank text is judged between marks."""
    texts: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        yield "".join(texts)
        texts = []
        yield piece
    yield "".join(texts)


def _part(piece: Piece) -> Part | None:
    if isinstance(piece, MediaMark):
        return MediaPart(Private(piece.url), piece.content_type)
    if isinstance(piece, SectionMark):
        return PendingPart(piece.purpose)
    return TextPart(Private(piece)) if isinstance(piece, str) and piece.strip() else None


def _message(role: str, parts: list[Part]) -> list[PromptMessage]:
    return [PromptMessage(role, tuple(parts))] if parts else []


def _past(message: PromptMessage) -> PromptMessage:
    return replace(message, metadata={**message.metadata, "purpose": "history"})


def _with_history(
    messages: list[PromptMessage], history: Sequence[PromptMessage]
) -> list[PromptMessage]:
    if messages and messages[-1].role == "user":
        return [*messages[:-1], *history, messages[-1]]
    return [*messages, *history]


def _fields(part: Part) -> dict[str, Any]:
    if isinstance(part, TextPart):
        return {"text": part.text.reveal()}
    if isinstance(part, MediaPart):
        kind = {"contentType": part.content_type} if part.content_type else {}
        return {"media": {"url": part.url.reveal(), **kind}}
    return {"metadata": {"purpose": part.purpose, "pending": True}}
