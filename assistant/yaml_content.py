"""What a YAML text of others says, with bounds that the library does not have."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import yaml

MERGED_TOO_OFTEN, NO_SUCH_VALUE = "too many fields", "no value of its tag"
NO_SUCH_ESCAPE = "no character of its escape"
"""Problems for which the library has no words."""

_MERGED = 100_000
# What the library lets through from Python, at `!!int ''` or at "\UFFFFFFFF".
_PYTHONS = (ValueError, LookupError, AttributeError, TypeError, OverflowError)


class _Bounded(yaml.SafeLoader):  # type: ignore[misc]  # the library has no types
    """A loader that stops at fields which are merged (`<<`) again and again: a kilobyte would make millions."""

    fields = 0

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Put merged fields among a mapping's own; raises ConstructorError."""
        super().flatten_mapping(node)
        self.fields += len(node.value)
        if self.fields > _MERGED:
            raise _wrong(MERGED_TOO_OFTEN, node)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:
        """Return a node's value; raises ConstructorError at one that is none of its tag's."""
        try:
            return super().construct_object(node, deep)
        except _PYTHONS:
            raise _wrong(NO_SUCH_VALUE, node) from None


def _wrong(problem: str, node: yaml.Node) -> yaml.constructor.ConstructorError:
    return yaml.constructor.ConstructorError(None, None, problem, node.start_mark)


def content_of(text: str | bytes) -> object:
    """Return the content of one document; raises yaml.YAMLError, or RecursionError where it is nested too deeply."""
    with _told_as_yaml():
        return yaml.load(text, _Bounded)  # noqa: S506  (a safe loader)


def tree_of(text: str) -> yaml.Node | None:
    """Return one document as it is written, None for an empty one; raises as `content_of` does."""
    with _told_as_yaml():
        return yaml.compose(text, yaml.SafeLoader)


@contextmanager
def _told_as_yaml() -> Iterator[None]:
    try:
        yield
    except _PYTHONS:
        raise yaml.YAMLError from None
