"""Values given to a prompt: typed from the command line, completed by defaults, checked by schema."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from assistant.i18n import gettext as _
from assistant.i18n import language
from prompts.errors import InputError
from prompts.format.picoschema import Schema
from prompts.format.reading import Prompt
from prompts.format.validation import violations
from prompts.json_text import parsed

_WORDS = {"true": True, "false": False, "yes": True, "no": False, "oui": True, "non": False}


def typed(prompt: Prompt, given: Mapping[str, str]) -> dict[str, Any]:
    """Return texts from a command line as the types the prompt asks for, where that is possible."""
    fields = (prompt.input_schema or {}).get("properties", {})
    return {name: _from_text(text, fields.get(name, {})) for name, text in given.items()}


def complete(prompt: Prompt, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with defaults in place; raises InputError naming what is missing or wrong."""
    values = {**prompt.meta.input.default, **given}
    schema = prompt.input_schema
    if schema is None or schema.get("type") != "object":
        return values
    problems = list(dict.fromkeys(_problems(prompt, schema, values)))
    if problems:
        name, title, action = problems[0]
        others = "\n  ".join(title for _name, title, _action in problems[1:6])
        raise InputError(
            title, others, action, prompt.front.place("input", "schema", *_key(prompt, name)), name
        )
    return values


def label(prompt: Prompt, name: str) -> str:
    """Return what the form calls an input, in the person's language."""
    labels = prompt.meta.hygie.labels
    for locale in (language().value, prompt.meta.hygie.locale, *labels):
        if found := labels.get(locale, {}).get(name):
            return found
    return name


def _problems(
    prompt: Prompt, schema: Schema, values: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    for found in violations(schema, dict(values), prompt.front.place("input", "schema")):
        yield from _explained(prompt, schema, found)


def _explained(prompt: Prompt, schema: Schema, error: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401
    path = [str(part) for part in error.absolute_path]
    declared = schema.get("properties", {})
    if error.validator == "required":
        for name in [n for n in error.validator_value if n not in error.instance]:
            shown = label(prompt, name) if not path else ".".join([*path, name])
            hint = declared.get(name, {}).get("description", "") if not path else ""
            action = _("Give it: --var {name}=…").format(name=name)
            yield (
                name,
                _("“{label}” is missing.").format(label=shown),
                f"{action} ({hint})" if hint else action,
            )
    elif error.validator == "additionalProperties" and not path:
        for name in sorted(set(error.instance) - set(declared)):
            near = get_close_matches(name, declared, 1)
            hint = _("Did you mean {name}?").format(name=near[0]) if near else _(
                "The prompt takes: {names}."
            ).format(names=", ".join(declared))  # fmt: skip
            yield name, _("The prompt has no input “{name}”.").format(name=name), hint
    else:
        name = path[0] if path else ""
        shown = " › ".join([label(prompt, name), *path[1:]]) if path else prompt.meta.name
        yield name, _("“{label}” has a wrong value.").format(label=shown), _wanted(error)


def _wanted(error: Any) -> str:  # noqa: ANN401
    names = {
        "string": _("a text"), "integer": _("a whole number"), "number": _("a number"),
        "boolean": _("true or false"), "array": _("a list"), "object": _("named values"),
        "null": _("nothing"),
    }  # fmt: skip
    rule, value = error.validator, error.validator_value
    if rule == "type":
        kinds = [value] if isinstance(value, str) else value
        return _("Expected: {what}.").format(what=" / ".join(names.get(k, k) for k in kinds))
    if rule == "enum":
        allowed = ", ".join(str(v) for v in value if v is not None)
        return _("Allowed: {allowed}.").format(allowed=allowed)
    return _("The schema asks for {rule}: {value}.").format(rule=rule, value=json.dumps(value)[:80])


def _from_text(text: str, schema: Mapping[str, Any]) -> Any:  # noqa: ANN401
    kind = schema.get("type")
    kinds = [kind] if isinstance(kind, str) else list(kind or [])
    if "string" in kinds or (not kinds and "enum" not in schema):
        return text
    if "boolean" in kinds and text.strip().lower() in _WORDS:
        return _WORDS[text.strip().lower()]
    if "array" in kinds and not text.lstrip().startswith("["):
        return [
            _from_text(item.strip(), schema.get("items") or {})
            for item in text.replace("\n", ",").split(",")
            if item.strip()
        ]
    if "enum" in schema and text in schema["enum"]:
        return text
    try:
        return parsed(text)
    except ValueError:
        return text


def _key(prompt: Prompt, name: str) -> tuple[str, ...]:
    """The key under which an input is declared: `ton?(enum, …)` declares `ton`."""
    shape = prompt.meta.input.shape
    for key in shape if isinstance(shape, Mapping) else ():
        if str(key).partition("(")[0].removesuffix("?") == name:
            return (str(key),)
    return ()
