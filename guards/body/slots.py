"""Takes a JSON body apart into texts to examine, and puts it together again.

`take_apart` gives a tree with a `Slot` in the place of each string, key and long number; the texts
stand beside, in the order of the body. JSON inside a string (tool arguments, tool results) is taken
apart in turn; whatever is not replaced keeps its spelling.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import regex

from assistant.types import Kind
from guards.body.places import (
    NUMBER_KEYS,
    WORDS,
    Mode,
    Sort,
    mode_below,
    sort_of_key,
    sort_of_value,
)
from guards.detection.recognizers.labels import kind_of

Json = Any

_LITERAL = regex.compile(r'"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*')
_LONG_NUMBER = 6
_SURE_NUMBER = 8  # a shorter one is a hidden value by chance
_MAX_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of text number `index`; a number becomes a string only if it is replaced."""

    index: int
    number: int | float | None = None


@dataclass(frozen=True, slots=True)
class Embedded:
    """A string that holds JSON: its literals, each with its place in the string."""

    text: str
    literals: tuple[tuple[int, int, Slot | Embedded], ...]


@dataclass(frozen=True, slots=True)
class Members:
    """The members of an object whose keys are examined too."""

    pairs: tuple[tuple[str | Slot, Any], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A string of the body; texts of one section are examined together."""

    text: str
    sort: Sort
    section: int


@dataclass(slots=True)
class Apart:
    """A body taken apart; `shadows` are whole records as lines, read for context only.

    `settings` are the long numbers that no text can replace, such as a seed, each with its key.
    """

    tree: Json = None
    texts: list[Text] = field(default_factory=list)
    shadows: list[str] = field(default_factory=list)
    settings: list[tuple[str, str]] = field(default_factory=list)
    sections: int = 0


def take_apart(body: Json, as_received: Callable[[str], str | None]) -> Apart:
    """Take a body apart; a string that the provider itself made goes back to it `as_received`."""
    apart = Apart()
    apart.tree = _Walk(apart, as_received).node(body, "", Mode.PROTOCOL)
    return apart


def put_together(tree: Json, texts: Sequence[str], before: Sequence[Text]) -> Json:
    """Return the body with other texts in its slots."""
    if isinstance(tree, Slot):
        if tree.number is not None and texts[tree.index] == before[tree.index].text:
            return tree.number
        return texts[tree.index]
    if isinstance(tree, Embedded):
        return _embedded(tree, texts, before)
    if isinstance(tree, Members):
        return {
            (texts[key.index] if isinstance(key, Slot) else key): put_together(value, texts, before)
            for key, value in tree.pairs
        }
    if isinstance(tree, list):
        return [put_together(item, texts, before) for item in tree]
    return tree


def _embedded(node: Embedded, texts: Sequence[str], before: Sequence[Text]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, inner in node.literals:
        if isinstance(inner, Embedded):
            new, old = _embedded(inner, texts, before), inner.text
        else:
            new, old = texts[inner.index], before[inner.index].text
        if new != old:
            pieces += [node.text[at:start], json.dumps(new, ensure_ascii=False)]
            at = end
    return "".join([*pieces, node.text[at:]])


class _Walk:
    def __init__(self, apart: Apart, as_received: Callable[[str], str | None]) -> None:
        self._apart, self._as_received = apart, as_received
        self._in_tools = False

    def node(self, node: Json, key: str, mode: Mode) -> Json:
        if isinstance(node, str):
            return self._string(node, key, mode)
        if isinstance(node, dict):
            return self._object(node, key, mode)
        if isinstance(node, list):
            return [self._element(item, key, mode) for item in node]
        if isinstance(node, bool) or node is None:
            return node
        return self._number(node, key, mode)

    def _element(self, node: Json, key: str, mode: Mode) -> Json:
        if isinstance(node, dict) and mode is Mode.PROTOCOL:
            self._apart.sections += 1  # a message, a tool, a part: read by itself, kept by its hash
        return self.node(node, key, mode)

    def _object(self, node: dict[str, Json], key: str, mode: Mode) -> Members:
        if mode is Mode.PROTOCOL and key == "input":
            mode = Mode.DATA  # the arguments of a tool call, as an object
            self._shadow(node)
        return Members(tuple(self._member(k, v, mode) for k, v in node.items()))

    def _member(self, key: str, value: Json, mode: Mode) -> tuple[str | Slot, Json]:
        if mode is Mode.PROTOCOL and key in ("messages", "input", "tools"):
            self._apart.sections += 1
        sort = sort_of_key(key, mode)
        written: str | Slot = key if sort is None else self._slot(key, sort)
        below = mode_below(key, mode)
        if mode is Mode.SCHEMA and isinstance(value, str | list) and below is Mode.PROPERTIES:
            below = Mode.DATA
        fresh = below is Mode.DATA and mode is not Mode.DATA and not self._in_tools
        if fresh and isinstance(value, dict | list | int | float):
            self._shadow({key: value})
        outside, self._in_tools = self._in_tools, self._in_tools or key in ("tools", "functions")
        told = self.node(value, key, below)
        self._in_tools = outside
        return written, told

    def _string(self, text: str, key: str, mode: Mode) -> Json:
        sort = sort_of_value(key, mode)
        if self._in_tools and sort is Sort.FREE:
            # Written by programmers: the model of names takes « Task » for a person there. Titles,
            # first names, lists and every rule still read it.
            sort = Sort.TOKEN
        if not text or (said := self._as_received(text)) is not None:
            return text and said
        if sort is not Sort.FREE:
            return text if text in WORDS else self._slot(text, sort)
        return self._json(text, _MAX_DEPTH) or self._slot(text, sort)

    def _number(self, number: int | float, key: str, mode: Mode) -> Json:
        digits = str(number)
        known = mode is not Mode.DATA and key in NUMBER_KEYS
        if known or sum(map(str.isdigit, digits)) < _LONG_NUMBER:
            if known and isfinite(number) and len(whole := str(abs(int(number)))) >= _SURE_NUMBER:
                self._apart.settings.append((key, whole))  # « 33612345678.0 » is the phone, too
            return number
        return self._slot(digits, Sort.TOKEN, number)

    def _slot(self, text: str, sort: Sort, number: int | float | None = None) -> Slot:
        self._apart.texts.append(Text(text, sort, self._apart.sections))
        return Slot(len(self._apart.texts) - 1, number)

    def _json(self, text: str, depth: int) -> Embedded | None:
        """Take a string apart that is a JSON object or array; None for any other."""
        if depth == 0 or text.lstrip()[:1] not in ("{", "["):
            return None
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(value, dict | list):
            return None
        if depth == _MAX_DEPTH:
            self._shadow(value)
        return Embedded(text, tuple(self._literals(text, depth)))

    def _literals(self, text: str, depth: int) -> Iterator[tuple[int, int, Slot | Embedded]]:
        for match in _LITERAL.finditer(text):
            literal = match.group()
            if not literal.startswith('"'):
                if sum(map(str.isdigit, literal)) >= _LONG_NUMBER:
                    yield *match.span(), self._slot(literal, Sort.TOKEN)
                continue
            value = json.loads(literal)
            if value and self._as_received(value) is None:
                inner = self._json(value, depth - 1)
                yield *match.span(), inner or self._slot(value, Sort.FREE)

    def _shadow(self, value: Json) -> None:
        lines = "\n".join(_lines(value))
        if lines:
            self._apart.shadows.append(lines)


_COUNT = regex.compile(r"[_-]?\d{1,2}\Z")
_WORDS = regex.compile(r"[_-]+|(?<=[a-z])(?=[A-Z])")


def _label(key: str) -> str:
    """The word of a key that says what it holds: « tel2 », « customerPhone », where a label knows it."""
    bare = _COUNT.sub("", key)
    last = _WORDS.split(bare)[-1]
    return next((name for name in (bare, last) if kind_of(name) is Kind.PHONE), key)


def _lines(value: Json, key: str = "") -> Iterator[str]:
    """A record as « key: value » lines: a number is read beside the word that says what it is."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _lines(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _lines(inner, key)
    elif isinstance(value, str | int | float) and not isinstance(value, bool) and key:
        yield f"{_label(key)}: {value}"
