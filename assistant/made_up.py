"""Markers of an answer that hide nothing known: a model made them up, and nobody can put a value there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.i18n import ngettext
from assistant.types import Message, Role

_NAMED = r"[ ]?[A-Z](?:[A-Z0-9]|\\?_){1,40}[ ]?"
_MARKER = re.compile(rf"\{{\{{{_NAMED}\}}\}}|\\\{{\\\{{{_NAMED}\\\}}\\\}}")
_SHOWN = 5


def notice(answer: str, unknown: Iterable[str], messages: Iterable[Message]) -> str:
    """Return what the person should know of the markers left in a restored answer; mostly nothing.

    `unknown` are those that the restorer did not know, `messages` the request: what the person wrote is no model's.
    """
    known = "\n".join(m.text.reveal() for m in messages if m.role is Role.USER)
    left = (marker for marker in _MARKER.findall(answer) if _plain(marker) not in known)
    found = list(dict.fromkeys(map(_plain, (*unknown, *left))))
    if not found:
        return ""
    said = ngettext(
        "The answer holds {n} marker that the model made up and that stands for nothing: {markers}.",
        "The answer holds {n} markers that the model made up and that stand for nothing: {markers}.",
        len(found),
    )
    more = " …" if len(found) > _SHOWN else ""
    return said.format(n=len(found), markers=", ".join(found[:_SHOWN]) + more)


def _plain(marker: str) -> str:
    """A marker as it reads once Markdown is shown: the same one is told once."""
    return marker.replace("\\", "")
