"""The wording: vague, without form or bound, contradictory, said twice, or of no effect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.i18n import gettext as _
from assistant.language import guess
from prompts.format.reading import Prompt
from prompts.lint.advice import Advice, plain, spoken
from prompts.lint.words import BOUNDED, FORM, LENGTH, PAIRS, PROSE, THEATRE, VAGUE

_QUOTED = re.compile(r"\[[^\]\n]{0,200}\]|[\"“«`][^\"”»`\n]{0,200}[\"”»`]")
_ORDER = re.compile(r"\s*(?:[-*•]|\d+[.)])\s")
_EXAMPLE = re.compile(r"\{\{|https?://|[\"“«<`=]|___|\$\d|\d+x\b")
"""What orders do not hold, and templates, figures and quoted examples do."""
LONG = 12_000
"""Characters, some 3,000 tokens: a small model forgets the beginning of a longer prompt."""
_SHORT = 200
"""Below this many characters a prompt is a fragment: form and length are left to the person."""


def wording(prompt: Prompt) -> Iterator[Advice]:
    """Yield the advice on the words."""
    language, text = spoken(prompt), prompt.body.text
    if language not in VAGUE or guess(plain(text)) not in (None, language):
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
    words = plain(text)
    if len(words) > LONG:
        yield Advice(
            "long",
            _("The prompt takes some {n} tokens before any text is given to it.").format(
                n=len(words) // 4
            ),
            _("Keep what changes the answer; move the rest to an input or a partial."),
            prompt.body.place(0),
        )
    if len(words) >= _SHORT:
        if not FORM.search(words) and not prompt.meta.output.shape:
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
