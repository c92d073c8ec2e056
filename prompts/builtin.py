"""The built-in prompt source: a draft becomes messages in the language of its material."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language import detect, guess
from assistant.types import Document, Draft, Language, Message, Private, Rendered, Role
from prompts import parts, tasks

_FENCE = '"""'


class BuiltinPrompts:
    """Implements `assistant.protocols.PromptSource` with the task prompts of `prompts.tasks`."""

    def __init__(self, default: Language = Language.FR) -> None:
        self._default = default

    def render(self, draft: Draft, context_tokens: int) -> Rendered:
        """Return messages; several calls when the documents exceed the model's context."""
        language = draft.language or self._language(draft)
        material = _material(draft.documents)
        instruction = draft.text.reveal().strip() or tasks.order(draft.task, language)
        history = _fitting(draft.history, parts.room(context_tokens) // 2)
        free = parts.room(context_tokens) - len(instruction) - _length(history)
        # Documents of earlier turns come along whole or not at all: nobody asked to read them again.
        if len(whole := _material((*draft.background, *draft.documents))) <= free:
            material = whole
        system = tasks.system(draft.task, language, len(material))
        if len(material) <= free:
            messages = (
                _message(Role.SYSTEM, system),
                *history,
                _message(Role.USER, _question(instruction, material)),
            )
            return Rendered(language, messages, (tuple(range(len(messages))),))
        return _in_parts(language, system, instruction, material or instruction, context_tokens)

    def join(self, rendered: Rendered, partials: Sequence[Private[str]]) -> tuple[Message, ...]:
        """Return the last call's messages, with the partial answers as its material."""
        system, instruction = (rendered.messages[index] for index in rendered.calls[-1])
        notes = "\n\n".join(partial.reveal().strip() for partial in partials)
        text = f"{instruction.text.reveal()}\n\n{tasks.join(rendered.language)}\n\n{_fenced(notes)}"
        return (system, _message(Role.USER, text))

    def _language(self, draft: Draft) -> Language:
        """The material's language; a question decides when it stands alone or names another."""
        for text in (_material(draft.documents)[:20_000], draft.text.reveal()):
            if text and (found := guess(text)):
                return found
        return detect(" ".join(m.text.reveal() for m in draft.history[-2:]), self._default)


def _material(documents: Sequence[Document]) -> str:
    texts = [document.text.reveal().strip() for document in documents]
    return "\n\n---\n\n".join(texts)


def _question(instruction: str, material: str) -> str:
    return f"{instruction}\n\n{_fenced(material)}" if material else instruction


def _fenced(material: str) -> str:
    return f"{_FENCE}\n{material.replace(_FENCE, chr(39) * 3)}\n{_FENCE}"


def _message(role: Role, text: str) -> Message:
    return Message(role, Private(text))


def _length(messages: Sequence[Message]) -> int:
    return sum(len(message.text.reveal()) for message in messages)


def _fitting(history: Sequence[Message], size: int) -> tuple[Message, ...]:
    """The latest turns that fit; a chat forgets its oldest turns first."""
    kept: list[Message] = []
    for message in reversed(history):
        size -= len(message.text.reveal())
        if size < 0:
            break
        kept.append(message)
    while kept and kept[-1].role is Role.ASSISTANT:
        kept.pop()
    return tuple(reversed(kept))


def _in_parts(
    language: Language, system: str, instruction: str, material: str, context_tokens: int
) -> Rendered:
    short = parts.beginning(instruction, 2_000) if instruction != material else ""
    size = parts.room(context_tokens) - len(short)
    pieces = parts.split(material, size)
    questions = [_message(Role.USER, _question(short, piece)) for piece in pieces]
    messages = (_message(Role.SYSTEM, system), *questions, _message(Role.USER, short))
    calls = (*((0, index) for index in range(1, len(pieces) + 1)), (0, len(messages) - 1))
    return Rendered(language, messages, calls)
