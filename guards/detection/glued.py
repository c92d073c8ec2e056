"""What is glued to a name and is none: a half of « AX-778812-B » hidden would tell more than nothing hidden."""

from __future__ import annotations

import regex

# Two digits at least, or one behind « & »; a year leaves « Brest-2026 » the town's name.
_REST = regex.compile(
    r"(?![-_](?:19|20)\d{2}(?![\w&-]))(?=&[\w&-]*\d|[-_](?:[\w&-]*\d){2})(?:[-&_]+\w+)+"
)


def glued_end(text: str, end: int) -> int:
    """Where the token ends that a name begins, if figures are glued to it, or where the name does."""
    rest = _REST.match(text, end)
    return rest.end() if rest else end
