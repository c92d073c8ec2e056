"""Templates of the `llm` program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from assistant.i18n import gettext as _
from prompts.exchange.converted import Converted
from prompts.exchange.documents import (
    INPUT,
    converted,
    files,
    mapping,
    pruned,
    role,
    settings,
)
from prompts.exchange.verbatim import verbatim

_DOLLAR = re.compile(r"\$(?:(?P<escaped>\$)|(?P<name>[A-Za-z_]\w*)|\{(?P<braced>[A-Za-z_]\w*)\})")


def llm(path: Path) -> Iterator[Converted]:
    """Templates of the `llm` program: `$name` becomes an input; code in a template is never taken."""
    for file in files(path, "*.yaml", "*.yml"):
        raw = mapping(file)
        names: dict[str, str] = {}
        parts = [role("system") + _dollars(raw["system"], names)] if raw.get("system") else []
        if raw.get("prompt"):
            parts.append(role("user") + _dollars(raw["prompt"], names))
        defaults = raw.get("defaults") or {}
        if "input" not in names:
            parts.append(INPUT)
        shapes = {
            f"{n}{'?' if n in defaults or n == 'input' else ''}": "string"
            for n in {**names, "input": ""}
        }
        fields = {
            "name": file.stem, "model": raw.get("model"), "config": settings(raw.get("options") or {}),
            "input": {"default": defaults, "schema": shapes}, "output": {"schema": raw.get("schema_object")},
        }  # fmt: skip
        taken = {"system", "prompt", "model", "options", "defaults", "schema_object", "name"}
        lost = sorted(set(raw) - taken)
        losses = [_("left out: {names}").format(names=", ".join(lost))] if lost else []
        yield converted(file, "llm", pruned(fields), "\n".join(parts), losses)


def _dollars(text: object, names: dict[str, str]) -> str:
    parts, at, source = [], 0, str(text)
    for match in _DOLLAR.finditer(source):
        name = match["name"] or match["braced"]
        parts.append(verbatim(source[at : match.start()]))
        parts.append("$" if name is None else "{{" + name + "}}")
        if name:
            names[name] = "string"
        at = match.end()
    return "".join([*parts, verbatim(source[at:])])
