"""Where a YAML text is wrong, for who wrote it: a key given twice, a quote that was never closed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from assistant.yaml_content import NO_SUCH_ESCAPE


@dataclass(frozen=True, slots=True)
class Fault:
    """The line of a mistake, from 1, and the library's words for it.

    `quote` if a quote is opened there and not closed where it was meant to be.
    """

    line: int
    problem: str = ""
    quote: bool = False


def fault_of(error: yaml.YAMLError, text: str) -> Fault:
    """Return where a text went wrong, which is often well before the reader noticed."""
    if isinstance(error, yaml.reader.ReaderError):
        return Fault(text.count("\n", 0, error.position) + 1, error.reason)
    if not isinstance(error, yaml.MarkedYAMLError):
        return Fault(_stopped(text), NO_SUCH_ESCAPE)  # what else comes from Python
    found, began = error.problem_mark, error.context_mark
    if error.context == "while scanning a quoted scalar" and began:
        return Fault(began.line + 1, quote=True)
    if found and (opened := _long_quote(text, found)):
        return Fault(opened, quote=True)
    if found and began and found.index >= len(text.rstrip()):
        found = began  # what is never closed is found out at the end
    return Fault(found.line + 1 if found else 1, error.problem or "")


def _long_quote(text: str, found: yaml.Mark) -> int:
    """The line of a quoted text that runs over lines up to where the reader stopped; 0 without one.

    A quote that was forgotten is closed by the next one, which was meant to open.
    """
    last: yaml.ScalarToken | None = None
    for token in _tokens(text):
        if token.start_mark.index >= found.index:
            break
        if isinstance(token, yaml.ScalarToken):
            last = token
    if last is None or last.plain or last.style not in ("'", '"'):
        return 0
    opened, closed = last.start_mark.line, last.end_mark.line
    return opened + 1 if opened < closed == found.line else 0


def _stopped(text: str) -> int:
    """The line up to which a text can be read."""
    last = deque(_tokens(text), maxlen=1)
    return last[0].end_mark.line + 1 if last else 1


def _tokens(text: str) -> Iterator[yaml.Token]:
    """Yield the tokens of a text, up to one that cannot be read."""
    try:
        yield from yaml.scan(text, yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, OverflowError):
        return


def doubled(node: yaml.Node | None) -> tuple[str, int] | None:
    """Return the first key that stands twice in a mapping, with its second line, or None.

    YAML would take the last one without a word.
    """
    for mapping in _mappings(node, set()):
        known: set[str] = set()
        for key, _value in mapping.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in known:
                return key.value, key.start_mark.line + 1
            known.add(key.value)
    return None


def _mappings(node: yaml.Node | None, seen: set[int]) -> Iterator[yaml.MappingNode]:
    """Yield each mapping once, whatever aliases name it."""
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        yield node
        for _key, value in node.value:
            yield from _mappings(value, seen)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _mappings(item, seen)
