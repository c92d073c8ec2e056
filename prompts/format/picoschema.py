"""Picoschema, dotprompt's short notation, as JSON Schema; JSON Schema itself passes through."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError

Schema = dict[str, Any]
FindSchema = Callable[[str], Schema | None]
SCALARS = ("string", "boolean", "null", "number", "integer", "any")
_WILDCARD = "(*)"
_DESCRIBED = re.compile(r"(.*?), *(.*)", re.DOTALL)


def to_json_schema(schema: object, find: FindSchema, place: Place) -> Schema | None:
    """Return the JSON Schema of a front-matter schema; raises PromptError for an unknown type."""
    if schema is None or schema == "":
        return None
    if isinstance(schema, Mapping):
        kind = schema.get("type")
        if isinstance(kind, list) or kind in (*SCALARS, "object", "array"):
            return dict(schema)
        if isinstance(schema.get("properties"), Mapping):
            return {**schema, "type": "object"}
    return _Converter(find, place).convert(schema)


class _Converter:
    def __init__(self, find: FindSchema, place: Place) -> None:
        self._find, self._place = find, place

    def convert(self, schema: object) -> Schema:
        if isinstance(schema, str):
            return self._scalar(schema)
        if not isinstance(schema, Mapping):
            raise self._error(
                _("A type is a word (string, integer, …) or an indented list of fields.")
            )
        result: Schema = {"type": "object", "properties": {}, "additionalProperties": False}
        required = []
        for key, value in schema.items():
            if key == _WILDCARD:
                result["additionalProperties"] = self.convert(value)
                continue
            name, optional, shape = _parts(key)
            result["properties"][name] = self._field(value, shape, optional)
            if not optional:
                required.append(name)
        if required:
            result["required"] = required
        return result

    def _scalar(self, text: str) -> Schema:
        kind, description = _described(text)
        if kind == "any":
            base: Schema = {}
        elif kind in SCALARS:
            base = {"type": kind}
        else:
            found = self._find(kind)
            if found is None:
                raise self._error(
                    _("There is no type “{name}”.").format(name=kind),
                    _("Known types: {names}, or a schema of the library.").format(
                        names=", ".join(SCALARS)
                    ),
                )
            base = dict(found)
        return {**base, "description": description} if description else base

    def _field(self, value: object, shape: str, optional: bool) -> Schema:
        kind, description = _described(shape)
        if kind == "enum":
            if not isinstance(value, list):
                raise self._error(_("An enum takes a list of values."), "ton(enum): [a, b]")
            field: Schema = {"enum": [*value, None] if optional and None not in value else value}
        elif kind == "array":
            field = {"type": _optional("array", optional), "items": self.convert(value)}
        elif kind in ("object", ""):
            field = self.convert(value)
            if isinstance(field.get("type"), str):
                field["type"] = _optional(field["type"], optional)
        else:
            raise self._error(
                _("“{kind}” cannot stand in parentheses.").format(kind=kind),
                _("Allowed: {names}.").format(names="array, object, enum"),
            )
        return {**field, "description": description} if description else field

    def _error(self, title: str, action: str = "") -> PromptError:
        return PromptError(title, action=action, place=self._place)


def _parts(key: str) -> tuple[str, bool, str]:
    name, _opening, shape = key.partition("(")
    return name.removesuffix("?"), name.endswith("?"), shape.removesuffix(")")


def _optional(kind: str, optional: bool) -> str | list[str]:
    return [kind, "null"] if optional else kind


def _described(text: str) -> tuple[str, str]:
    match = _DESCRIBED.fullmatch(text)
    return (match[1].strip(), match[2].strip()) if match else (text.strip(), "")
