"""What should not stand in a prompt: personal data, accents apart from their letters, unseen characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from assistant.i18n import gettext as _
from prompts.format.reading import Prompt
from prompts.lint.advice import Advice
from prompts.lint.identifiers import identifiers


def contents(prompt: Prompt) -> Iterator[Advice]:
    """Yield the advice on what stands in the text."""
    for what, at in identifiers(prompt.body.text):
        yield Advice(
            "personal-data",
            _("The prompt itself holds {what}.").format(what=what),
            _("Make it an input, marked as sensitive."),
            prompt.body.place(at),
        )
    text = prompt.source.text
    if (odd := unicodedata.normalize("NFC", text)) != text:
        at = next(i for i, (a, b) in enumerate(zip(text, odd, strict=False)) if a != b)
        yield Advice(
            "decomposed-accents",
            _("An accent is written as a character of its own: models read it as another word."),
            _("Type the letter again, or normalise the file to NFC."),
            prompt.source.place(at),
        )
    for match in re.finditer("[\u200b\u2060\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]", text):
        yield Advice(
            "invisible",
            _("A character that cannot be seen stands here."),
            _("Delete it and type the word again."),
            prompt.source.place(match.start()),
        )
        break
