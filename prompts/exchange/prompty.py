"""Prompty 1 and 2: turns begun by `system:`, Jinja, typed inputs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.i18n import gettext as _
from prompts.errors import Source
from prompts.exchange.converted import Converted
from prompts.exchange.documents import (
    OPTIONS,
    converted,
    files,
    pruned,
    role,
    schema,
    settings,
    split,
    turns,
)
from prompts.exchange.jinja import to_handlebars


def prompty(path: Path) -> Iterator[Converted]:
    """Prompty 1 and 2: `system:` turns, Jinja, typed inputs; connections are left out."""
    for file in files(path, "*.prompty", "**/*.prompty"):
        raw, body = split(file)
        model = raw.get("model") if isinstance(raw.get("model"), dict) else {"id": raw.get("model")}
        assert isinstance(model, dict)
        options = model.get("options") or model.get("parameters") or {}
        given = _prompty_inputs(raw.get("inputs") or raw.get("sample") or {})
        text, names = _turns(body)
        shapes = {
            **schema({n: k for n, k in names.items() if n not in given}),
            **{v[0]: v[1] for v in given.values()},
        }
        fields = {
            "name": raw.get("name"), "description": raw.get("description"), "model": model.get("id"),
            "config": settings(options),
            "input": {"default": {n: v[2] for n, v in given.items() if v[2] is not None}, "schema": shapes},
            "output": {"schema": _prompty_output(raw.get("outputs"))},
        }  # fmt: skip
        losses = [
            _("left out: {names}").format(names=name)
            for name in ("tools", "connection")
            if raw.get(name) or model.get(name)
        ]
        unknown = sorted(set(options) - set(OPTIONS)) if isinstance(options, dict) else []
        losses += [_("left out: {names}").format(names=", ".join(unknown))] if unknown else []
        yield converted(file, "prompty", pruned(fields), text, losses)


def _turns(body: Source) -> tuple[str, dict[str, str]]:
    parts, names = [], dict[str, str]()
    for name, text in turns(body):
        template, found = to_handlebars(text)
        parts.append(role(name) + template)
        names |= found
    return "\n".join(parts), names


def _prompty_inputs(inputs: Any) -> dict[str, tuple[str, str, Any]]:  # noqa: ANN401
    rows = inputs if isinstance(inputs, list) else [
        {"name": n, **(v if isinstance(v, dict) and {"kind", "type", "default"} & set(v) else {"default": v})}
        for n, v in (inputs.items() if isinstance(inputs, dict) else ())
    ]  # fmt: skip
    result = {}
    for row in rows:
        kind = {
            "string": "string",
            "integer": "integer",
            "float": "number",
            "number": "number",
            "boolean": "boolean",
        }.get(str(row.get("kind") or row.get("type")), "any")
        if kind == "any" and isinstance(row.get("default"), str):
            kind = "string"
        optional = "?" if row.get("required") is False or row.get("default") is not None else ""
        about = f", {row['description']}" if row.get("description") else ""
        result[row["name"]] = (f"{row['name']}{optional}", f"{kind}{about}", row.get("default"))
    return result


def _prompty_output(outputs: Any) -> dict[str, Any] | None:  # noqa: ANN401
    if not isinstance(outputs, list):
        return None
    return {
        f"{row['name']}{'' if row.get('required', True) else '?'}": ", ".join(
            filter(None, [str(row.get("kind", "any")), row.get("description", "")])
        )
        for row in outputs
        if isinstance(row, dict) and "name" in row
    }
