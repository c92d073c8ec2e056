"""A YAML text as a person wrote it: its content, the line of each field, and what is wrong, in the person's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from assistant.i18n import _
from assistant.yaml_content import content_of, tree_of
from assistant.yaml_faults import doubled, fault_of
from assistant.yaml_words import reason

_SHOWN = 40


class NotYaml(Exception):
    """A text that cannot be read: the line of the mistake, from 1, what it is, for a sentence, and its remedy."""

    def __init__(self, line: int, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.line, self.problem, self.remedy = line, problem, remedy


@dataclass(frozen=True, slots=True)
class YamlText:
    """A document that was read."""

    content: object
    _tree: yaml.Node | None

    def line(self, place: Sequence[int | str]) -> int:
        """Return the line of a field, from 1, or of the nearest one above it that is there."""
        line = self._tree.start_mark.line + 1 if self._tree else 1
        for node in _down(self._tree, place):
            line = node.start_mark.line + 1
        return line


def read(data: bytes) -> YamlText:
    """Return what a document says; raises NotYaml, also for a key given twice."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise NotYaml(1, _("it is not text in UTF-8"), _("Save it as UTF-8.")) from None
    try:
        tree = tree_of(text)
        _refuse_doubles(tree)
        return YamlText(content_of(text), tree)
    except yaml.YAMLError as error:
        raise _told(error, text) from None
    except RecursionError:
        raise NotYaml(
            1, _("it is nested too deeply"), _("Check brackets and indentation.")
        ) from None


def _refuse_doubles(tree: yaml.Node | None) -> None:
    if twice := doubled(tree):
        key, line = twice
        problem = _("the key {key} is given a second time").format(key=key[:_SHOWN])
        raise NotYaml(line, problem, _("Keep one of the two."))


def _told(error: yaml.YAMLError, text: str) -> NotYaml:
    fault = fault_of(error, text)
    if fault.quote:
        problem = _("a quote is opened here that is closed too late, or never")
        return NotYaml(fault.line, problem, _("Close it, or leave the quotes out."))
    return NotYaml(
        fault.line,
        reason(fault.problem),
        _("Check indentation, quotes and colons on this line and the one above."),
    )


def _down(node: yaml.Node | None, place: Sequence[int | str]) -> Iterator[yaml.Node]:
    """Yield what stands at each step of a place: a field's name, or an entry of a list."""
    for step in place:
        if isinstance(node, yaml.MappingNode):
            named = [(key, value) for key, value in node.value if key.value == str(step)]
            if not named:
                return
            key, node = named[0]
            yield key
        elif (
            isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value)
        ):
            node = node.value[step]
            yield node
        else:
            return
