"""Prompty 1 and 2: turns begun by `system:`, Jinja or Mustache, typed inputs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.i18n import gettext as _
from prompts.errors import PromptError, Source
from prompts.exchange.converted import Converted
from prompts.exchange.documents import OPTIONS, chat, converted, files, pruned, schema, settings
from prompts.exchange.jinja import to_handlebars
from prompts.exchange.prompty_file import load
from prompts.exchange.prompty_turns import BOUNDARY, turns
from prompts.format.marks import CHOICES, HELPERS
from prompts.template.parse import parse
from prompts.template.walk import uses

_TYPES = {
    "string": "string", "integer": "integer", "float": "number", "number": "number",
    "boolean": "boolean",
}  # fmt: skip
_MEDIA = ("image", "audio", "file")


@dataclass(slots=True)
class _Body:
    """The turns in Handlebars, and what was found in them."""

    turns: list[tuple[str, str]] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    losses: list[str] = field(default_factory=list)


def prompty(path: Path) -> Iterator[Converted]:
    """Prompty 1 and 2: `system:` turns, Jinja, typed inputs; connections are left out."""
    for file in files(path, "*.prompty", "**/*.prompty"):
        raw, source = load(file)
        model = raw.get("model") if isinstance(raw.get("model"), dict) else {}
        assert isinstance(model, dict)
        options = model.get("options") or model.get("parameters") or {}
        rows = raw.get("inputs") or _sampled(raw.get("sample"))
        body = _body(source, raw["template"], {r["name"]: str(r.get("kind")) for r in rows})
        fields = {
            "name": raw.get("name"), "description": raw.get("description"), "model": model.get("id"),
            "config": settings(options),
            "input": {
                "default": {r["name"]: r["default"] for r in rows if r.get("default") is not None},
                "schema": _inputs(rows, body.types),
            },
            "output": {"schema": _outputs(raw.get("outputs"))},
            "hygie.untrusted": [r["name"] for r in rows if r.get("strict")],
        }  # fmt: skip
        losses = [*_left_out(raw, model, options), *body.losses]
        yield converted(file, "prompty", pruned(fields), chat(body.turns), losses)


def _left_out(raw: Mapping[str, Any], model: Mapping[str, Any], options: Any) -> Iterator[str]:  # noqa: ANN401
    names = [name for name in ("tools", "connection") if raw.get(name) or model.get(name)]
    if isinstance(options, dict):
        names += sorted(set(options) - set(OPTIONS))
    if names:
        yield _("left out: {names}").format(names=", ".join(names))


def _sampled(sample: object) -> list[dict[str, Any]]:
    """The inputs of version 1, known by a sample alone."""
    return (
        [{"name": n, "default": v} for n, v in sample.items()] if isinstance(sample, dict) else []
    )


def _body(source: Source, template: Mapping[str, Any], kinds: Mapping[str, str]) -> _Body:
    engine, body = str((template.get("format") or {}).get("kind", "jinja2")), _Body()
    if engine not in ("jinja2", "mustache"):
        raise PromptError(
            _("The template language “{name}” is not known.").format(name=engine), _("Nothing was imported."),
            _("Expected: {names}.").format(names="jinja2, mustache"), source.place(0),
        )  # fmt: skip
    for turn in turns(source):
        if engine == "mustache":
            text, found = turn.text.text, _mustache_names(turn.text)
        else:
            carried = to_handlebars(turn.text)
            text, found = carried.text, carried.types
            body.losses += [loss for loss in carried.losses if loss not in body.losses]
        if turn.attributes:
            body.losses.append(_("left out: {names}").format(names=", ".join(turn.attributes)))
        if not text:
            body.losses.append(_("a turn without text ({role})").format(role=turn.role))
        body.turns.append((turn.role, _rich(text, kinds)))
        body.types |= {n: k for n, k in found.items() if n not in kinds}
    return body


def _mustache_names(text: Source) -> dict[str, str]:
    found = uses(parse(text), frozenset({*HELPERS, *CHOICES}))
    return {use.name: "any" for use in found if use.kind == "value" and not use.nested}


def _rich(text: str, kinds: Mapping[str, str]) -> str:
    """The places of earlier turns and of media, which are marks here and never text."""
    for name, kind in kinds.items():
        tag = {"thread": "history", **dict.fromkeys(_MEDIA, f"media url={name}")}.get(kind)
        if tag:
            text = re.sub(rf"(?<!\\)\{{\{{(~?){name}(~?)\}}\}}", rf"{{{{\1{tag}\2}}}}", text)
    return text


def _inputs(rows: list[dict[str, Any]], found: Mapping[str, str]) -> dict[str, Any]:
    """The inputs as picoschema; a template's undeclared names render as nothing when missing."""
    declared = {_key(row): _shape(row) for row in rows if row.get("kind") != "thread"}
    shapes = {**declared, **schema(found, frozenset(found))}
    strict = [row["name"] for row in rows if row.get("strict")]
    if not strict:
        return shapes
    # Picoschema cannot forbid a pattern: with strict inputs the schema is JSON Schema.
    properties = {
        row["name"]: _json_shape(row) for row in rows if row.get("kind") != "thread"
    } | {name: {} for name in found}  # fmt: skip
    required = [row["name"] for row in rows if "?" not in _key(row)]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _key(row: Mapping[str, Any]) -> str:
    optional = row.get("required") is False or row.get("default") is not None
    name = row["name"] + ("?" if optional else "")
    return f"{name}(enum)" if row.get("enumValues") else name


def _shape(row: Mapping[str, Any]) -> Any:  # noqa: ANN401
    if row.get("enumValues"):
        return list(row["enumValues"])
    kind = "string" if row.get("kind") in _MEDIA else _TYPES.get(str(row.get("kind")), "any")
    return f"{kind}, {row['description']}" if row.get("description") else kind


def _json_shape(row: Mapping[str, Any]) -> dict[str, Any]:
    kind = _TYPES.get(str(row.get("kind")))
    return {
        **({"type": kind} if kind else {}),
        **({"description": row["description"]} if row.get("description") else {}),
        **({"enum": list(row["enumValues"])} if row.get("enumValues") else {}),
        **({"not": {"type": "string", "pattern": BOUNDARY}} if row.get("strict") else {}),
    }


def _outputs(outputs: Any) -> dict[str, Any] | None:  # noqa: ANN401
    if not isinstance(outputs, list):
        return None
    return {
        f"{row['name']}{'' if row.get('required', True) else '?'}": ", ".join(
            filter(None, [_TYPES.get(str(row.get("kind")), "any"), row.get("description", "")])
        )
        for row in outputs
    }
