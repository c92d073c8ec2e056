"""Writes front matter: plain where YAML is plain, quoted as JSON wherever it could be misread."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from prompts.format.yaml_core import scalar

_PLAIN = re.compile(r"[^\W\d_][\w .'()/’-]*[\w.)’]|[^\W\d_]")
_KEY = re.compile(r"[A-Za-z_(][\w.?()*, -]*[\w?)]|[A-Za-z]")


def front_matter(fields: Mapping[str, Any], body: str) -> str:
    """Return the text of a prompt's file; empty fields are left out."""
    kept = {key: value for key, value in fields.items() if value not in ("", None, [], {}, ())}
    return f"---\n{_block(kept, 0)}---\n{body}"


def _block(value: Mapping[str, Any], margin: int) -> str:
    lines = []
    for key, item in value.items():
        name = (
            key if _KEY.fullmatch(key) and ", " not in key else json.dumps(key, ensure_ascii=False)
        )
        if isinstance(item, Mapping) and item:
            lines.append(f"{' ' * margin}{name}:\n{_block(item, margin + 2)}")
        else:
            lines.append(f"{' ' * margin}{name}: {_flow(item)}\n")
    return "".join(lines)


def _flow(value: object) -> str:
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) and isinstance(scalar(value), str)
        return value if plain and len(value) < 200 else json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)
