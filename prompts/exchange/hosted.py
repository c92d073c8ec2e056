"""Prompts kept by a service and saved as JSON: Langfuse, prompt objects, MCP."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError, Source
from prompts.exchange.chats import read_chat
from prompts.exchange.converted import Converted
from prompts.exchange.documents import chat, converted, files, pruned, schema, settings
from prompts.exchange.jinja import Carried
from prompts.exchange.verbatim import VARIABLE, with_variables
from prompts.format.reading import read_text
from prompts.json_text import parsed

Convert = Callable[[Path, Source, Mapping[str, Any]], Converted]


def langfuse(path: Path) -> Iterator[Converted]:
    """Langfuse exports, and prompt objects saved as JSON: text or a list of messages."""
    yield from _each(path, "data", _hosted)


def mcp(path: Path) -> Iterator[Converted]:
    """Prompts of an MCP server, saved: what lists them, with the messages they give."""
    yield from _each(path, "prompts", _served)


def _each(path: Path, key: str, convert: Convert) -> Iterator[Converted]:
    for file in files(path, "*.json"):
        source = Source(str(file), read_text(file))
        try:
            data = parsed(source.text)
        except json.JSONDecodeError as error:
            raise PromptError(
                _("The file is not valid JSON."), _("Nothing was imported."), _("Correct this line."),
                Place(str(file), error.lineno, error.colno),
            ) from None  # fmt: skip
        rows = data.get(key, [data]) if isinstance(data, dict) else data
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict):
                yield convert(file, source, row)


def _hosted(file: Path, source: Source, row: Mapping[str, Any]) -> Converted:
    content = row.get("prompt") or row.get("messages") or row.get("instructions")
    if isinstance(content, list):
        text, inputs, losses = read_chat(source, content, _braces)
    else:
        carried = _braces(Source(source.name, str(content or "")))
        text, inputs, losses = chat([("user", carried.text)]), schema(carried.types), []
    config = row["config"] if isinstance(row.get("config"), dict) else {}
    fields = {
        "name": str(row.get("name") or file.stem), "model": config.get("model") or row.get("model"),
        "config": settings(config), "input": {"schema": inputs}, "hygie.tags": row.get("tags"),
    }  # fmt: skip
    return converted(file, "langfuse", pruned(fields), text, losses)


def _served(file: Path, source: Source, row: Mapping[str, Any]) -> Converted:
    messages = row["messages"] if isinstance(row.get("messages"), list) else []
    texts = [{"role": m.get("role"), "content": _text(m)} for m in messages if isinstance(m, dict)]
    body, found, losses = read_chat(source, texts, _braces)
    listed = row["arguments"] if isinstance(row.get("arguments"), list) else []
    arguments = [a for a in listed if isinstance(a, dict) and isinstance(a.get("name"), str)]
    declared = {
        a["name"] + ("" if a.get("required") else "?"): f"string, {a.get('description', '')}".rstrip(", ")
        for a in arguments
    }  # fmt: skip
    named = {a["name"] for a in arguments}
    inputs = {**declared, **{name: kind for name, kind in found.items() if name not in named}}
    fields = {
        "name": str(row.get("name") or file.stem), "description": row.get("description"),
        "input": {"schema": inputs},
    }  # fmt: skip
    return converted(file, "mcp", pruned(fields), body, losses)


def _text(message: Mapping[str, Any]) -> object:
    content = message.get("content")
    return content.get("text") if isinstance(content, dict) else content


def _braces(source: Source) -> Carried:
    """Both write values as `{{name}}`, and nothing else."""
    found = list(dict.fromkeys(m[1] for m in VARIABLE.finditer(source.text)))
    types = dict.fromkeys(found, "string")
    return Carried(with_variables(source.text, found), types, frozenset(), ())
