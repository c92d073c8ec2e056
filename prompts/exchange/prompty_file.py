"""Reads a `.prompty` file as Prompty's specification (sections 2 and 4) loads it.

The environment is never read: a reference to it is resolved only from what the caller hands over.
Files are read from the prompt's own folder alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError, Source
from prompts.exchange.documents import split
from prompts.format import yaml_core
from prompts.format.reading import read_text
from prompts.json_text import parsed

_REFERENCE = re.compile(r"\$\{(env|file):([^}]*)\}", re.IGNORECASE)
_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "boolean"), (int, "integer"), (float, "float"), (str, "string"), (list, "array"), (dict, "object"),
)  # fmt: skip
DEFAULT_TEMPLATE = {"format": {"kind": "jinja2"}, "parser": {"kind": "prompty"}}


def load(path: Path, env: Mapping[str, str] | None = None) -> tuple[dict[str, Any], Source]:
    """Return the fields of a file, shorthands written out, and its body; raises PromptError.

    Without `env`, references to the environment stay as they are written.
    """
    raw, body = split(path)
    place = Place(str(path), 1)
    fields = _resolved(raw, lambda kind, name: _referred(path, env, kind, name))
    if isinstance(fields.get("model"), str):
        fields["model"] = {"id": fields["model"]}
    template = fields.setdefault("template", DEFAULT_TEMPLATE)
    if not isinstance(template, dict) or not isinstance(template.get("format", {}), dict):
        raise PromptError(
            _("The field “{field}” has a wrong value.").format(field="template"), _("Nothing was imported."),
            "template: {format: {kind: jinja2}, parser: {kind: prompty}}", place,
        )  # fmt: skip
    for name in ("inputs", "outputs"):
        if fields.get(name) is not None:
            fields[name] = properties(fields[name], place)
    return {**fields, "kind": "prompt", "instructions": body.text.strip("\n")}, body


def properties(value: object, place: Place) -> list[dict[str, Any]]:
    """Return inputs or outputs as rows with name and kind; raises PromptError."""
    rows = value if isinstance(value, list) else [
        {"name": name, **(row if _is_property(row) else {"default": row})}
        for name, row in (value.items() if isinstance(value, dict) else ())
    ]  # fmt: skip
    if not all(isinstance(row, dict) and isinstance(row.get("name"), str) for row in rows):
        raise PromptError(
            _("An input has a name."), _("Nothing was imported."), "- {name: topic, kind: string}", place
        )  # fmt: skip
    return [_property(row) for row in rows]


def _is_property(row: object) -> bool:
    return isinstance(row, dict) and bool({"kind", "type", "default", "required"} & set(row))


def _property(row: dict[str, Any]) -> dict[str, Any]:
    kind = row.get("kind") or row.get("type") or _kind(row.get("default"))
    return {**{k: v for k, v in row.items() if k != "type"}, **({"kind": kind} if kind else {})}


def _kind(value: object) -> str:
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "")


def _resolved(value: Any, find: Callable[[str, str], Any]) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _resolved(item, find) for key, item in value.items()}
    if isinstance(value, list):
        return [_resolved(item, find) for item in value]
    match = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
    return find(match[1].lower(), match[2]) if match else value


def _referred(path: Path, env: Mapping[str, str] | None, kind: str, name: str) -> Any:  # noqa: ANN401
    if kind == "file":
        return _file(path, name)
    variable, _colon, default = name.partition(":")
    if env is None:
        return "${env:" + name + "}"
    if found := env.get(variable, default):
        return found
    raise PromptError(
        _("The environment variable “{name}” is not set.").format(name=variable),
        _("Nothing was imported."), _("Set it, or write a default: {example}").format(
            example="${env:" + variable + ":…}"
        ), Place(str(path), 1),
    )  # fmt: skip


def _file(path: Path, name: str) -> Any:  # noqa: ANN401
    folder = path.parent.resolve()
    target = (folder / name).resolve()
    if not target.is_relative_to(folder) or not name:
        raise PromptError(
            _("“{name}” leaves the folder of the prompt.").format(name=name), _("Nothing was imported."),
            _("Copy the file beside the prompt."), Place(str(path), 1),
        )  # fmt: skip
    text = read_text(target)
    if target.suffix.lower() == ".json":
        try:
            return parsed(text)
        except json.JSONDecodeError as error:
            raise PromptError(
                _("The file is not valid JSON."), _("Nothing was imported."), _("Correct this line."),
                Place(str(target), error.lineno, error.colno),
            ) from None  # fmt: skip
    if target.suffix.lower() in (".yaml", ".yml"):
        return yaml_core.load(Source(str(target), text)).value
    return text
