"""What the linter says: one piece of advice, with its place and a way to mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language import guess
from assistant.types import Language
from prompts.errors import Place
from prompts.format.reading import Prompt

_TAG = re.compile(r"\{\{.*?\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to mend; `error` when the prompt cannot work as it is."""

    rule: str
    reason: str
    mend: str
    place: Place
    error: bool = False


def spoken(prompt: Prompt) -> Language:
    """Return the language of a prompt's text."""
    named = prompt.meta.hygie.locale[:2]
    text = plain(prompt.body.text)
    return Language(named) if named in ("fr", "en") else guess(text) or Language.EN


def plain(text: str) -> str:
    """Return a body without its tags."""
    return _TAG.sub(" ", text)
