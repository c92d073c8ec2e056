"""The prompt library as the engine offers it to screens; every method is a stream of values."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant import prompt_wiring
from assistant.engine.values import PromptCard, PromptField
from assistant.types import Document, Message, Private
from prompts.filled_source import FilledPrompt
from prompts.library.entries import Entry


@dataclass(frozen=True, slots=True)
class Filled:
    """A prompt filled in: messages to send, settings it wishes, texts to check the answer against."""

    source: FilledPrompt
    wishes: Mapping[str, object]
    sources: tuple[Document, ...]


class Library:
    """Lists, describes and fills in the prompts that a person can use here."""

    async def prompts(self, words: str = "") -> AsyncIterator[tuple[PromptCard, ...]]:
        """Yield the prompts that hold every word; all of them without words."""
        yield await asyncio.to_thread(_cards, words)

    async def prompt_form(self, name: str) -> AsyncIterator[tuple[PromptField, ...]]:
        """Yield the fields of a prompt; raises MissingError, PromptError."""
        yield await asyncio.to_thread(_fields, name)

    async def prompt_preview(
        self, name: str, values: Mapping[str, Any]
    ) -> AsyncIterator[tuple[Message, ...]]:
        """Yield the messages that a prompt makes of these values; nothing is sent."""
        filled = await asyncio.to_thread(filled_in, name, values)
        yield filled.source.messages


def filled_in(name: str, values: Mapping[str, Any]) -> Filled:
    """Fill a prompt in; raises UntrustedError when it comes from elsewhere and nobody approved it."""
    from prompts.format.rendering import fill
    from prompts.reproduce.trust import require_approval

    stack = prompt_wiring.stack(None)
    found = stack.find(name)
    require_approval(stack, found)
    given = {key: value for key, value in values.items() if value not in ("", None)}
    filled = fill(found.prompt, given, stack.partial)
    own = found.prompt.meta.hygie
    texts = [given[key] for key in own.untrusted if isinstance(given.get(key), str)]
    return Filled(
        FilledPrompt(filled.messages, own.locale),
        found.prompt.meta.config,
        tuple(Document(Private(""), Private(text)) for text in texts if text.strip()),
    )


def _cards(words: str) -> tuple[PromptCard, ...]:
    stack = prompt_wiring.stack(None)
    pairs = stack.search(words) if words.strip() else stack.entries()
    return tuple(_card(entry) for _library, entry in pairs)


def _card(entry: Entry) -> PromptCard:
    return PromptCard(
        entry.identity, entry.title, entry.description, tuple(entry.tags), entry.locale,
        entry.status, entry.problem,
    )  # fmt: skip


def _fields(name: str) -> tuple[PromptField, ...]:
    from prompts.format.forms import form

    prompt = prompt_wiring.stack(None).find(name).prompt
    return tuple(
        PromptField(
            f.name, f.label, f.help, f.type, f.widget, f.required, f.enum, f.default, f.sensitive
        )
        for f in form(prompt)
    )
