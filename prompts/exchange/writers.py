"""Prompts written for other tools; each export says what could not be carried over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.errors import UserError
from assistant.i18n import gettext as _
from prompts.errors import Source
from prompts.exchange import written
from prompts.exchange.bodies import (
    BRACES,
    DOLLAR,
    EDITOR,
    INPUT_MARK,
    JINJA,
    Syntax,
    Written,
    write_body,
)
from prompts.format.forms import form
from prompts.library.stack import Found

FindText = Callable[[str], Source | None]


@dataclass(frozen=True, slots=True)
class Exported:
    """Files by path, and what was lost."""

    files: Mapping[str, str]
    losses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A format: how it writes a value, what makes its files, what it has no place for.

    `lacks` holds any of types, settings, output, roles.
    """

    syntax: Syntax
    files: Callable[[Found, Written], Mapping[str, str]]
    lacks: frozenset[str]


TARGETS: Mapping[str, Target] = {
    "aichat": Target(INPUT_MARK, written.aichat, frozenset({"types", "output", "roles"})),
    "fabric": Target(BRACES, written.fabric, frozenset({"types", "settings", "output"})),
    "langfuse": Target(BRACES, written.langfuse, frozenset({"types", "output"})),
    "llm": Target(DOLLAR, written.llm, frozenset({"types"})),
    "mcp": Target(BRACES, written.mcp, frozenset({"types", "settings", "output"})),
    "promptfoo": Target(JINJA, written.promptfoo, frozenset({"types", "settings"})),
    "prompty": Target(JINJA, written.prompty, frozenset({"output"})),
    "skill": Target(BRACES, written.skill, frozenset({"types", "settings", "output", "roles"})),
    "vscode": Target(EDITOR, written.vscode, frozenset({"types", "settings", "output", "roles"})),
}
FORMATS = (*TARGETS, "dotprompt")


def export(kind: str, found: Found, find: FindText) -> Exported:
    """Return a prompt in another format; raises UserError for an unknown one, PromptError."""
    if kind == "dotprompt":
        return Exported(*written.dotprompt(found, find))
    target = TARGETS.get(kind)
    if target is None:
        raise UserError(
            _("The format “{name}” is not known.").format(name=kind),
            action=_("Known formats: {names}.").format(names=", ".join(sorted(FORMATS))),
        )
    body = write_body(found.prompt.program, target.syntax, find)
    files = target.files(found, body)
    return Exported(files, (*body.losses, *_losses(found, body, target.lacks)))


def _losses(found: Found, body: Written, lacks: frozenset[str]) -> list[str]:
    prompt, fields = found.prompt, form(found.prompt)
    lost = {
        "types": (_("types of the inputs"), any(f.type not in ("string", "any") or f.enum for f in fields)),
        "settings": (_("model and settings"), bool(prompt.meta.config or prompt.meta.model)),
        "output": (_("schema of the answer"), bool(prompt.output_schema)),
        "roles": (_("the roles: all is one text"), len({role for role, _text in body.finished()}) > 1),
    }  # fmt: skip
    return [said for name, (said, holds) in lost.items() if name in lacks and holds]
