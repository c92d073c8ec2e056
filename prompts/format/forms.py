"""The form of a prompt: one field for each input, as a screen or a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from prompts.format.inputs import label
from prompts.format.reading import Prompt

_LONG = ("text", "transcript", "notes", "message", "contenu", "texte", "brut")


@dataclass(frozen=True, slots=True)
class Field:
    """One input; `remembered` is false for what must not be kept from one use to the next."""

    name: str
    label: str
    help: str
    type: str
    widget: str
    required: bool
    enum: tuple[Any, ...]
    default: Any
    sensitive: bool
    untrusted: bool
    remembered: bool
    minimum: float | None = None
    maximum: float | None = None


def form(prompt: Prompt) -> tuple[Field, ...]:
    """Return the fields of a prompt in the order of its schema; raises PromptError."""
    schema = prompt.input_schema or {}
    required = set(schema.get("required", ()))
    return tuple(
        _field(prompt, name, member, name in required)
        for name, member in schema.get("properties", {}).items()
    )


def _field(prompt: Prompt, name: str, schema: dict[str, Any], required: bool) -> Field:
    own = prompt.meta.hygie
    kind = schema.get("type", "")
    kind = kind if isinstance(kind, str) else next(k for k in kind if k != "null")
    default = prompt.meta.input.default.get(name)
    sensitive = name in own.sensitive
    return Field(
        name=name, label=label(prompt, name), help=_help(schema),
        type=kind or ("enum" if "enum" in schema else "any"),
        widget=own.widgets.get(name) or _widget(name, kind, schema),
        required=required and default is None,
        enum=tuple(v for v in schema.get("enum", ()) if v is not None),
        default=default, sensitive=sensitive, untrusted=name in own.untrusted,
        remembered=not sensitive and name not in own.untrusted and own.widgets.get(name) != "secret",
        minimum=schema.get("minimum"), maximum=schema.get("maximum"),
    )  # fmt: skip


def _help(schema: dict[str, Any]) -> str:
    """A list often says what it holds where its items are described."""
    items = schema.get("items")
    inner = items.get("description", "") if isinstance(items, dict) else ""
    return str(schema.get("description") or inner)


def _widget(name: str, kind: str, schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return "choice"
    simple = {"boolean": "switch", "integer": "number", "number": "number", "array": "list"}
    if kind in simple:
        return simple[kind]
    if schema.get("format") == "date":
        return "date"
    words = f"{name} {schema.get('description', '')}".lower()
    return "textarea" if any(word in words for word in _LONG) else "text"
