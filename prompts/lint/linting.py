"""All the rules over one prompt, each with a stable name, a place, a reason and a way to mend it."""

from __future__ import annotations

from collections.abc import Callable

from prompts.errors import PromptError, Source
from prompts.format.reading import Prompt
from prompts.lint.advice import Advice
from prompts.lint.contents import contents
from prompts.lint.fields import fields
from prompts.lint.references import references
from prompts.lint.wording import wording

FindText = Callable[[str], Source | None]


def lint(prompt: Prompt, find_partial: FindText) -> list[Advice]:
    """Return the advice on one prompt, by place."""
    found: list[Advice] = []
    try:
        found += references(prompt, find_partial)
        found += fields(prompt)
    except PromptError as error:
        place = error.place or prompt.front.place()
        found.append(Advice("broken", error.bare, error.action, place, error=True))
    found += wording(prompt)
    found += contents(prompt)
    return sorted(found, key=lambda a: (a.place.line, a.place.column, a.rule))
