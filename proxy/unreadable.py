"""Binary data in places where no file is expected: withheld, since the guard reads text.

A picture in a part of an unknown kind, or in the source of a page that a tool has read, would pass as
letters. What takes its place tells the model that something stood there.
"""

from __future__ import annotations

import re
from typing import Any

WITHHELD = "[binary data withheld]"
_SHORTEST = 120
# What pictures, sound, documents and archives begin with, in base64.
_BEGINNINGS = (
    "iVBORw0KGgo", "/9j/", "R0lGOD", "UklGR", "SUkqA", "TU0AK", "JVBERi0", "UEsDB", "H4sIA", "T2dnUw",
    "SUQz", "AAAAIGZ0eX", "AAAAGGZ0eX", "AAAAHGZ0eX", "N3q8r", "Qlpo", "0M8R4KGxGuE",
)  # fmt: skip
_DATA = re.compile(
    rf"(?:(?<=;base64,)|(?<![A-Za-z0-9+/_-])(?={'|'.join(map(re.escape, _BEGINNINGS))}))"
    rf"[A-Za-z0-9+/_-]{{{_SHORTEST},}}={{0,2}}"
)
_TEXT = re.compile(r"data:(?:text/|application/(?:json|xml))[^,]{0,80},\Z")


def withheld(node: Any) -> Any:  # noqa: ANN401
    """Return a JSON value without the binary data in its strings."""
    if isinstance(node, str):
        return _DATA.sub(_read, node) if len(node) >= _SHORTEST and _may_hold(node) else node
    if isinstance(node, dict):
        return {withheld(key): withheld(value) for key, value in node.items()}
    if isinstance(node, list):
        return [withheld(item) for item in node]
    return node


def _may_hold(text: str) -> bool:
    """Whether the pattern, which takes longer, can match."""
    return ";base64," in text or any(beginning in text for beginning in _BEGINNINGS)


def _read(found: re.Match[str]) -> str:
    """Text in base64 is left to the guard, which reads it."""
    before = found.string[max(0, found.start() - 120) : found.start()]
    return found.group() if _TEXT.search(before) else WITHHELD
