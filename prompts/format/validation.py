"""Checks values against JSON Schema: never the network, never a pattern that runs for ever."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from typing import Any

import regex

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError

PATTERN_SECONDS = 0.5


def violations(schema: Mapping[str, Any], value: object, place: Place | None = None) -> list[Any]:
    """Return jsonschema's errors for a value; raises PromptError when the schema itself is wrong."""
    from jsonschema.exceptions import SchemaError
    from referencing import Registry
    from referencing.exceptions import Unresolvable

    kind = _validator()
    try:
        _check(json.dumps(schema, sort_keys=True))
        # An empty registry: a schema never fetches another.
        found = kind(schema, registry=Registry()).iter_errors(value)
        return sorted(found, key=lambda error: [str(part) for part in error.path])
    except SchemaError as error:
        reason = error.message
    except Unresolvable as error:
        reason = _("it refers to another schema ({name})").format(name=error.ref)
    except (regex.error, TimeoutError, RecursionError) as error:
        reason = type(error).__name__
    raise PromptError(
        _("The schema cannot be used: {reason}.").format(reason=reason),
        action=_("Write the schema out in the prompt, in picoschema or JSON Schema."),
        place=place,
    )


@functools.lru_cache(maxsize=256)
def _check(schema: str) -> None:
    """Check a schema once: that costs more than checking values against it."""
    _validator().check_schema(json.loads(schema))


@functools.cache
def _validator() -> Any:  # noqa: ANN401
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError
    from jsonschema.validators import extend

    def pattern(_validator: object, rule: str, instance: object, _schema: object) -> Iterator[Any]:
        if isinstance(instance, str) and not regex.search(rule, instance, timeout=PATTERN_SECONDS):
            yield ValidationError("pattern")

    return extend(Draft202012Validator, {"pattern": pattern})
