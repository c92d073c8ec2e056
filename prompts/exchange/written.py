"""The files of each format that prompts are exported to."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from assistant.i18n import gettext as _
from prompts.errors import Source
from prompts.exchange.bodies import Written
from prompts.exchange.writing import front_matter
from prompts.format.forms import Field, form
from prompts.format.more_helpers import MORE_HELPERS
from prompts.library.stack import Found
from prompts.template.walk import uses
from prompts.trials.cases import Case, cases

_ROLES = {"model": "assistant"}
_KINDS = {"number": "float", "enum": "string", "any": "string"}


def prompty(found: Found, body: Written) -> Mapping[str, str]:
    """Prompty 2: typed inputs, settings and Jinja."""
    meta = found.prompt.meta
    fields = {
        "name": found.entry.name, "description": meta.description,
        "model": {k: v for k, v in {"id": meta.model, "options": dict(meta.config)}.items() if v},
        "inputs": json.loads(json.dumps([_prompty_input(f) for f in form(found.prompt)])),
        "template": {"format": {"kind": "jinja2"}, "parser": {"kind": "prompty"}},
    }  # fmt: skip
    text = "\n\n".join(f"{_ROLES.get(role, role)}:\n{text}" for role, text in body.finished())
    return {f"{found.entry.name}.prompty": front_matter(fields, text + "\n")}


def _prompty_input(field: Field) -> dict[str, Any]:
    kept = {
        "default": field.default, "description": field.help or None,
        "required": None if field.required else False, "enumValues": list(field.enum) or None,
    }  # fmt: skip
    named = {"name": field.name, "kind": _KINDS.get(field.type, field.type)}
    return named | {key: value for key, value in kept.items() if value is not None}


def llm(found: Found, body: Written) -> Mapping[str, str]:
    """A template of `llm`: one system text, one prompt, `$name`."""
    meta = found.prompt.meta
    fields = {
        "model": meta.model, "options": dict(meta.config), "defaults": dict(meta.input.default),
        "system": _of(body, "system"), "prompt": _of(body, "user"),
        "schema_object": found.prompt.output_schema or {},
    }  # fmt: skip
    return {f"{found.entry.name}.yaml": _yaml({k: v for k, v in fields.items() if v})}


def fabric(found: Found, body: Written) -> Mapping[str, str]:
    """A Fabric pattern: the system text alone."""
    system, user = _of(body, "system"), _of(body, "user")
    if system and user:
        body.lose(_("left out: {names}").format(names="user"))
    return {f"{found.entry.name}/system.md": f"{system or user}\n"}


def skill(found: Found, body: Written) -> Mapping[str, str]:
    """An Agent Skill: one Markdown text."""
    fields = {"license": found.prompt.meta.hygie.license}
    return {f"{found.entry.name}/SKILL.md": _markdown(found, body, fields)}


def vscode(found: Found, body: Written) -> Mapping[str, str]:
    """A VS Code prompt file."""
    return {
        f"{found.entry.name}.prompt.md": _markdown(found, body, {"model": found.prompt.meta.model})
    }


def aichat(found: Found, body: Written) -> Mapping[str, str]:
    """A role of aichat: one text, `__INPUT__`."""
    meta = found.prompt.meta
    fields = {
        "model": meta.model, "temperature": meta.config.get("temperature"), "top_p": meta.config.get("topP"),
    }  # fmt: skip
    return {f"{found.entry.name}.md": front_matter(fields, _one_text(body))}


def langfuse(found: Found, body: Written) -> Mapping[str, str]:
    """A chat prompt as Langfuse imports it."""
    meta = found.prompt.meta
    config = {**dict(meta.config), **({"model": meta.model} if meta.model else {})}
    row = {
        "name": found.entry.name, "type": "chat", "prompt": _messages(body), "config": config,
        "labels": [], "tags": list(meta.hygie.tags),
    }  # fmt: skip
    return {f"{found.entry.name}.json": _json(row)}


def mcp(found: Found, body: Written) -> Mapping[str, str]:
    """What a prompt of the Model Context Protocol is listed as, with its messages."""
    from prompts.serving import listed, without_system

    return {
        f"{found.entry.name}.json": _json({**listed(found), "messages": without_system(body.finished())})
    }  # fmt: skip


def promptfoo(found: Found, body: Written) -> Mapping[str, str]:
    """A promptfoo configuration with the prompt as messages and its test cases."""
    name = found.entry.name
    config = {
        "description": found.prompt.meta.description, "prompts": [f"file://{name}.json"], "providers": [],
        "tests": [_promptfoo_test(case) for case in cases(found)],
    }  # fmt: skip
    return {f"{name}.json": _json(_messages(body)), "promptfooconfig.yaml": _yaml(config)}


def _promptfoo_test(case: Case) -> dict[str, Any]:
    return {
        "description": case.name, "vars": dict(case.values),
        "assert": [
            {"type": ("not-" if c.negated else "") + c.type} | ({"value": c.value} if c.value is not None else {})
            for c in case.checks
        ],
    }  # fmt: skip


def dotprompt(
    found: Found, find: Callable[[str], Source | None]
) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The file itself with the partials it includes, for another dotprompt runtime."""
    helpers = frozenset(MORE_HELPERS)
    used = uses(found.prompt.program, helpers)
    files = {f"{found.entry.identity}.prompt": found.prompt.source.text}
    for use in used:
        if use.kind == "partial" and (text := find(use.name)):
            files[f"_{use.name}.prompt"] = text.text
    losses = []
    if own := sorted({use.name for use in used if use.kind == "helper" and use.name in helpers}):
        losses.append(_("helpers that only hygie has: {names}").format(names=", ".join(own)))
    if found.prompt.meta.input.default:
        losses.append(_("defaults of inputs: some runtimes do not read them"))
    return files, tuple(losses)


def _of(body: Written, role: str) -> str:
    return "\n\n".join(text for name, text in body.finished() if name == role)


def _one_text(body: Written) -> str:
    return "\n\n".join(text for _role, text in body.finished()) + "\n"


def _markdown(found: Found, body: Written, fields: Mapping[str, Any]) -> str:
    named = {"name": found.entry.name, "description": found.prompt.meta.description}
    return front_matter({**named, **fields}, _one_text(body))


def _messages(body: Written) -> list[dict[str, str]]:
    return [{"role": _ROLES.get(role, role), "content": text} for role, text in body.finished()]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _yaml(fields: Mapping[str, Any]) -> str:
    return "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in fields.items())
