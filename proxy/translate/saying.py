"""What a chat message says as text, in whichever of the forms that services give it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def text_of(message: Mapping[str, Any]) -> str:
    """Return the text of a message, or of a piece of one; a refusal is what was said instead."""
    content = message.get("content") or message.get("refusal") or ""
    if isinstance(content, str):
        return content
    parts = [part.get("text") for part in content if isinstance(part, dict)]
    return "".join(text for text in parts if isinstance(text, str))
