"""Fills a prompt in: values checked, outside texts kept from closing their fence, messages made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.i18n import gettext as _
from prompts.errors import Source, TemplateError
from prompts.format import marks
from prompts.format.fences import FindProgram, closing_tags, disarmed
from prompts.format.inputs import complete, label
from prompts.format.messages import PromptMessage, to_messages
from prompts.format.reading import Prompt
from prompts.template.budget import Budget, Limits
from prompts.template.evaluate import Language, evaluate
from prompts.template.parse import parse
from prompts.template.tree import Program

FindText = Callable[[str], Source | None]


@dataclass(frozen=True, slots=True)
class Filled:
    """A prompt filled in: its messages, and what was done to the values."""

    messages: tuple[PromptMessage, ...]
    notices: tuple[str, ...] = ()


def fill(
    prompt: Prompt,
    values: Mapping[str, Any],
    find_partial: FindText = lambda _name: None,
    *,
    history: Sequence[PromptMessage] = (),
    data: Mapping[str, object] | None = None,
    limits: Limits | None = None,
) -> Filled:
    """Return the messages; raises InputError, TemplateError or BudgetError. Nothing is sent here."""
    checked = complete(prompt, values)
    programs: dict[str, Program | None] = {}

    def partial(name: str) -> Program | None:
        if name not in programs:
            found = find_partial(name)
            programs[name] = parse(found) if found else None
        return programs[name]

    language = Language(marks.HELPERS, marks.CHOICES, partial)
    budget = Budget(limits or Limits())
    try:
        checked, notices = _kept_in_their_fence(prompt, checked, partial)
        pieces = evaluate(prompt.program, language, checked, data or {}, budget)
    except RecursionError:
        raise TemplateError(
            _("The prompt nests too deeply."), action=_("Use fewer partials inside partials."),
            place=prompt.body.place(0),
        ) from None  # fmt: skip
    return Filled(to_messages(pieces, history), notices)


def _kept_in_their_fence(
    prompt: Prompt, values: dict[str, Any], partial: FindProgram
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Untrusted values with the closing tags of this prompt disarmed, and a notice for each."""
    untrusted = [name for name in prompt.meta.hygie.untrusted if name in values]
    if not untrusted or not (closing := closing_tags(prompt.program, partial)):
        return values, ()
    safe = {name: disarmed(values[name], closing) for name in untrusted}
    notices = tuple(
        _("“{label}” held the mark that ends its own place in the prompt; it was disarmed.").format(
            label=label(prompt, name)
        )
        for name in untrusted
        if safe[name] != values[name]
    )
    return {**values, **safe}, notices
