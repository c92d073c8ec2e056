"""The front matter: what it leaves out, and what it says that the text does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.i18n import gettext as _
from assistant.language import guess
from prompts.format.reading import Prompt
from prompts.lint.advice import Advice, plain


def fields(prompt: Prompt) -> Iterator[Advice]:
    """Yield the advice on the front matter."""
    own, place = prompt.meta.hygie, prompt.front.place()
    if not prompt.meta.description and prompt.raw:
        yield Advice(
            "no-description",
            _("The prompt does not say what it is for."),
            _("description: one sentence."),
            place,
        )
    for name in own.unknown():
        yield Advice(
            "unknown-field",
            _("The field “{field}” means nothing to hygie.").format(field=name),
            _("Correct its name or remove it."),
            prompt.front.place(name),
        )
    if (
        own.locale[:2] in ("fr", "en")
        and (found := guess(plain(prompt.body.text)))
        and found.value != own.locale[:2]
    ):
        yield Advice(
            "other-language",
            _("The prompt says it is in “{said}” and is written in “{found}”.").format(
                said=own.locale, found=found.value
            ),
            _("Correct hygie.locale, or the text."),
            prompt.front.place("hygie.locale"),
        )
    model = prompt.meta.model
    if model.endswith(("-latest", ":latest")):
        yield Advice(
            "floating-model",
            _("“{model}” means another model tomorrow.").format(model=model),
            _("Name a dated version of the model."),
            prompt.front.place("model"),
        )
    if (
        re.search(r"\bjson\b", prompt.body.text, re.IGNORECASE)
        and prompt.meta.output.format == "text"
    ):
        yield Advice(
            "json-as-text",
            _("The text asks for JSON, and output says text."),
            "output: {format: json, schema: …}",
            prompt.front.place("output"),
        )
