"""What a YAML text of others says, with bounds that the library does not have."""

from __future__ import annotations

import yaml

_MERGED = 100_000


class _Bounded(yaml.SafeLoader):  # type: ignore[misc]  # the library has no types
    """A loader that stops at fields which are merged (`<<`) again and again: a kilobyte would make millions."""

    fields = 0

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Put merged fields among a mapping's own; raises ConstructorError."""
        super().flatten_mapping(node)
        self.fields += len(node.value)
        if self.fields > _MERGED:
            raise yaml.constructor.ConstructorError(None, None, "too many fields", node.start_mark)


def content_of(text: str | bytes) -> object:
    """Return the content of one document; raises yaml.YAMLError, or RecursionError where it is nested too deeply."""
    try:
        return yaml.load(text, _Bounded)  # noqa: S506  (a safe loader)
    except (ValueError, LookupError, AttributeError, TypeError, OverflowError):
        # At a value that is none of its tag's, as `!!int ''`, the library raises what Python does.
        raise yaml.YAMLError from None
