"""Tells a text that was pasted to be worked on from an instruction that was typed.

A small model that gets a long text alone copies it: it wants an order first, then the text apart.
"""

from __future__ import annotations

import re

from assistant.types import Draft, Task

LEAST = 400
"""Characters from which a request of several lines is taken for a paste."""

_WORKS_ON_TEXT = (Task.SUMMARISE, Task.ANALYSE)
_TYPED_BEFORE = re.compile(r"(?P<order>[^\n]{3,200}?)\s*:[ \t]*\n\s*(?P<text>\S.*)", re.DOTALL)


def parted(draft: Draft) -> tuple[str, str]:
    """Return (instruction, material) of what was typed; either may be empty.

    A first line that ends with a colon is the instruction for the text below it.
    """
    text = draft.text.reveal().strip()
    if draft.documents or draft.task not in _WORKS_ON_TEXT:
        return text, ""
    if len(text) < LEAST or "\n" not in text:
        return text, ""
    if match := _TYPED_BEFORE.fullmatch(text):
        return match["order"], match["text"]
    return "", text
