"""The part of Jinja and Nunjucks that prompts use, as Handlebars; what lies beyond is refused.

The part is Prompty's Jinja subset, and the same of Nunjucks. One difference is kept, and told: a
line that held nothing but a tag leaves no blank line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.i18n import gettext as _
from prompts.errors import PromptError, Source
from prompts.exchange.jinja_expressions import Expression, Names, NotCarried, Said
from prompts.exchange.verbatim import verbatim

_QUOTED = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
_TAG = re.compile(
    rf"\{{\{{-?\s*(?P<show>(?>{_QUOTED}|(?!-?\}}\}}).)*)-?\}}\}}"
    rf"|\{{%-?\s*(?P<do>(?>{_QUOTED}|(?!-?%\}}).)*)-?%\}}|\{{#.*?#\}}",
    re.DOTALL,
)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_FOR = re.compile(r"for\s+(?P<item>[A-Za-z_]\w*)\s+in\s+(?P<list>.+)", re.DOTALL)
_ALIKE = re.compile(
    r"compare (?P<path>[\w.@]+) \"(?P<sign>==|!=)\" (?P<value>\"[^\"]*\"|-?\d[\d.]*|true|false)"
)
_ALONE = re.compile(r"^[ \t]*\{%(?!-)[^%]*(?<!-)%\}[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Carried:
    """A template as Handlebars, its inputs with their types, those that may be missing, the losses."""

    text: str
    types: dict[str, str]
    optional: frozenset[str]
    losses: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    """What is open while a template is read."""

    source: Source
    names: Names = field(default_factory=Names)
    closing: list[list[str]] = field(default_factory=list)
    at: int = 0
    rest: str = ""
    """What follows the tag that is being read."""


def to_handlebars(source: Source) -> Carried:
    """Return the template as Handlebars; raises PromptError with the line of what is refused."""
    reading = _Reading(source)
    text = "".join(_parts(reading))
    if reading.closing:
        raise _refused(reading, _("a block is not closed"))
    lost = _("blank lines where a tag stood alone on its line")
    losses = (lost,) if _ALONE.search(source.text) else ()
    names = reading.names
    return Carried(text, names.types, frozenset(names.optional), losses)


def _parts(reading: _Reading) -> Iterator[str]:
    text, at = reading.source.text, 0
    kept = {m.start(): m for m in _RAW.finditer(text)}
    while match := _TAG.search(text, at):
        yield verbatim(text[at : match.start()])
        if raw := kept.get(match.start()):
            yield verbatim(raw[1])
            at = raw.end()
            continue
        reading.at, reading.rest, at = match.start(), text[match.end() :], match.end()
        if match["show"] is not None:
            yield _stripped(_shown(_expression(reading, match["show"])), match[0])
        elif match["do"] is not None:
            yield _stripped(_done(reading, match["do"].strip()), match[0])
    yield verbatim(text[at:])


def _stripped(template: str, tag: str) -> str:
    """Carry over `-`, which eats the white space beside a tag, as `~`."""
    if tag.startswith(("{{-", "{%-")):
        template = template.replace("{{", "{{~", 1)
    if tag.endswith(("-}}", "-%}")):
        template = template[:-2] + "~}}"
    return template


def _expression(reading: _Reading, text: str) -> Said:
    try:
        return Expression(text, reading.names).read()
    except NotCarried as error:
        raise _refused(reading, error.what) from None


def _shown(said: Said) -> str:
    if said.kind == "literal":
        # Between comments, so that white space beside it can be eaten as beside any tag.
        return "{{!}}" + verbatim(said.value) + "{{!}}"
    return "{{" + said.text + "}}"


def _done(reading: _Reading, text: str) -> str:
    word = re.split(r"[\s(]", text, maxsplit=1)[0]
    if word in ("if", "elif") and (word == "if" or reading.closing):
        opening, closing = _condition(_expression(reading, text[len(word) :]))
        if word == "if":
            reading.closing.append([closing])
            return opening
        reading.closing[-1].append(closing)
        return "{{else}}" + opening
    if text == "else" and reading.closing and reading.closing[-1][0] != "{{/each}}":
        return "{{else}}"
    if match := _FOR.fullmatch(text):
        return _loop(reading, match["item"], match["list"])
    if text in ("endif", "endfor") and reading.closing:
        opened = reading.closing.pop()
        if (opened[0] == "{{/each}}") is not (text == "endfor"):
            raise _refused(reading, text)
        if text == "endfor":
            reading.names.items.pop()
            reading.names.lists.pop()
        return "".join(reversed(opened))
    raise _refused(reading, text)


def _loop(reading: _Reading, item: str, over: str) -> str:
    names, said = reading.names, _expression(reading, over)
    if said.kind == "literal":
        raise _refused(reading, over)
    # Jinja walks over the keys of an object: its body then looks values up by them.
    if re.search(rf"\[\s*{item}\s*\]", reading.rest):
        said = Said(f"keysOf {said.argument()}", "call")
    elif re.fullmatch(r"[A-Za-z_]\w*", over) and over not in names.items:
        names.use(over, "list")
    names.items.append(item)
    inside = Expression(over, names).read()
    names.lists.append(inside.argument())
    reading.closing.append(["{{/each}}"])
    return f"{{{{#each {said.argument()} as |{item}|}}}}"


def _condition(said: Said) -> tuple[str, str]:
    """The tags around what a condition guards: dotprompt's own where they can say it."""
    if match := _ALIKE.fullmatch(said.text):
        helper = "ifEquals" if match["sign"] == "==" else "unlessEquals"
        return f"{{{{#{helper} {match['path']} {match['value']}}}}}", f"{{{{/{helper}}}}}"
    negated = said.text.removeprefix("noneOf ")
    if negated != said.text and re.fullmatch(r"[\w.@]+", negated):
        return f"{{{{#unless {negated}}}}}", "{{/unless}}"
    return f"{{{{#if {said.argument()}}}}}", "{{/if}}"


def _refused(reading: _Reading, what: str) -> PromptError:
    return PromptError(
        _("This template cannot be carried over: {what}.").format(what=what[:60]),
        _("Nothing was imported."),
        _("Names, filters, if, for and comparisons are; rewrite this part by hand."),
        reading.source.place(max(0, reading.at)),
    )
