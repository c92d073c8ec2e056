"""The prompt library as prompts of the protocol: those that may run, filled in and protected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant import prompt_wiring
from assistant.mcp.toolbox import Toolbox
from assistant.types import Private, Safe
from prompts import serving


def offered() -> list[dict[str, Any]]:
    """Return what `prompts/list` answers; broken and unapproved prompts are left out."""
    return serving.served(prompt_wiring.stack(None))


def filled(toolbox: Toolbox, name: str, given: Mapping[str, str]) -> list[tuple[str, Safe]]:
    """Return the messages of a prompt, protected: role and text; raises HygieError."""
    messages = serving.filled(prompt_wiring.stack(None), name, given)["messages"]
    texts = [Private(message["content"]["text"]) for message in messages]
    safe = toolbox.safe(texts, "prompt")
    return [(message["role"], text) for message, text in zip(messages, safe, strict=True)]


def completed(name: str, argument: str, beginning: str) -> list[str]:
    """Return the allowed values of an argument that begin so; raises MissingError, PromptError."""
    return serving.completed(prompt_wiring.stack(None), name, argument, beginning)
