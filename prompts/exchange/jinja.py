"""The part of Jinja and Nunjucks that prompts use, as Handlebars; what lies beyond is refused.

One difference is kept: a line that held nothing but a tag leaves no blank line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.i18n import gettext as _
from prompts.errors import PromptError, Source
from prompts.exchange.verbatim import verbatim

_TAG = re.compile(
    r"\{\{-?\s*(?P<show>.*?)\s*-?\}\}|\{%-?\s*(?P<do>.*?)\s*-?%\}|\{#.*?#\}", re.DOTALL
)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_NAME = r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*"
_PATH = re.compile(_NAME)
_INDEXED = re.compile(rf"{_NAME}(?:\[\d+\])?")
_JOIN = re.compile(r"join\(([\"'])(.*?)\1\)")
_COMPARED = re.compile(
    rf"(?P<name>{_NAME})\s*(?P<sign>==|!=)\s*(?P<value>\"[^\"]*\"|'[^']*'|-?\d+(?:\.\d+)?|true|false)"
)
_FOR = re.compile(rf"for\s+(?P<item>[A-Za-z_]\w*)\s+in\s+(?P<list>{_NAME})")
_LOOP = {"loop.index0": "@index", "loop.first": "@first", "loop.last": "@last"}


@dataclass(slots=True)
class _Reading:
    """What is open while a template is read."""

    source: Source
    closing: list[list[str]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """Inputs in order, each with the type its use gives away."""
    items: list[str] = field(default_factory=list)


def to_handlebars(source: Source) -> tuple[str, dict[str, str]]:
    """Return the template as Handlebars, and its inputs with their types; raises PromptError."""
    reading, parts, at = _Reading(source), list[str](), 0
    text = source.text
    kept = {m.start(): m for m in _RAW.finditer(text)}
    while match := _TAG.search(text, at):
        parts.append(verbatim(text[at : match.start()]))
        if raw := kept.get(match.start()):
            parts.append(verbatim(raw[1]))
            at = raw.end()
            continue
        if match["show"] is not None:
            parts.append(_stripped(_shown(reading, match["show"], match.start()), match[0]))
        elif match["do"] is not None:
            parts.append(_stripped(_done(reading, match["do"], match.start()), match[0]))
        at = match.end()
    if reading.closing:
        raise _refused(reading, len(text) - 1, _("a block is not closed"))
    return "".join([*parts, verbatim(text[at:])]), reading.names


def _stripped(template: str, tag: str) -> str:
    """Carry over `-`, which eats the white space beside a tag, as `~`."""
    if tag.startswith(("{{-", "{%-")):
        template = template.replace("{{", "{{~", 1)
    if tag.endswith(("-}}", "-%}")):
        template = template[:-2] + "~}}"
    return template


def _shown(reading: _Reading, text: str, at: int) -> str:
    if text in _LOOP:
        return "{{" + _LOOP[text] + "}}"
    name, _bar, made = (part.strip() for part in text.partition("|"))
    path = re.sub(r"\[(\d+)\]", r".[\1]", name)
    if not _INDEXED.fullmatch(name) or name.startswith("loop."):
        raise _refused(reading, at, text)
    if made in ("", "safe", "string"):
        return "{{" + _name(reading, path, "string") + "}}"
    if made in ("tojson", "tojson()"):
        return "{{json " + _name(reading, path, "any") + "}}"
    if made in ("length", "count"):
        return "{{" + _name(reading, path, "list") + ".length}}"
    if joined := _JOIN.fullmatch(made):
        name = _name(reading, path, "list")
        return f"{{{{#each {name}}}}}{{{{this}}}}{{{{#unless @last}}}}{verbatim(joined[2])}{{{{/unless}}}}{{{{/each}}}}"
    raise _refused(reading, at, text)


def _name(reading: _Reading, text: str, kind: str) -> str:
    first = text.partition(".")[0]
    if first not in reading.items:
        known = "any" if "." in text else kind
        reading.names[first] = known if reading.names.get(first, known) == known else "any"
    return text


def _done(reading: _Reading, text: str, at: int) -> str:
    word = text.partition(" ")[0]
    if word == "if":
        opening, closing = _condition(reading, text[2:].strip(), at)
        reading.closing.append([closing])
        return opening
    if word == "elif" and reading.closing:
        opening, closing = _condition(reading, text[4:].strip(), at)
        reading.closing[-1].append(closing)
        return "{{else}}" + opening
    if word == "else" and reading.closing:
        return "{{else}}"
    if match := _FOR.fullmatch(text):
        opening = f"{{{{#each {_name(reading, match['list'], 'list')} as |{match['item']}|}}}}"
        reading.items.append(match["item"])
        reading.closing.append(["{{/each}}", match["item"]])
        return opening
    if word in ("endif", "endfor") and reading.closing:
        opened = reading.closing.pop()
        if (opened[0] == "{{/each}}") is not (word == "endfor"):
            raise _refused(reading, at, text)
        if word == "endfor":
            reading.items.remove(opened[1])
            return opened[0]
        return "".join(reversed(opened))
    raise _refused(reading, at, text)


def _condition(reading: _Reading, text: str, at: int) -> tuple[str, str]:
    if match := _COMPARED.fullmatch(text):
        helper = "ifEquals" if match["sign"] == "==" else "unlessEquals"
        value = match["value"].replace("'", '"')
        name = _name(reading, match["name"], "any")
        return f"{{{{#{helper} {name} {value}}}}}", f"{{{{/{helper}}}}}"
    negated = text.startswith("not ")
    name = text.removeprefix("not ").strip()
    if name in _LOOP:
        name = _LOOP[name]
    elif not _PATH.fullmatch(name):
        raise _refused(reading, at, text)
    else:
        _name(reading, name, "any")
    helper = "unless" if negated else "if"
    return f"{{{{#{helper} {name}}}}}", f"{{{{/{helper}}}}}"


def _refused(reading: _Reading, at: int, what: str) -> PromptError:
    return PromptError(
        _("This template cannot be carried over: {what}.").format(what=what[:60]),
        _("Nothing was imported."),
        _("Only names, if, elif, else, for, == and != are; rewrite this part by hand."),
        reading.source.place(max(0, at)),
    )
