"""What changed between two prompts or two answers: fields by meaning, text by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from prompts.format.reading import Prompt
from prompts.reproduce.canonical import canonical

_WORDS = re.compile(r"\s+|[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of a field (by path) or of the text (by line); empty `old` means added."""

    where: str
    old: str
    new: str


def prompt_changes(old: Prompt, new: Prompt) -> list[Change]:
    """Return what changed from one prompt to another: schemas as JSON Schema, the body by word."""
    words = text_changes(old.body.text, new.body.text, old.body.first_line)
    return [*field_changes(_fields(old), _fields(new)), *words]


def field_changes(old: Any, new: Any, path: str = "") -> Iterator[Change]:  # noqa: ANN401
    """Yield the changes of two JSON values; the order of keys, and 0 or 0.0, are no change."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in sorted({*old, *new}):
            yield from field_changes(old.get(key), new.get(key), f"{path}.{key}".strip("."))
    elif (old is None or new is None or canonical(old) != canonical(new)) and old is not new:
        yield Change(path, *("" if value is None else _shown(value) for value in (old, new)))


def text_changes(old: str, new: str, first_line: int = 1) -> Iterator[Change]:
    """Yield the changed words of two texts, with the line of the old one, its first being given."""
    first, second = _WORDS.findall(old), _WORDS.findall(new)
    for kind, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind != "equal":
            line = "".join(first[:a]).count("\n") + first_line
            yield Change(f":{line}", "".join(first[a:b]), "".join(second[c:d]))


def _fields(prompt: Prompt) -> dict[str, Any]:
    fields = {key: value for key, value in prompt.raw.items() if key not in ("input", "output")}
    fields["input"] = {"schema": prompt.input_schema, "default": dict(prompt.meta.input.default)}
    fields["output"] = {"schema": prompt.output_schema, "format": prompt.meta.output.format}
    return fields


def _shown(value: object) -> str:
    return value if isinstance(value, str) else canonical(value)
