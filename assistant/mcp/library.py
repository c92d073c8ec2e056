"""The prompt library as prompts of the protocol: those that may run, named, filled in and protected.

Names, labels and allowed values hold names of people as texts do, so all of them pass the guard. What a
client sends back in their place is read as the name or value that it stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from assistant import paths, prompt_wiring
from assistant.errors import UserError
from assistant.i18n import gettext as _
from assistant.mcp.toolbox import Toolbox
from assistant.types import Private, Safe
from prompts import serving
from prompts.errors import PromptError
from prompts.format.forms import Field, form
from prompts.library.stack import Library, Stack

_NAMES = ("name", "title", "description")


def offered(toolbox: Toolbox) -> list[dict[str, Any]]:
    """Return what `prompts/list` answers; broken and unapproved prompts are left out.

    Raises GuardError or PolicyRefused, and then nothing is told.
    """
    rows = serving.served(prompt_wiring.stack(None))
    safe = _safe(toolbox, (text for row in rows for text in _texts(row)))
    return [
        _named(row, safe) | {"arguments": [_named(each, safe) for each in row["arguments"]]}
        for row in rows
    ]


def filled(toolbox: Toolbox, name: str, given: Mapping[str, str]) -> list[tuple[str, Safe]]:
    """Return the messages of a prompt, protected: role and text; raises HygieError.

    An error of the library tells its title alone: the rest names allowed values and files.
    """
    stack = prompt_wiring.stack(None)
    try:
        values = _meant(toolbox, stack, name := _real(toolbox, stack, name), given)
        messages = serving.filled(stack, name, values)["messages"]
    except UserError as error:
        title = error.bare if isinstance(error, PromptError) else error.title
        raise UserError(_safe(toolbox, [title])[title], _("Nothing was handed out.")) from None
    texts = [Private(message["content"]["text"]) for message in messages]
    safe = toolbox.safe(texts, "prompt")
    return [(message["role"], text) for message, text in zip(messages, safe, strict=True)]


def completed(toolbox: Toolbox, name: str, argument: str, beginning: str) -> list[str]:
    """Return the allowed values of an argument that begin so, protected; raises HygieError.

    The beginning is compared with what is handed out: else letters could be tried one by one.
    """
    stack = prompt_wiring.stack(None)
    values = serving.completed(stack, _real(toolbox, stack, name), argument, "")
    safe = _safe(toolbox, values)
    found = dict.fromkeys(safe[value] for value in values)
    return [each for each in found if each.casefold().startswith(beginning.casefold())]


def _real(toolbox: Toolbox, stack: Stack, name: str) -> str:
    """Return the name of the prompt that is told under this one."""
    return _behind(toolbox, [entry.identity for _library, entry in stack.entries()], name)


def _meant(toolbox: Toolbox, stack: Stack, name: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return arguments under their own names, allowed values in the place of what stands for them."""
    fields = {field.name: field for field in form(stack.find(name).prompt)}
    pairs = ((_behind(toolbox, fields, told), value) for told, value in given.items())
    return {key: _value(toolbox, fields.get(key), value) for key, value in pairs}


def _value(toolbox: Toolbox, field: Field | None, value: str) -> str:
    return _behind(toolbox, map(str, field.enum), value) if field else value


def _behind(toolbox: Toolbox, names: Iterable[str], told: str) -> str:
    known = list(names)
    if told in known:
        return told
    safe = _safe(toolbox, known)
    return next((name for name in known if safe[name] == told), told)


def _safe(toolbox: Toolbox, texts: Iterable[str]) -> dict[str, str]:
    """Return what stands for each text; what the starter library says as well is no one's secret."""
    said = dict.fromkeys(texts)
    own = [text for text in said if text and text not in _ours()]
    told = toolbox.told([Private(text) for text in own])
    return {text: text for text in said} | dict(zip(own, told, strict=True))


@cache
def _ours() -> frozenset[str]:
    starter = Library(prompt_wiring.STARTER, paths.cache_dir() / "prompts")
    return frozenset(t for row in serving.served(Stack([starter])) for t in _texts(row))


def _texts(row: Mapping[str, Any]) -> Iterator[str]:
    for each in (row, *row["arguments"]):
        yield from (each[name] for name in _NAMES)


def _named(row: Mapping[str, Any], safe: Mapping[str, str]) -> dict[str, Any]:
    return {**row, **{name: safe[row[name]] for name in _NAMES}}
