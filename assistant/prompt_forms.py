"""The form of a prompt, for any screen: fields, values remembered, each answer checked as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant import prompt_wiring
from assistant.errors import StoreError
from assistant.i18n import gettext as _
from assistant.types import Document, Private
from prompts.errors import DriftError, InputError
from prompts.filled_source import FilledPrompt
from prompts.format.forms import Field, form
from prompts.format.inputs import complete, typed
from prompts.format.messages import PromptMessage
from prompts.format.rendering import fill
from prompts.library.stack import Found, Stack
from prompts.reproduce.trust import require_approval


@dataclass(frozen=True, slots=True)
class Row:
    """One prompt of a list: what a screen shows before it is opened; `problem` says why it cannot be."""

    name: str
    title: str
    description: str
    tags: tuple[str, ...]
    locale: str
    status: str
    problem: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A form filled in: a source for the pipeline, its messages, the values, what was done to them."""

    source: FilledPrompt
    messages: tuple[PromptMessage, ...]
    values: Mapping[str, Any]
    notices: tuple[str, ...]
    sources: tuple[Document, ...]
    """The outside texts given: what an answer can be checked against."""


def rows(words: str = "", library: str | None = None) -> list[Row]:
    """Return the prompts that hold every word, or all of them."""
    stack = prompt_wiring.stack(library)
    pairs = stack.search(words) if words.strip() else stack.entries()
    return [
        Row(e.identity, e.title, e.description, e.tags, e.locale, e.status, e.problem)
        for _library, e in pairs
    ]


@dataclass(frozen=True, slots=True)
class Form:
    """One prompt's form; `texts` are its values as a person would type them."""

    title: str
    description: str
    fields: tuple[Field, ...]
    texts: Mapping[str, str]
    found: Found
    stack: Stack

    def problem(self, name: str, text: str) -> str:
        """Return what is wrong with one answer, in the person's language; nothing when it is fine."""
        field = next(field for field in self.fields if field.name == name)
        if not text.strip():
            return _("“{label}” is missing.").format(label=field.label) if field.required else ""
        others = {f.name: _stand_in(f) for f in self.fields if f.name != name and f.required}
        try:
            complete(self.found.prompt, {**others, **typed(self.found.prompt, {name: text})})
        except InputError as error:
            return f"{error.bare} {error.action}".strip() if error.input == name else ""
        return ""

    def ready(self, texts: Mapping[str, str]) -> Ready:
        """Return the prompt filled in, and remember what may be; raises InputError, PromptError."""
        given = {name: text for name, text in texts.items() if text.strip()}
        values = typed(self.found.prompt, given)
        filled = fill(self.found.prompt, values, self.stack.partial)
        remember(self.found, values)
        source = FilledPrompt(filled.messages, self.found.prompt.meta.hygie.locale)
        whole = complete(self.found.prompt, values)
        return Ready(source, filled.messages, whole, filled.notices, sources(self.found, whole))


def open_form(name: str, library: str | None = None) -> Form:
    """Return a prompt's form; raises MissingError, PromptError, or UntrustedError before approval."""
    stack = prompt_wiring.stack(library)
    found = stack.find(name)
    require_approval(stack, found)
    fields = form(found.prompt)
    kept = _remembered(found)
    texts = {
        f.name: as_text(kept.get(f.name, f.default))
        for f in fields
        if kept.get(f.name, f.default) is not None
    }
    description = found.prompt.meta.description
    return Form(found.entry.title, description, fields, texts, found, stack)


def sources(found: Found, values: Mapping[str, Any]) -> tuple[Document, ...]:
    """Return the outside texts among the values as documents without a name."""
    texts = (values.get(name) for name in found.prompt.meta.hygie.untrusted)
    given = (text for text in texts if isinstance(text, str) and text.strip())
    return tuple(Document(Private(""), Private(text)) for text in given)


def remember(found: Found, values: Mapping[str, Any]) -> None:
    """Keep what may be kept of these values; a store that fails costs the memory, not the run."""
    try:
        prompt_wiring.remembered().keep(found, values)
    except (StoreError, DriftError, OSError):
        return


def as_text(value: object) -> str:
    """Return a value as it is typed: a list with commas, yes and no as true and false."""
    import json

    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(v, str) and "," not in v for v in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False)


def _remembered(found: Found) -> Mapping[str, Any]:
    try:
        return prompt_wiring.remembered().values(found)
    except (StoreError, OSError):
        return {}


def _stand_in(field: Field) -> Any:  # noqa: ANN401
    """A value of the right type for a field that is not being judged."""
    simple = {"integer": 0, "number": 0, "boolean": False, "array": [], "object": {}}
    return field.enum[0] if field.enum else simple.get(field.type, "x")
