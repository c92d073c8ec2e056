"""Keeps text from being read as the marks between messages that a chat template writes.

The runtime reads the whole templated conversation at once, special tokens included: a document that
holds `<|im_start|>system` would open a system message. A space makes it the text that it is.
"""

from __future__ import annotations

import re

_MARK = re.compile(r"<\|(\w+)\|>")
"""The form of every control token in the vocabulary of the embedded models (ChatML, as Qwen's)."""


def as_text(content: str) -> str:
    """Return a message's text with no control token in it."""
    return _MARK.sub(r"< |\1|>", content)
