"""Prompts as the Model Context Protocol serves them: listed, filled in, arguments completed.

Arguments are texts in that protocol, so types go into their descriptions and are checked when a
prompt is asked for. It has no system role: the system's text opens the first user message.
Only prompts that may run are served. What `filled` returns is clear text: whoever serves it passes
it through the guard first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.errors import HygieError
from assistant.i18n import gettext as _
from prompts.errors import PromptError
from prompts.format.forms import Field, form
from prompts.format.inputs import typed
from prompts.format.rendering import fill
from prompts.library.stack import Found, Stack
from prompts.reproduce.trust import approved, require_approval

MOST_COMPLETIONS = 100
_ROLES = {"model": "assistant", "assistant": "assistant"}


def served(stack: Stack) -> list[dict[str, Any]]:
    """Return what `prompts/list` answers: prompts that can be read and may run, by name."""
    rows = []
    for library, entry in stack.entries():
        if entry.problem or entry.status == "deprecated":
            continue
        try:
            found = Found(library, entry, stack.read(library, entry))
            if approved(stack, found):
                rows.append(listed(found))
        except HygieError:
            continue  # one broken prompt does not hide the others
    return rows


def listed(found: Found) -> dict[str, Any]:
    """Return one prompt as it is listed."""
    return {
        "name": found.entry.identity, "title": found.entry.title,
        "description": found.prompt.meta.description,
        "arguments": [_argument(field) for field in form(found.prompt)],
    }  # fmt: skip


def filled(stack: Stack, name: str, arguments: Mapping[str, str]) -> dict[str, Any]:
    """Return what `prompts/get` answers; raises MissingError, UntrustedError or InputError."""
    found = stack.find(name)
    require_approval(stack, found)
    messages = fill(found.prompt, typed(found.prompt, arguments), stack.partial).messages
    turns = [(message.role, message.text()) for message in messages]
    return {"description": found.prompt.meta.description, "messages": without_system(turns)}


def without_system(turns: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return turns as the protocol's messages, the system's text before the first of the user."""
    rows: list[tuple[str, str]] = []
    orders: list[str] = []
    for role, text in turns:
        if role == "system":
            orders.append(text.strip())
            continue
        spoken = _ROLES.get(role, "user")
        if orders and spoken == "user":
            text, orders = "\n\n".join([*orders, text.strip()]), []
        rows.append((spoken, text))
    if orders:
        rows.append(("user", "\n\n".join(orders)))
    return [{"role": role, "content": {"type": "text", "text": text}} for role, text in rows]


def completed(stack: Stack, name: str, argument: str, beginning: str) -> list[str]:
    """Return what `completion/complete` answers for an argument: its allowed values, or nothing."""
    fields = {field.name: field for field in form(stack.find(name).prompt)}
    if argument not in fields:
        raise PromptError(
            _("The prompt has no input “{name}”.").format(name=argument),
            action=_("The prompt takes: {names}.").format(names=", ".join(fields)),
        )
    field = fields[argument]
    values = ("true", "false") if field.type == "boolean" else tuple(map(str, field.enum))
    return [v for v in values if v.casefold().startswith(beginning.casefold())][:MOST_COMPLETIONS]


def _argument(field: Field) -> dict[str, Any]:
    parts = [field.help, *([] if field.type in ("string", "any", "enum") else [f"({field.type})"])]
    if field.enum:
        parts.append(_("one of: {names}").format(names=", ".join(map(str, field.enum))))
    return {
        "name": field.name, "title": field.label, "description": " ".join(filter(None, parts)),
        "required": field.required,
    }  # fmt: skip
