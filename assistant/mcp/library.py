"""The prompt library as prompts of the protocol: approved ones alone, filled in and protected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant import prompt_wiring
from assistant.errors import HygieError
from assistant.mcp.toolbox import Toolbox
from assistant.types import Safe
from prompts.format.forms import form
from prompts.format.inputs import typed
from prompts.format.messages import TextPart
from prompts.format.rendering import fill
from prompts.reproduce.trust import approved, require_approval


@dataclass(frozen=True, slots=True)
class Argument:
    """One input of a prompt."""

    name: str
    help: str
    required: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """A prompt as another assistant lists it."""

    name: str
    title: str
    description: str
    arguments: tuple[Argument, ...]


def offered() -> list[Offered]:
    """Return the prompts that may run; broken and unapproved ones are left out."""
    stack = prompt_wiring.stack(None)
    found = []
    for _library, entry in stack.entries():
        try:
            prompt = stack.find(entry.identity)
            if approved(stack, prompt):
                arguments = tuple(
                    Argument(f.name, f.help or f.label, f.required) for f in form(prompt.prompt)
                )
                found.append(Offered(entry.identity, entry.title, entry.description, arguments))
        except HygieError:
            continue
    return found


def filled(toolbox: Toolbox, name: str, given: Mapping[str, str]) -> list[tuple[str, Safe]]:
    """Return the messages of a prompt, protected: role and text; raises HygieError."""
    stack = prompt_wiring.stack(None)
    found = stack.find(name)
    require_approval(stack, found)
    messages = fill(found.prompt, typed(found.prompt, given), stack.partial).messages
    pairs = [
        (message.role, part.text)
        for message in messages
        for part in message.parts
        if isinstance(part, TextPart) and part.text.reveal().strip()
    ]
    safe = toolbox.safe([text for _role, text in pairs], "prompt")
    return [(role, text) for (role, _text), text in zip(pairs, safe, strict=True)]
