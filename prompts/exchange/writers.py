"""Prompts written for other tools; each says what could not be carried over."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.i18n import gettext as _
from prompts.errors import Source
from prompts.exchange import bodies
from prompts.exchange.bodies import Written, write_body
from prompts.exchange.writing import front_matter
from prompts.format.forms import form
from prompts.library.stack import Found
from prompts.trials.cases import cases

FindText = Callable[[str], Source | None]
_ROLES = {"model": "assistant"}


@dataclass(frozen=True, slots=True)
class Exported:
    """Files by path, and what was lost."""

    files: Mapping[str, str]
    losses: tuple[str, ...]


Writer = Callable[[Found, FindText], Exported]


def prompty(found: Found, find: FindText) -> Exported:
    """Prompty 2: typed inputs, settings and Jinja."""
    written = write_body(found.prompt.program, bodies.JINJA, find)
    meta = found.prompt.meta
    inputs = [
        {
            "name": f.name,
            "kind": {"number": "float", "enum": "string", "any": "string"}.get(f.type, f.type),
        }
        | ({"default": f.default} if f.default is not None else {})
        | ({"description": f.help} if f.help else {})
        | ({} if f.required else {"required": False})
        | ({"enumValues": list(f.enum)} if f.enum else {})
        for f in form(found.prompt)
    ]
    fields = {
        "name": found.entry.name, "description": meta.description,
        "model": {k: v for k, v in {"id": meta.model, "options": dict(meta.config)}.items() if v},
        "inputs": json.loads(json.dumps(inputs)),
        "template": {"format": {"kind": "jinja2"}, "parser": {"kind": "prompty"}},
    }  # fmt: skip
    body = "\n\n".join(f"{_ROLES.get(role, role)}:\n{text}" for role, text in written.finished())
    return _exported(
        found,
        f"{found.entry.name}.prompty",
        front_matter(fields, body + "\n"),
        written,
        output=True,
    )


def llm(found: Found, find: FindText) -> Exported:
    """A template of `llm`: one system text, one prompt, `$name`."""
    written = write_body(found.prompt.program, bodies.DOLLAR, find)
    meta = found.prompt.meta
    fields = {
        "model": meta.model, "options": dict(meta.config), "defaults": dict(meta.input.default),
        "system": _of(written, "system"), "prompt": _of(written, "user"),
        "schema_object": found.prompt.output_schema or {},
    }  # fmt: skip
    text = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in fields.items() if v)
    return _exported(found, f"{found.entry.name}.yaml", text, written, types=True)


def fabric(found: Found, find: FindText) -> Exported:
    """A Fabric pattern: the system text alone."""
    written = write_body(found.prompt.program, bodies.BRACES, find)
    text = _of(written, "system") or _of(written, "user")
    if _of(written, "system") and _of(written, "user"):
        written.lose(_("left out: {names}").format(names="user"))
    return _exported(
        found,
        f"{found.entry.name}/system.md",
        text + "\n",
        written,
        types=True,
        settings=True,
        output=True,
    )


def skill(found: Found, find: FindText) -> Exported:
    """An Agent Skill: one Markdown text."""
    written = write_body(found.prompt.program, bodies.BRACES, find)
    fields = {
        "name": found.entry.name,
        "description": found.prompt.meta.description,
        "license": found.prompt.meta.hygie.license,
    }
    text = "\n\n".join(part for _role, part in written.finished())
    return _exported(
        found,
        f"{found.entry.name}/SKILL.md",
        front_matter(fields, text + "\n"),
        written,
        types=True,
        settings=True,
        output=True,
        roles=True,
    )


def vscode(found: Found, find: FindText) -> Exported:
    """A VS Code prompt file."""
    written = write_body(found.prompt.program, bodies.EDITOR, find)
    fields = {
        "name": found.entry.name,
        "description": found.prompt.meta.description,
        "model": found.prompt.meta.model,
    }
    text = "\n\n".join(part for _role, part in written.finished())
    return _exported(
        found,
        f"{found.entry.name}.prompt.md",
        front_matter(fields, text + "\n"),
        written,
        types=True,
        settings=True,
        output=True,
        roles=True,
    )


def aichat(found: Found, find: FindText) -> Exported:
    """A role of aichat: one text, `__INPUT__`."""
    written = write_body(found.prompt.program, bodies.INPUT_MARK, find)
    config = found.prompt.meta.config
    fields = {
        "model": found.prompt.meta.model,
        "temperature": config.get("temperature"),
        "top_p": config.get("topP"),
    }
    text = "\n\n".join(part for _role, part in written.finished())
    return _exported(
        found,
        f"{found.entry.name}.md",
        front_matter(fields, text + "\n"),
        written,
        types=True,
        output=True,
        roles=True,
    )


def promptfoo(found: Found, find: FindText) -> Exported:
    """A promptfoo configuration with the prompt as messages and its test cases."""
    written = write_body(found.prompt.program, bodies.JINJA, find)
    messages = [
        {"role": _ROLES.get(role, role), "content": text} for role, text in written.finished()
    ]
    tests = [
        {
            "description": case.name, "vars": dict(case.values),
            "assert": [
                {"type": ("not-" if c.negated else "") + c.type} | ({"value": c.value} if c.value is not None else {})
                for c in case.checks
            ],
        }
        for case in cases(found)
    ]  # fmt: skip
    name = found.entry.name
    config: dict[str, Any] = {
        "description": found.prompt.meta.description, "prompts": [f"file://{name}.json"], "providers": [],
        "tests": tests,
    }  # fmt: skip
    exported = _exported(
        found,
        f"{name}.json",
        json.dumps(messages, ensure_ascii=False, indent=1) + "\n",
        written,
        types=True,
        settings=True,
    )
    text = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in config.items())
    return Exported({**exported.files, "promptfooconfig.yaml": text}, exported.losses)


WRITERS: Mapping[str, Writer] = {
    "aichat": aichat, "fabric": fabric, "llm": llm, "promptfoo": promptfoo, "prompty": prompty,
    "skill": skill, "vscode": vscode,
}  # fmt: skip


def _of(written: Written, role: str) -> str:
    return "\n\n".join(text for name, text in written.finished() if name == role)


def _exported(
    found: Found, path: str, text: str, written: Written, *,
    types: bool = False, settings: bool = False, output: bool = False, roles: bool = False,
) -> Exported:  # fmt: skip
    """The file with its losses: the flags say what the format has no place for."""
    prompt, losses = found.prompt, list(written.losses)
    if types and any(f.type not in ("string", "any") or f.enum for f in form(prompt)):
        losses.append(_("types of the inputs"))
    if settings and (prompt.meta.config or prompt.meta.model):
        losses.append(_("model and settings"))
    if output and prompt.output_schema:
        losses.append(_("schema of the answer"))
    if roles and len({role for role, _text in written.finished()}) > 1:
        losses.append(_("the roles: all is one text"))
    return Exported({path: text}, tuple(losses))
