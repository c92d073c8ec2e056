"""Names a prompt uses and does not have, has and does not use, or uses where it should not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from assistant.i18n import gettext as _
from prompts.errors import Place, Source
from prompts.format.reading import Prompt
from prompts.lint.advice import Advice
from prompts.reproduce.hashes import KNOWN_HELPERS
from prompts.template.walk import Use, uses

FindText = Callable[[str], Source | None]


def references(prompt: Prompt, find_partial: FindText) -> Iterator[Advice]:
    """Yield the advice on names."""
    declared: Mapping[str, object] = (prompt.input_schema or {}).get("properties", {})
    open_ended = prompt.input_schema is None or prompt.input_schema.get(
        "additionalProperties", True
    )
    required = set((prompt.input_schema or {}).get("required", ())) | set(prompt.meta.input.default)
    used = uses(prompt.program, KNOWN_HELPERS)
    named = {use.name for use in used if use.kind == "value"}
    for use in used:
        place = prompt.body.place(use.at)
        if use.kind == "helper" and use.name not in {
            *KNOWN_HELPERS,
            "if",
            "unless",
            "each",
            "with",
            "lookup",
            "log",
        }:
            yield Advice(
                "unknown-helper",
                _("There is no helper “{name}”.").format(name=use.name),
                _("Remove it, or declare an input of this name."),
                place,
                error=True,
            )
        elif use.kind == "partial" and use.name and find_partial(use.name) is None:
            yield Advice(
                "missing-partial",
                _("There is no partial “{name}”.").format(name=use.name),
                _("Add partials/_{name}.prompt, or correct the name.").format(name=use.name),
                place,
                error=True,
            )
        elif use.kind == "value" and not use.nested:
            yield from _value(prompt, use, declared, required, bool(open_ended), place)
    for name in sorted({*declared} & {*KNOWN_HELPERS, "if", "unless", "each", "with", "lookup"}):
        yield Advice(
            "helper-name",
            _("The input “{name}” has the name of a helper and can never be shown.").format(
                name=name
            ),
            _("Give it another name."),
            prompt.front.place("input", "schema"),
            error=True,
        )
    whole = "this" in prompt.body.text or ">" in prompt.body.text
    for name in declared:
        if name not in named and not whole:
            yield Advice(
                "unused-input",
                _("The input “{name}” is asked for and never used.").format(name=name),
                _("Use it in the text, or remove it from the inputs."),
                prompt.front.place("input", "schema"),
            )


def _value(
    prompt: Prompt,
    use: Use,
    declared: Mapping[str, object],
    required: set[str],
    open_ended: bool,
    place: Place,
) -> Iterator[Advice]:
    if use.name not in declared:
        if (
            declared
            or prompt.meta.input.shape is not None
            or use.name not in prompt.meta.input.default
        ):
            yield Advice(
                "undeclared-input",
                _("“{name}” is not among the inputs.").format(name=use.name),
                _("Declare it: input: schema: {name}: string, what it is").replace(
                    "{name}", use.name
                ),
                place,
                error=bool(declared) and not open_ended,
            )
    elif use.name not in required and use.name not in use.guarded:
        yield Advice(
            "unguarded-input",
            _("The optional input “{name}” leaves a hole when it is empty.").format(name=use.name),
            "{{#if " + use.name + "}}…{{/if}}",
            place,
        )
    if use.name in prompt.meta.hygie.untrusted and use.role == "system":
        yield Advice(
            "untrusted-in-system",
            _("The outside text “{name}” stands among the orders to the model.").format(
                name=use.name
            ),
            _('Move it below {{role "user"}}, between tags.'),
            place,
            error=True,
        )
