"""The prompt library as the engine offers it to screens; every method is a stream of values."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

from assistant import prompt_forms, prompt_wiring
from assistant.engine.values import PromptCard, PromptField
from assistant.prompt_shelf import Opening
from assistant.types import Message
from prompts.library.stack import Stack


class Library:
    """Lists, describes and fills in the prompts that a person can use here."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening

    async def prompts(self, words: str = "") -> AsyncIterator[tuple[PromptCard, ...]]:
        """Yield the prompts that hold every word; all of them without words."""
        yield await asyncio.to_thread(lambda: cards(prompt_wiring.stack(None), words))

    async def prompt_form(self, name: str) -> AsyncIterator[tuple[PromptField, ...]]:
        """Yield the fields of a prompt with what was remembered; raises MissingError, PromptError."""
        yield await asyncio.to_thread(_fields, name, self._opening)

    async def prompt_preview(
        self, name: str, values: Mapping[str, Any]
    ) -> AsyncIterator[tuple[Message, ...]]:
        """Yield the messages that a prompt makes of these values; nothing is sent."""
        stack = await asyncio.to_thread(prompt_wiring.stack, None)
        made = await asyncio.to_thread(prompt_forms.ready, stack, stack.find(name), _given(values))
        yield made.source.messages


def filled_in(name: str, values: Mapping[str, Any], opening: Opening) -> prompt_forms.Ready:
    """Fill a prompt in and remember what may be; raises UntrustedError before it is approved."""
    return prompt_forms.open_form(name, opening).filled(_given(values))


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a screen leaves empty was not given: defaults apply."""
    return {key: value for key, value in values.items() if value not in ("", None)}


def cards(stack: Stack, words: str) -> tuple[PromptCard, ...]:
    """Return the prompts that hold every word, or all of them."""
    pairs = stack.search(words) if words.strip() else stack.entries()
    return tuple(
        PromptCard(e.identity, e.title, e.description, e.tags, e.locale, e.status, e.problem)
        for _library, e in pairs
    )


def _fields(name: str, opening: Opening) -> tuple[PromptField, ...]:
    form = prompt_forms.open_form(name, opening)
    return tuple(
        PromptField(
            f.name, f.label, f.help, f.type, f.widget, f.required, f.enum, form.values.get(f.name),
            f.sensitive,
        )
        for f in form.fields
    )  # fmt: skip
