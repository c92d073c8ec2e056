"""dotprompt's helpers. What is not text is a mark: a value, being text, can never become one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.i18n import gettext as _
from prompts.errors import TemplateError
from prompts.format.more_helpers import MORE_HELPERS
from prompts.template import values
from prompts.template.evaluate import Arguments, Choice, Helper
from prompts.template.pieces import Mark

_ROLE = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class RoleMark(Mark):
    """From here on, this role speaks."""

    role: str


@dataclass(frozen=True, slots=True)
class HistoryMark(Mark):
    """Here stand the turns before."""


@dataclass(frozen=True, slots=True)
class SectionMark(Mark):
    """A place that the application fills."""

    purpose: str


@dataclass(frozen=True, slots=True)
class MediaMark(Mark):
    """An image or another medium, by address."""

    url: str
    content_type: str = ""


def _role(arguments: Arguments) -> Mark:
    name = values.text(arguments.positional[0]) if arguments.positional else ""
    if not _ROLE.fullmatch(name):
        raise TemplateError(
            _("A role is one word: system, user or model."), action='{{role "system"}}'
        )
    return RoleMark(name)


def _section(arguments: Arguments) -> Mark:
    return SectionMark(values.text(arguments.positional[0]) if arguments.positional else "")


def _media(arguments: Arguments) -> Mark:
    url = arguments.named.get("url")
    if not isinstance(url, str) or not url:
        raise TemplateError(
            _("A medium needs an address."), action="{{#if photo}}{{media url=photo}}{{/if}}"
        )
    kind = arguments.named.get("contentType")
    return MediaMark(url, kind if isinstance(kind, str) else "")


def _json(arguments: Arguments) -> str:
    indent = arguments.named.get("indent", 0)
    width = min(10, indent) if isinstance(indent, int) else 0
    if not arguments.positional or values.missing(arguments.positional[0]):
        return "null" if arguments.positional and arguments.positional[0] is None else ""
    return values.to_json(arguments.positional[0], width)


def _equal(arguments: Arguments) -> bool:
    first, second = (*arguments.positional, None, None)[:2]
    return values.same(first, second)


HELPERS: Mapping[str, Helper] = {
    **MORE_HELPERS,
    "role": _role, "history": lambda _arguments: HistoryMark(), "section": _section,
    "media": _media, "json": _json,
}  # fmt: skip
CHOICES: Mapping[str, Choice] = {
    "ifEquals": _equal,
    "unlessEquals": lambda arguments: not _equal(arguments),
}
