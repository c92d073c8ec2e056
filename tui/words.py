"""Messages that are translated later than they are written."""

from __future__ import annotations


def N_(message: str) -> str:
    """Mark a message that is translated later: classes are made before the language is known."""
    return message
