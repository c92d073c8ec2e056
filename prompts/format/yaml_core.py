"""YAML as version 1.2's core schema reads it, with the line of every key; no tags, no bombs.

PyYAML follows YAML 1.1, where `no` is false and `12:30` is 750; a prompt must read alike everywhere.
Scalars: yaml.org/spec/1.2.2, section 10.3.2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from assistant.i18n import gettext as _
from assistant.yaml_words import reason
from prompts.errors import Place, PromptError, Source

MAX_CHARACTERS = 300_000
MAX_DEPTH = 40
MAX_NODES = 50_000
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"([-+]?)\.(?:inf|Inf|INF)")
_CONSTANTS: Mapping[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_TAG = "tag:yaml.org,2002:"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Yaml:
    """A document: its value, and the place of each key by path (`("input", "schema")`)."""

    value: Any
    places: Mapping[tuple[str, ...], Place]

    def place(self, *path: str) -> Place:
        """Return the place of a key, or of the nearest key around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places[path]


def load(source: Source) -> Yaml:
    """Read one document; raises PromptError with the line."""
    if len(source.text) > MAX_CHARACTERS:
        raise _error(
            source, 1, _("This YAML is too large to be read."), _("Move long text to the body.")
        )
    try:
        node = yaml.compose(source.text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + 1
        raise _error(
            source, line, _("This is not valid YAML: {reason}.").format(reason=reason(error.problem or "")),
            _("Check indentation, quotes and colons on this line and the one above."),
        ) from None  # fmt: skip
    except (yaml.YAMLError, RecursionError):
        raise _error(
            source, 1, _("This is not valid YAML: {reason}.").format(reason=reason("")),
            _("Check for unusual characters."),
        ) from None  # fmt: skip
    reader = _Reader(source)
    value = reader.value(node, (), 0) if node is not None else None
    return Yaml(value, {(): Place(source.name, source.first_line), **reader.places})


@dataclass(slots=True)
class _Reader:
    """Turns nodes into plain values; counts every use of an alias, so that bombs stop early."""

    source: Source
    places: dict[tuple[str, ...], Place] = field(default_factory=dict)
    nodes: int = 0

    def value(self, node: Any, path: tuple[str, ...], depth: int) -> Any:  # noqa: ANN401
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise self._error(
                node, _("This YAML unfolds to too much."),
                _("Remove the aliases (*name) or the nesting that multiply it."),
            )  # fmt: skip
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(n, (*path, str(i)), depth + 1) for i, n in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: Any, path: tuple[str, ...], depth: int) -> dict[str, Any]:  # noqa: ANN401
        self._plain_tag(node, "map")
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._error(
                    key_node, _("A key must be a plain word."), _("Put it in quotes.")
                )
            key = key_node.value
            if key in result:
                raise self._error(
                    key_node, _("The key “{key}” stands here twice.").format(key=key),
                    _("Keep one of the two."),
                )  # fmt: skip
            self.places[(*path, key)] = self._place(key_node)
            result[key] = self.value(value_node, (*path, key), depth + 1)
        return result

    def _scalar(self, node: Any) -> Any:  # noqa: ANN401
        if node.style in ("'", '"', "|", ">"):
            self._plain_tag(node, "str")
            return node.value
        # PyYAML resolves plain scalars as YAML 1.1 does: only the text tells an explicit tag.
        if self._tagged(node):
            self._plain_tag(node, "str")
            return node.value
        try:
            return scalar(node.value)
        except ValueError:
            raise self._error(node, _("This number is too long."), _("Put it in quotes.")) from None

    def _tagged(self, node: Any) -> bool:  # noqa: ANN401
        index = node.start_mark.index
        return self.source.text[index : index + 1] == "!"

    def _plain_tag(self, node: Any, kind: str) -> None:  # noqa: ANN401
        if node.tag != _TAG + kind and (node.tag.startswith("!") or self._tagged(node)):
            raise self._error(
                node, _("YAML tags are not allowed here ({tag}).").format(tag=node.tag.replace(_TAG, "!!")),
                _("Write the value without its tag."),
            )  # fmt: skip

    def _place(self, node: Any) -> Place:  # noqa: ANN401
        mark = node.start_mark
        return Place(self.source.name, self.source.first_line + mark.line, mark.column + 1)

    def _error(self, node: Any, title: str, action: str) -> PromptError:  # noqa: ANN401
        return PromptError(title, action=action, place=self._place(node))


def scalar(text: str) -> object:
    """Return the value of a plain scalar; raises ValueError for a number of thousands of digits."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
    if _FLOAT.fullmatch(text):
        return float(text)
    if match := _INFINITE.fullmatch(text):
        return float(f"{match[1]}inf")
    return text


def _error(source: Source, line: int, title: str, action: str) -> PromptError:
    return PromptError(title, action=action, place=Place(source.name, source.first_line + line - 1))
