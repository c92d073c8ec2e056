"""Texts from outside are kept from closing the fence that a prompt puts around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from prompts.errors import PromptError
from prompts.format.marks import CHOICES, HELPERS
from prompts.template.tree import Program
from prompts.template.walk import uses

FindProgram = Callable[[str], Program | None]
_TAG = re.compile(r"</\s*([\w.-]+)")
_NAME = r"[\w.-]+"


def closing_tags(program: Program, partial: FindProgram) -> re.Pattern[str] | None:
    """Return what finds the closing tags of a prompt and its partials in a text; None without any.

    Where the name of a partial comes out of a value, every closing tag counts: any may be its.
    """
    tags: set[str] = set()
    for part in _included(program, partial):
        tags |= set(_TAG.findall(part.source.text))
        if any(use.kind == "any partial" for use in _uses(part)):
            return _closing(_NAME)
    return _closing("|".join(map(re.escape, sorted(tags)))) if tags else None


def disarmed(value: Any, closing: re.Pattern[str]) -> Any:  # noqa: ANN401
    """Return a value, lists and objects to their depth, without closing tags."""
    if isinstance(value, str):
        return closing.sub(r"‹\1", value)
    if isinstance(value, Mapping):
        return {disarmed(k, closing): disarmed(v, closing) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [disarmed(item, closing) for item in value]
    return value


def _closing(names: str) -> re.Pattern[str]:
    # With or without what should follow the name: a model does not mind.
    return re.compile(rf"<(\s*/\s*(?:{names})(?![\w.-]))", re.IGNORECASE)


def _included(program: Program, partial: FindProgram) -> Iterator[Program]:
    waiting, seen = [program], set[str]()
    while waiting:
        yield (part := waiting.pop())
        for name in {u.name for u in _uses(part) if u.kind == "partial"} - seen:
            seen.add(name)
            with suppress(PromptError):  # told where it is filled in, if it is
                waiting += filter(None, [partial(name)])


def _uses(program: Program) -> list[Any]:
    return uses(program, frozenset({*HELPERS, *CHOICES}))
