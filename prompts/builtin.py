"""The built-in prompt source: a draft becomes messages in the language of its material."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.language import detect, guess
from assistant.types import Document, Draft, Language, Message, Private, Rendered, Role
from prompts import parts, tasks
from prompts.errors import PromptError
from prompts.pasted import parted

_FENCE = '"""'


class Order(Enum):
    """What comes first in a question about documents.

    A model on this machine keeps what it read last: with the documents first, the next question about
    the same ones costs its own words alone.
    """

    INSTRUCTION = "instruction"
    DOCUMENTS = "documents"


class BuiltinPrompts:
    """Implements `assistant.protocols.PromptSource` with the task prompts of `prompts.tasks`."""

    def __init__(self, default: Language = Language.FR, first: Order = Order.INSTRUCTION) -> None:
        self._default, self._first = default, first

    def render(self, draft: Draft, context_tokens: int) -> Rendered:
        """Return messages; several calls when the documents exceed the model's context.

        Nothing is cut in silence: earlier turns without room are told in the notices, and an
        instruction too long to go with each part raises PromptError.
        """
        language = draft.language or self._language(draft)
        typed, paste = parted(draft)
        material = paste or _material(draft.documents)
        instruction = typed or tasks.order(draft.task, language)
        history = _fitting(draft.history, parts.room(context_tokens) // 2)
        free = parts.room(context_tokens) - len(instruction) - _length(history)
        # Documents of earlier turns come along whole or not at all: nobody asked to read them again.
        if len(whole := _joined([_material(draft.background), material])) <= free:
            material = whole
        system = tasks.system(draft.task, language, len(material))
        fence = _own_fence(draft) if material else ""
        if len(material) <= free:
            messages = (
                _message(Role.SYSTEM, system),
                *history,
                _message(Role.USER, _question(instruction, material, self._first)),
            )
            notices = _forgotten(len(draft.history) - len(history))
            return Rendered(language, messages, (tuple(range(len(messages))),), notices, fence)
        if not material:
            # A long text without a document is itself what the task is about.
            instruction, material = tasks.order(draft.task, language), instruction
        rendered = _in_parts(draft, language, system, instruction, material, context_tokens)
        return replace(rendered, fence=_own_fence(draft))

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
    return _joined([document.text.reveal().strip() for document in documents])


def _joined(texts: Sequence[str]) -> str:
    return "\n\n---\n\n".join(filter(None, texts))


def _question(instruction: str, material: str, first: Order = Order.INSTRUCTION) -> str:
    if not material:
        return instruction
    ordered = [instruction, _fenced(material)]
    return "\n\n".join(ordered if first is Order.INSTRUCTION else reversed(ordered))


def _fenced(material: str) -> str:
    return f"{_FENCE}\n{material.replace(_FENCE, chr(39) * 3)}\n{_FENCE}"


def _own_fence(draft: Draft) -> str:
    """Return the fence if it is ours alone: what the person wrote or brought may hold it too."""
    brought = [document.text for document in (*draft.documents, *draft.background)]
    texts = [draft.text, *brought, *(message.text for message in draft.history)]
    return "" if any(_FENCE in text.reveal() for text in texts) else _FENCE


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
    draft: Draft,
    language: Language,
    system: str,
    instruction: str,
    material: str,
    context_tokens: int,
) -> Rendered:
    size = parts.room(context_tokens) - len(instruction)
    if size < parts.room(context_tokens) // 2:
        raise PromptError(
            _(
                "The instruction is too long for this model beside a document ({n} characters)."
            ).format(n=len(instruction)),
            _("Nothing was sent."),
            _("Shorten it, put its long part in a document, or choose a model that takes more."),
        )
    pieces = parts.split(material, size)
    questions = [_message(Role.USER, _question(instruction, piece)) for piece in pieces]
    messages = (_message(Role.SYSTEM, system), *questions, _message(Role.USER, instruction))
    calls = (*((0, index) for index in range(1, len(pieces) + 1)), (0, len(messages) - 1))
    return Rendered(language, messages, calls, _forgotten(len(draft.history)))


def _forgotten(turns: int) -> tuple[str, ...]:
    """What is said when earlier turns find no room."""
    if not turns:
        return ()
    message = ngettext(
        "The text is long: {n} earlier message of this conversation is not sent with it.",
        "The text is long: {n} earlier messages of this conversation are not sent with it.",
        turns,
    )
    return (message.format(n=turns),)
