"""From the text of a `.prompt` file to a checked prompt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError, Source
from prompts.format import yaml_core
from prompts.format.metadata import Metadata, check
from prompts.format.picoschema import FindSchema, Schema, to_json_schema
from prompts.format.yaml_core import Yaml
from prompts.template.parse import parse
from prompts.template.tree import Program

MAX_BYTES = 2_000_000
_BLANK = " \t\n\v\f\r\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_FRONT = re.compile(
    r"\A\ufeff?(?:#[^\n]*\n|[ \t]*\n)*---[ \t]*\n(?P<yaml>.*?)(?:(?<=\n)|\n)---[ \t]*(?:\n|\Z)(?P<body>.*)\Z",
    re.DOTALL,
)
_OPENED = re.compile(r"\A\ufeff?(?:#[^\n]*\n|[ \t]*\n)*---[ \t]*\n")
_WINDOWS = re.compile(r"\A\ufeff?(?:#[^\n]*\n|[ \t]*\r?\n)*---[ \t]*\r\n")
_CONFLICT = re.compile(r"^(?:<{7} |>{7} )", re.MULTILINE)


@dataclass(frozen=True)
class Prompt:
    """A prompt as read: its file, checked front matter, and body."""

    source: Source
    front: Yaml
    meta: Metadata
    body: Source
    find_schema: FindSchema = field(default=lambda _name: None, repr=False)

    @property
    def raw(self) -> Mapping[str, Any]:
        """The front matter as written."""
        return self.front.value  # type: ignore[no-any-return]

    @cached_property
    def program(self) -> Program:
        """The tree of the body; raises TemplateError."""
        return parse(self.body)

    @cached_property
    def input_schema(self) -> Schema | None:
        """What values must look like, as JSON Schema; raises PromptError."""
        place = self.front.place("input", "schema")
        return to_json_schema(self.meta.input.shape, self.find_schema, place)

    @cached_property
    def output_schema(self) -> Schema | None:
        """What the answer must look like, as JSON Schema; raises PromptError."""
        place = self.front.place("output", "schema")
        return to_json_schema(self.meta.output.shape, self.find_schema, place)


def read(path: Path, find_schema: FindSchema = lambda _name: None) -> Prompt:
    """Read a prompt's file; raises PromptError, with the line where there is one."""
    return parse_prompt(Source(str(path), read_text(path)), find_schema)


def read_text(path: Path) -> str:
    """Read a text file, line ends as they are; raises PromptError when it is too large or not UTF-8."""
    place = Place(str(path))
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PromptError(
                _("The file is too large for a prompt."),
                action=_("Split it into partials of less than 2 MB."), place=place,
            )  # fmt: skip
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise PromptError(
            _("The file is not UTF-8 text (byte {n}).").format(n=error.start),
            action=_("Save it as UTF-8."), place=place,
        ) from None  # fmt: skip
    except OSError as error:
        raise PromptError(
            _("The file cannot be read ({reason}).").format(reason=type(error).__name__),
            action=_("Check its name and permissions."), place=place,
        ) from None  # fmt: skip


def parse_prompt(source: Source, find_schema: FindSchema = lambda _name: None) -> Prompt:
    """Return the prompt a text holds; raises PromptError.

    Front matter with Windows line ends means that a checkout converted the whole file: it is read
    back. A body alone with such ends is meant so.
    """
    if _WINDOWS.match(source.text):
        source = replace(source, text=source.text.replace("\r\n", "\n"))
    if conflict := _CONFLICT.search(source.text):
        raise PromptError(
            _("The file holds an unresolved merge conflict."),
            action=_("Keep one of the two versions and remove the marks."),
            place=source.place(conflict.start()),
        )
    match = _FRONT.match(source.text)
    if match is None:
        if _OPENED.match(source.text) and "\n---" not in source.text[4:]:
            raise PromptError(
                _("The front matter is not closed."), action=_("End it with a line of three dashes: ---"),
                place=source.place(0),
            )  # fmt: skip
        return Prompt(source, _empty(source), Metadata(), source, find_schema)
    first_line = source.text.count("\n", 0, match.start("yaml")) + 1
    front = yaml_core.load(Source(source.name, match["yaml"], first_line))
    front = Yaml({} if front.value is None else front.value, front.places)
    if not isinstance(front.value, dict):
        raise PromptError(
            _("The front matter is not a list of “key: value” lines."),
            action=_("Write one field a line, for example: description: …"), place=front.place(),
        )  # fmt: skip
    return Prompt(source, front, check(front), _body(source, match), find_schema)


def _body(source: Source, match: re.Match[str]) -> Source:
    text = match["body"].strip(_BLANK)
    start = match.start("body") + match["body"].find(text)
    return Source(source.name, text, source.text.count("\n", 0, start) + 1)


def _empty(source: Source) -> Yaml:
    return Yaml({}, {(): Place(source.name, 1)})
