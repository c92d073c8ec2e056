"""Prompts that are lists of messages, and promptfoo's configuration that names them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError, Source
from prompts.exchange.converted import Converted
from prompts.exchange.documents import (
    chat,
    converted,
    files,
    mapping,
    pruned,
    schema,
)
from prompts.exchange.jinja import Carried, to_handlebars
from prompts.format.reading import read_text
from prompts.json_text import parsed

Chat = tuple[str, dict[str, Any], list[str]]
"""A body, the picoschema of its inputs, what was lost."""


def promptfoo(path: Path) -> Iterator[Converted]:
    """promptfoo's configuration: its prompts as text; code and `exec:` are never taken."""
    for file in files(path, "promptfooconfig.yaml", "promptfooconfig.yml"):
        raw = mapping(file)
        prompts = raw.get("prompts")
        for number, entry in enumerate(prompts if isinstance(prompts, list) else [prompts], 1):
            source, name, label = _promptfoo_source(file, entry, number)
            if source is None:
                continue
            text, inputs, told = _promptfoo_messages(source)
            fields = {
                "name": name,
                "description": raw.get("description") or label,
                "input": {"schema": inputs},
            }
            losses = list(told) + (
                [_("left out: {names}").format(names="providers")] if raw.get("providers") else []
            )
            if raw.get("tests"):
                losses.append(
                    _(
                        "its tests stay in {file}; copy their list to tests/{name}.tests.yaml"
                    ).format(file=file.name, name=name)
                )
            yield converted(file, "promptfoo", pruned(fields), text, losses)


def _promptfoo_source(file: Path, entry: object, number: int) -> tuple[Source | None, str, str]:
    row = entry if isinstance(entry, dict) else {"raw": entry}
    text = str(row.get("raw") or row.get("id") or "")
    name = (
        re.sub(r"[^\w-]+", "-", str(row.get("label") or f"{file.parent.resolve().name}-{number}"))
        .strip("-")
        .lower()
    )
    if text.startswith(("exec:", "python:")) or re.search(
        r"\.(?:js|cjs|mjs|ts|py|sh)(?::\w+)?$", text
    ):
        return None, name, ""
    if not text.startswith("file://"):
        return Source(str(file), text), name, name
    path = (file.parent / text.removeprefix("file://")).resolve()
    if not path.is_relative_to(file.parent.resolve()):
        raise PromptError(
            _("“{name}” leaves the folder of the configuration.").format(name=text), _("Nothing was imported."),
            _("Copy the file beside the configuration."), Place(str(file)),
        )  # fmt: skip
    return Source(str(path), read_text(path).replace("\r\n", "\n")), path.name.split(".")[0], name


def _promptfoo_messages(source: Source) -> Chat:
    try:
        rows = parsed(source.text)
    except ValueError:
        rows = None
    if not isinstance(rows, list):
        rows = [{"role": "user", "content": source.text}]
    return read_chat(source, rows, to_handlebars)


def read_chat(source: Source, rows: list[Any], carry: Callable[[Source], Carried]) -> Chat:
    """Return messages as a body; raises PromptError for what is not a role with a text."""
    turns, inputs, losses = [], dict[str, Any](), list[str]()
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("content"), str):
            raise PromptError(
                _("A message is not a role with a text."), _("Nothing was imported."),
                '{"role": "user", "content": "…"}', source.place(0),
            )  # fmt: skip
        carried = carry(Source(source.name, row["content"]))
        turns.append((str(row.get("role", "user")), carried.text))
        inputs |= schema(carried.types, carried.optional)
        losses += [loss for loss in carried.losses if loss not in losses]
    return chat(turns), inputs, losses
