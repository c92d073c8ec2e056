"""The rules, each with a stable name, a place, a reason and a way to mend it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from assistant.i18n import gettext as _
from assistant.language import guess
from assistant.types import Language
from prompts.errors import Place, PromptError, Source
from prompts.format.reading import Prompt
from prompts.lint.identifiers import identifiers
from prompts.lint.words import BOUNDED, FORM, LENGTH, PAIRS, PROSE, THEATRE, VAGUE
from prompts.reproduce.hashes import KNOWN_HELPERS
from prompts.template.walk import Use, uses

FindText = Callable[[str], Source | None]
_TAG = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_QUOTED = re.compile(r"\[[^\]\n]{0,200}\]|[\"“«`][^\"”»`\n]{0,200}[\"”»`]")
_ORDER = re.compile(r"\s*(?:[-*•]|\d+[.)])\s")
_EXAMPLE = re.compile(r"\{\{|https?://|[\"“«<`=]|___|\$\d|\d+x\b")
"""What orders do not hold, and templates, figures and quoted examples do."""
LONG = 12_000
"""Characters, some 3,000 tokens: a small model forgets the beginning of a longer prompt."""
_SHORT = 200
"""Below this many characters a prompt is a fragment: form and length are left to the person."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to mend; `error` when the prompt cannot work as it is."""

    rule: str
    reason: str
    mend: str
    place: Place
    error: bool = False


def lint(prompt: Prompt, find_partial: FindText) -> list[Advice]:
    """Return the advice on one prompt, by place."""
    found: list[Advice] = []
    try:
        found += _references(prompt, find_partial)
        found += _fields(prompt)
    except PromptError as error:
        place = error.place or prompt.front.place()
        found.append(Advice("broken", error.title, error.action, place, error=True))
    found += _wording(prompt)
    found += _contents(prompt)
    return sorted(found, key=lambda a: (a.place.line, a.place.column, a.rule))


def spoken(prompt: Prompt) -> Language:
    """Return the language of a prompt's text."""
    named = prompt.meta.hygie.locale[:2]
    text = _plain(prompt.body.text)
    return Language(named) if named in ("fr", "en") else guess(text) or Language.EN


def _references(prompt: Prompt, find_partial: FindText) -> Iterator[Advice]:
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


def _fields(prompt: Prompt) -> Iterator[Advice]:
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
        and (found := guess(_plain(prompt.body.text)))
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


def _wording(prompt: Prompt) -> Iterator[Advice]:
    language, text = spoken(prompt), prompt.body.text
    if language not in VAGUE or guess(_plain(text)) not in (None, language):
        return
    bare = _QUOTED.sub(lambda m: " " * len(m[0]), text)
    for match in VAGUE[language].finditer(bare):
        yield Advice(
            "vague",
            _("“{words}” says too little to be followed alike twice.").format(words=match[0]),
            _("Give a number, a list or a condition instead."),
            prompt.body.place(match.start()),
        )
    for theatre in THEATRE[language].finditer(bare):
        yield Advice(
            "no-effect",
            _("“{words}” is nothing that a model can act on.").format(words=theatre[0]),
            _("Remove it, or say what the answer must hold for you to find it good."),
            prompt.body.place(theatre.start()),
        )
    plain = _plain(text)
    if len(plain) > LONG:
        yield Advice(
            "long",
            _("The prompt takes some {n} tokens before any text is given to it.").format(
                n=len(plain) // 4
            ),
            _("Keep what changes the answer; move the rest to an input or a partial."),
            prompt.body.place(0),
        )
    if len(plain) >= _SHORT:
        if not FORM.search(plain) and not prompt.meta.output.shape:
            yield Advice(
                "no-format",
                _("Nothing says which form the answer takes."),
                _("Say it: a list, a table, headings, a letter, JSON."),
                prompt.body.place(0),
            )
        elif _may_run_on(prompt) and not LENGTH.search(text):
            yield Advice(
                "no-length",
                _("Nothing says how long the answer may be."),
                _("Say it: at most so many words, points or lines."),
                prompt.body.place(0),
            )
    for first, second in PAIRS[language]:
        if (one := first.search(bare)) and (two := second.search(bare)):
            yield Advice(
                "contradiction",
                _("“{one}” and “{two}” exclude each other.").format(one=one[0], two=two[0]),
                _("Keep one of the two."),
                prompt.body.place(max(one.start(), two.start())),
            )
    yield from _repeated(prompt)


def _may_run_on(prompt: Prompt) -> bool:
    """Whether the task, by its name and description, asks for prose that nothing bounds."""
    if prompt.meta.config.get("maxOutputTokens") or prompt.meta.output.shape:
        return False
    task = f"{prompt.meta.name.replace('_', ' ')} {prompt.meta.description}"
    return bool(PROSE.search(task)) and not BOUNDED.search(task)


def _repeated(prompt: Prompt) -> Iterator[Advice]:
    """Orders given twice; a run of lines that is repeated is one finding."""
    seen: dict[str, int] = {}
    at, number, told, fenced = 0, prompt.body.first_line, -1, False
    for line in prompt.body.text.splitlines(keepends=True):
        fenced = fenced is not line.lstrip().startswith(("```", "~~~"))
        words = " ".join(line.lower().strip(" -*•\t\n\r.").split())
        if len(words) > 50 and _ORDER.match(line) and not fenced and not _EXAMPLE.search(line):
            if words in seen:
                if told < number - 2:
                    yield Advice(
                        "repeated",
                        _("This line stands there twice (line {n}).").format(n=seen[words]),
                        _("Keep it once; a repeated order is not obeyed better."),
                        prompt.body.place(at),
                    )
                told = number
            seen.setdefault(words, number)
        at, number = at + len(line), number + 1


def _contents(prompt: Prompt) -> Iterator[Advice]:
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


def _plain(text: str) -> str:
    return _TAG.sub(" ", text)
