"""The text of a settings file as its content, and on which line a field stands."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from assistant import yaml_content
from assistant.i18n import _
from assistant.yaml_faults import doubled, fault_of

_SHOWN = 40


class NotYaml(Exception):
    """A text cannot be read; the message says where and why, for a sentence."""


def content_of(text: str) -> object:
    """Return the content; raises NotYaml."""
    try:
        _refuse_doubles(text)
        return yaml_content.content_of(text)
    except yaml.MarkedYAMLError as error:
        fault = fault_of(error, text)
        line = fault.line
        if fault.quote:
            raise NotYaml(
                _("line {line} opens a quote that is closed too late, or never").format(line=line)
            ) from None
        if "\\t" in (error.problem or ""):
            raise NotYaml(
                _("line {line} is indented with a tab; write spaces").format(line=line)
            ) from None
        raise NotYaml(
            _(
                "line {line} is not YAML: look at its indentation, colons, quotes and brackets"
            ).format(line=line)
        ) from None
    except RecursionError:
        raise NotYaml(_("it is nested too deeply")) from None
    except yaml.YAMLError:
        raise NotYaml(_("it holds a character or a date that YAML does not allow")) from None


def _refuse_doubles(text: str) -> None:
    if twice := doubled(yaml.compose(text, yaml.SafeLoader)):
        key, line = twice
        raise NotYaml(
            _("line {line} gives the key {key} a second time").format(line=line, key=key[:_SHOWN])
        )


def line_of(text: str, place: tuple[int | str, ...]) -> int:
    """Return the line of a field, or of the nearest one above it that is there."""
    line = 1
    for node in _down(yaml.compose(text, yaml.SafeLoader), place):
        line = node.start_mark.line + 1
    return line


def _down(node: yaml.Node | None, place: tuple[int | str, ...]) -> Iterator[yaml.Node]:
    """Yield what stands at each step of a place: a field's name, or an entry of a list."""
    for step in place:
        if isinstance(node, yaml.MappingNode):
            named = [(key, value) for key, value in node.value if key.value == str(step)]
            if not named:
                return
            key, node = named[-1]
            yield key
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            yield node
