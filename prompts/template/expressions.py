"""Reads the words of a tag: a target, arguments, named arguments, and names after `as`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.i18n import gettext as _
from prompts.errors import Source
from prompts.template.scan import Tag, Word, fail
from prompts.template.tree import Call, Expression, Literal, Path

_SCOPED = re.compile(r"^\.|this\b")
_CONSTANTS = {"true": True, "false": False, "null": None}


class Undefined:
    """What a missing value is: nothing, and not null either."""

    def __repr__(self) -> str:
        return "undefined"


UNDEFINED = Undefined()


@dataclass(frozen=True, slots=True)
class Head:
    """The inside of one tag."""

    target: Expression
    arguments: tuple[Expression, ...]
    named: tuple[tuple[str, Expression], ...]
    params: tuple[str, ...]


class Reader:
    """Reads the words of one tag from left to right."""

    def __init__(self, source: Source, tag: Tag) -> None:
        self._source, self._tag, self._at = source, tag, 0
        self._depth = 0

    def head(self) -> Head:
        """Return the tag's call; raises TemplateError where the words make no sense."""
        if not self._tag.words:
            fail(self._source, self._tag.at, _("This tag is empty."))
        target = self._value()
        arguments, named = self._arguments()
        params = self._params()
        if word := self._peek():
            self._unexpected(word)
        return Head(target, arguments, named, params)

    def _arguments(self) -> tuple[tuple[Expression, ...], tuple[tuple[str, Expression], ...]]:
        arguments: list[Expression] = []
        named: list[tuple[str, Expression]] = []
        while (word := self._peek()) and word.kind not in ("as",) and word.value != ")":
            if self._names_argument():
                self._at += 2
                named.append((_unbracketed(word), self._value()))
            elif named:
                self._unexpected(word)
            else:
                arguments.append(self._value())
        return tuple(arguments), tuple(named)

    def _names_argument(self) -> bool:
        words = self._tag.words[self._at : self._at + 2]
        return len(words) == 2 and words[0].kind in ("name", "bracket") and words[1].value == "="

    def _params(self) -> tuple[str, ...]:
        if not (word := self._peek()) or word.kind != "as":
            return ()
        self._at += 1
        names = []
        while (word := self._peek()) and word.kind == "name":
            names.append(word.value)
            self._at += 1
        if word is None or word.kind != "bar" or not names:
            fail(
                self._source,
                self._tag.at,
                _("The names after “as” stand between two bars: as |x|."),
            )
        self._at += 1
        return tuple(names)

    def _value(self) -> Expression:
        word = self._next()
        if word.value == "(" and word.kind == "punct":
            return self._nested(word)
        if word.kind == "text":
            quote = word.value[0]
            text = word.value[1:-1].replace("\\" + quote, quote)
            return Literal(word.at, text, text)
        if word.kind == "number":
            number = float(word.value) if "." in word.value else int(word.value[:400])
            return Literal(word.at, number, word.value)
        if word.kind == "literal":
            return Literal(word.at, _CONSTANTS.get(word.value, UNDEFINED), word.value)
        if word.kind == "data":
            return self._path(self._next(), data=True)
        return self._path(word)

    def _nested(self, opening: Word) -> Call:
        self._depth += 1
        if self._depth > 32:
            fail(self._source, opening.at, _("Parentheses are nested too deeply."))
        target = as_path(self._source, self._value())
        arguments, named = self._arguments()
        closing = self._next()
        if closing.value != ")":
            self._unexpected(closing)
        self._depth -= 1
        return Call(opening.at, target, arguments, named, nested=True)

    def _path(self, first: Word, *, data: bool = False) -> Path:
        if first.kind not in ("id", "name", "bracket"):
            self._unexpected(first)
        parts: list[str] = []
        depth, original, word = 0, "", first
        while True:
            part = _unbracketed(word)
            original += part
            if word.kind != "bracket" and part in ("..", ".", "this"):
                if parts:
                    fail(
                        self._source,
                        word.at,
                        _("“{part}” may only begin a path.").format(part=part),
                    )
                depth += part == ".."
            else:
                parts.append(part)
            separator = self._peek()
            if separator is None or separator.kind != "sep":
                break
            self._at += 1
            original += separator.value
            word = self._next()
            if word.kind not in ("id", "name", "bracket"):
                self._unexpected(word)
        simple = len(parts) == 1 and not depth and not _SCOPED.search(original)
        return Path(first.at, tuple(parts), depth, data, original, simple and not data)

    def _peek(self) -> Word | None:
        return self._tag.words[self._at] if self._at < len(self._tag.words) else None

    def _next(self) -> Word:
        word = self._peek()
        if word is None:
            fail(self._source, self._tag.at, _("This tag ends too early."))
        self._at += 1
        return word

    def _unexpected(self, word: Word) -> None:
        fail(
            self._source, word.at,
            _("“{text}” is not expected here.").format(text=word.value),
            _("Paths look like name, a.b or ../a; a list item is items.[0]."),
        )  # fmt: skip


def as_path(source: Source, value: Expression) -> Path:
    """Return a literal as the name it spells (`{{"a b"}}`, `{{12}}`), a path as it is."""
    if isinstance(value, Literal):
        return Path(value.at, (value.original,), original=value.original, simple=True)
    if isinstance(value, Call):
        fail(source, value.at, _("A call in parentheses cannot be the name of another."))
    return value


def _unbracketed(word: Word) -> str:
    if word.kind != "bracket":
        return word.value
    return re.sub(r"\\([\\\]])", r"\1", word.value[1:-1])
