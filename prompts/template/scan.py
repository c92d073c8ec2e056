"""Cuts a template into text and tags, and tags into words; the rules are those of handlebars.l."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from assistant.i18n import gettext as _
from prompts.errors import Source, TemplateError
from prompts.template.tree import Strip

SPACE = r"[\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
"""White space as JavaScript has it, so that a template renders alike everywhere."""

_AHEAD = rf"(?=[=~}}/.)\]|]|{SPACE})"
_LITERAL_AHEAD = rf"(?=[~}})\]]|{SPACE})"
_OPEN = re.compile(
    rf"\{{\{{(?P<raw>\{{\{{)?(?P<strip>~)?"
    rf"(?P<kind>#>|#\*|>|#|/|\^{SPACE}*(?=~?\}}\}})|\^|\{{|&|!--|!|"
    rf"{SPACE}*else{SPACE}*(?=~?\}}\}})|{SPACE}*else(?={SPACE})|\*)?"
)
_WORD = re.compile(
    rf"(?P<space>{SPACE}+)|(?P<close>\}}~?\}}\}}|~?\}}\}})|(?P<punct>[()=])|(?P<id>\.\.|\.{_AHEAD})"
    rf"|(?P<sep>[/.])|(?P<text>\"(?:\\\"|[^\"])*\"|'(?:\\'|[^'])*')|(?P<data>@)"
    rf"|(?P<literal>(?:true|false|undefined|null){_LITERAL_AHEAD})"
    rf"|(?P<number>-?[0-9]+(?:\.[0-9]+)?{_LITERAL_AHEAD})|(?P<as>as{SPACE}+\|)|(?P<bar>\|)"
    rf"|(?P<name>(?:(?!{SPACE})[^!\"#%-,./;->@\[-^`{{-~])+{_AHEAD})|(?P<bracket>\[(?:\\\]|[^\]])*\])"
)
_COMMENT_END = re.compile(r"--(~?)\}\}")


@dataclass(frozen=True, slots=True)
class Text:
    """Text between tags."""

    at: int
    value: str


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a tag."""

    at: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: `kind` is what follows the braces (`#`, `/`, `>`, `else`, …)."""

    at: int
    kind: str
    strip: Strip
    words: tuple[Word, ...] = ()
    raw_body: str | None = None


def fail(source: Source, at: int, message: str, action: str = "") -> NoReturn:
    """Raise a TemplateError at an offset of a source."""
    raise TemplateError(message, action=action, place=source.place(at))


def scan(source: Source) -> Iterator[Text | Tag]:
    """Yield the text and tags of a template; raises TemplateError at a tag that is not closed."""
    text, at = source.text, 0
    while (start := text.find("{{", at)) >= 0:
        before = text[at:start]
        if before.endswith("\\") and not before.endswith("\\\\"):
            if len(before) > 1:
                yield Text(at, before[:-1])
            at = _escaped_end(text, start)
            yield Text(start, text[start:at])
            continue
        if before.endswith("\\\\"):
            before = before[:-1]
        if before:
            yield Text(at, before)
        tag, at = _tag(source, start)
        yield tag
    if at < len(text):
        yield Text(at, text[at:])


def _escaped_end(text: str, start: int) -> int:
    """Where the text of an escaped tag ends: at the next tag, with its backslashes if it has any."""
    following = text.find("{{", start + 2)
    if following < 0:
        return len(text)
    for slashes in (2, 1):
        if (
            following - slashes >= start + 2
            and text[following - slashes : following] == "\\" * slashes
        ):
            return following - slashes
    return following


def _tag(source: Source, start: int) -> tuple[Tag, int]:
    match = _OPEN.match(source.text, start)
    assert match is not None
    kind = (match["kind"] or "").strip()
    if match["raw"]:
        return _raw_block(source, start)
    before = bool(match["strip"])
    if kind == "!--":
        end = _COMMENT_END.search(source.text, match.end())
        if end is None:
            fail(source, start, _("This comment is not closed."), _("Close it with --}}."))
        return Tag(start, "!", Strip(before, bool(end[1]))), end.end()
    if kind == "!":
        close = source.text.find("}}", match.end())
        if close < 0:
            fail(source, start, _("This comment is not closed."), _("Close it with }}."))
        return Tag(start, "!", Strip(before, source.text[close - 1] == "~")), close + 2
    words, end_at, after = _words(source, start, match.end(), triple=kind == "{")
    bare_else = kind in ("else", "^") and not words
    return Tag(start, "else" if bare_else else kind, Strip(before, after), words), end_at


def _words(
    source: Source, start: int, at: int, *, triple: bool
) -> tuple[tuple[Word, ...], int, bool]:
    words: list[Word] = []
    while at < len(source.text):
        match = _WORD.match(source.text, at)
        if match is None or match.lastgroup is None:
            fail(
                source, at, _("“{text}” has no meaning inside a tag.").format(text=source.text[at]),
                _("Write literal braces as \\{{, or correct the tag."),
            )  # fmt: skip
        if match.lastgroup == "close":
            if (match[0][0] == "}" and len(match[0].replace("~", "")) == 3) is not triple:
                fail(source, start, _("This tag opens and closes with different braces."))
            return tuple(words), match.end(), "~" in match[0]
        if match.lastgroup != "space":
            words.append(Word(at, match.lastgroup, match[0]))
        at = match.end()
    fail(
        source, start, _("This tag is not closed."), _("Close it with }}, or write \\{{ for text.")
    )


def _raw_block(source: Source, start: int) -> tuple[Tag, int]:
    text = source.text
    head_end = text.find("}}}}", start + 4)
    if head_end < 0:
        fail(source, start, _("This tag is not closed."), _("Close it with }}}}."))
    head = Source(source.name, text[: head_end + 2], source.first_line)
    words, *_rest = _words(head, start, start + 4, triple=False)
    name = words[0].value if words else ""
    closing = "{{{{/" + name + "}}}}"
    end = text.find(closing, head_end + 4)
    if not name or end < 0:
        fail(
            source,
            start,
            _("This block is not closed."),
            _("Close it with {tag}.").format(tag=closing),
        )
    return Tag(start, "raw", Strip(), words, text[head_end + 4 : end]), end + len(closing)
