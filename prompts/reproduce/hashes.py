"""The two hashes of a prompt: of its file, and of what it makes hygie send.

`source` moves with any change; `behaviour` only when what is sent can change: not with tags,
comments, versions, labels, the order of fields or line ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from prompts.errors import Source
from prompts.format.marks import CHOICES, HELPERS
from prompts.format.reading import Prompt
from prompts.reproduce.canonical import digest, digest_text
from prompts.template.parse import parse
from prompts.template.tree import Program
from prompts.template.walk import shape, uses


class Partials(Protocol):
    """Where partials are found: the libraries."""

    def partial(self, name: str) -> Source | None:
        """Return the text of a partial, or None; raises PromptError."""

    def partial_names(self) -> list[str]:
        """Return every name under which there is one."""


KNOWN_HELPERS = frozenset({*HELPERS, *CHOICES})


@dataclass(frozen=True, slots=True)
class Hashes:
    """What a prompt is known by."""

    source: str
    behaviour: str
    partials: Mapping[str, str]


def hashes(prompt: Prompt, library: Partials) -> Hashes:
    """Return the hashes of a prompt and of the partials it includes; raises PromptError."""
    meta = prompt.meta
    partials = included(prompt.program, library)
    behaviour = digest({
        "template": shape(prompt.program), "model": meta.model, "config": dict(meta.config),
        "input": _undescribed(prompt.input_schema), "default": dict(meta.input.default),
        "output": prompt.output_schema, "format": meta.output.format, "tools": meta.tools,
        "untrusted": sorted(meta.hygie.untrusted),
        "partials": {name: digest(shape(parse(text))) for name, text in partials.items()},
    })  # fmt: skip
    return Hashes(
        source_hash(prompt.source.text),
        behaviour,
        {name: source_hash(text.text) for name, text in sorted(partials.items())},
    )


def source_hash(text: str) -> str:
    """Return the hash of a file's text, line ends aside."""
    return digest_text(text.replace("\r\n", "\n"))


def included(program: Program, library: Partials) -> dict[str, Source]:
    """Return the partials that a template can include, and those they can; raises PromptError.

    Where a name is computed from a value, that is every partial there is.
    """
    found: dict[str, Source] = {}
    waiting = [program]
    while waiting:
        for name in _named(waiting.pop(), library):
            if name not in found and (text := library.partial(name)):
                found[name] = text
                waiting.append(parse(text))
    return found


def _named(program: Program, library: Partials) -> Iterator[str]:
    for use in uses(program, KNOWN_HELPERS):
        if use.kind == "any partial":
            yield from library.partial_names()
        elif use.kind == "partial":
            yield use.name


def _undescribed(schema: Any) -> Any:  # noqa: ANN401
    """A schema without descriptions: those are for people, not for the model."""
    if isinstance(schema, Mapping):
        return {
            key: _undescribed(value)
            for key, value in schema.items()
            if key != "description" or not isinstance(value, str)
        }
    return [_undescribed(item) for item in schema] if isinstance(schema, list) else schema
