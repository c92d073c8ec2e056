"""Carries a foreign text into a template so that it renders byte for byte, braces included."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BRACES = re.compile(r"(\\*)\{\{")
_BACKSLASH = '{{lookup "\\." 0}}'
"""One backslash before a tag would escape it: this writes one that does not."""

VARIABLE = re.compile(r"\{\{\s*([A-Za-z][\w-]*)\s*\}\}")


def verbatim(text: str) -> str:
    """Return a template that renders as exactly this text, wherever it stands between tags."""
    escaped = _BRACES.sub(lambda m: _BACKSLASH * len(m[1]) + "\\{{", text)
    # A backslash at the end would escape the tag that follows.
    ending = len(escaped) - len(escaped.rstrip("\\"))
    return escaped[: len(escaped) - ending] + _BACKSLASH * ending


def with_variables(text: str, names: Iterable[str]) -> str:
    """Return the same, but for `{{name}}` of these names, which become inputs."""
    wanted, parts, at = set(names), [], 0
    for match in VARIABLE.finditer(text):
        if match[1] in wanted:
            parts += [verbatim(text[at : match.start()]), "{{" + match[1] + "}}"]
            at = match.end()
    return "".join([*parts, verbatim(text[at:])])


def variables(text: str) -> tuple[str, ...]:
    """Return the names that look like variables of a foreign text, in order."""
    return tuple(dict.fromkeys(match[1] for match in VARIABLE.finditer(text)))
