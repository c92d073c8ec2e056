"""The form of a prompt, and the one way a prompt is filled in, for any screen or command.

Fields, values remembered, each answer checked as it is typed; then messages ready for the pipeline.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant import prompt_wiring
from assistant.errors import StoreError
from assistant.i18n import gettext as _
from assistant.prompt_shelf import Opening
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
class Ready:
    """A prompt filled in: where it stands, its values, a source for the pipeline, its messages."""

    stack: Stack
    found: Found
    values: Mapping[str, Any]
    source: FilledPrompt
    messages: tuple[PromptMessage, ...]
    notices: tuple[str, ...]
    """What was done to the values; the source says it too, once the request is prepared."""
    sources: tuple[Document, ...]
    """The outside texts given: what an answer can be checked against."""


def ready(stack: Stack, found: Found, values: Mapping[str, Any]) -> Ready:
    """Fill a prompt in; raises InputError, PromptError, or UntrustedError before approval."""
    require_approval(stack, found)
    filled = fill(found.prompt, values, stack.partial)
    whole = complete(found.prompt, values)
    source = FilledPrompt(filled.messages, found.prompt.meta.hygie.locale, filled.notices)
    outside = _sources(found, whole)
    return Ready(stack, found, whole, source, filled.messages, filled.notices, outside)


@dataclass(frozen=True, slots=True)
class Form:
    """One prompt's form; `values` are what it opens with: what was remembered, else the defaults."""

    title: str
    description: str
    fields: tuple[Field, ...]
    values: Mapping[str, Any]
    found: Found
    stack: Stack
    opening: Opening

    @property
    def texts(self) -> dict[str, str]:
        """The values as a person would type them."""
        return {name: as_text(value) for name, value in self.values.items()}

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
        """Fill in what was typed; see `filled`."""
        given = {name: text for name, text in texts.items() if text.strip()}
        return self.filled(typed(self.found.prompt, given))

    def filled(self, values: Mapping[str, Any]) -> Ready:
        """Return the prompt filled in, and remember what may be; raises InputError, PromptError."""
        done = ready(self.stack, self.found, values)
        self._remember(values)
        return done

    def _remember(self, values: Mapping[str, Any]) -> None:
        """A store that fails costs the memory, not the run."""
        try:
            with prompt_wiring.remembered(self.opening) as memory:
                memory.keep(self.found, values)
        except (StoreError, DriftError, OSError):
            return


def open_form(name: str, opening: Opening, library: str | None = None) -> Form:
    """Return a prompt's form; raises MissingError, PromptError, or UntrustedError before approval."""
    stack = prompt_wiring.stack(library)
    found = stack.find(name)
    require_approval(stack, found)
    fields = form(found.prompt)
    kept = _remembered(found, opening)
    values = {f.name: kept.get(f.name, f.default) for f in fields}
    known = {name: value for name, value in values.items() if value is not None}
    description = found.prompt.meta.description
    return Form(found.entry.title, description, fields, known, found, stack, opening)


def _sources(found: Found, values: Mapping[str, Any]) -> tuple[Document, ...]:
    """Return the outside texts among the values as documents without a name."""
    texts = (values.get(name) for name in found.prompt.meta.hygie.untrusted)
    given = (text for text in texts if isinstance(text, str) and text.strip())
    return tuple(Document(Private(""), Private(text)) for text in given)


def as_text(value: object) -> str:
    """Return a value as it is typed: a list with commas, yes and no as true and false."""
    import json

    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(v, str) and "," not in v for v in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False)


def _remembered(found: Found, opening: Opening) -> Mapping[str, Any]:
    try:
        with prompt_wiring.remembered(opening) as memory:
            return memory.values(found)
    except (StoreError, OSError):
        return {}


def _stand_in(field: Field) -> Any:  # noqa: ANN401
    """A value of the right type for a field that is not being judged."""
    simple = {"integer": 0, "number": 0, "boolean": False, "array": [], "object": {}}
    return field.enum[0] if field.enum else simple.get(field.type, "x")
