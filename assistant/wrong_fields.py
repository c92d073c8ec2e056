"""What is wrong with a field, in one sentence of the person's language; the value stays out of it.

Pydantic says it in English only, and to programmers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.i18n import N_, _

if TYPE_CHECKING:
    from pydantic import ValidationError

Place = tuple[int | str, ...]

_WHOLE = N_("it must be a whole number")
_NUMBER = N_("it must be a number")
_FIELDS = N_("it must hold fields of its own, indented below it")
_PROBLEMS = {
    "missing": N_("it is missing"),
    "extra_forbidden": N_("there is no field of this name"),
    "string_type": N_("it must be a text, in quotes if it looks like something else"),
    "string_too_short": N_("it must not be empty"),
    "too_short": N_("it must not be empty"),
    "too_long": N_("it may have {max_length} entries at most"),
    "string_pattern_mismatch": N_("it must fit the pattern {pattern}"),
    "string_too_long": N_("it may have {max_length} letters at most"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_type": N_("it must be true or false"),
    "bool_parsing": N_("it must be true or false"),
    "greater_than": N_("it must be more than {gt}"),
    "greater_than_equal": N_("it must be {ge} or more"),
    "less_than_equal": N_("it must be {le} or less"),
    "literal_error": N_("it must be one of these: {expected}"),
    "enum": N_("it must be one of these: {expected}"),
    "tuple_type": N_("it must be a list: [one, two]"),
    "dict_type": _FIELDS,
    "model_type": _FIELDS,
    "path_type": N_("it must be the path of a file"),
}


def first_of(error: ValidationError) -> tuple[Place, str]:
    """Return the place of the first thing that is wrong, and what it is."""
    first = error.errors(include_url=False, include_input=False)[0]
    context: Mapping[str, Any] = first.get("ctx", {})
    if first["type"] == "value_error":  # said by the settings themselves, in the person's language
        return first["loc"], str(context["error"])
    known = _PROBLEMS.get(first["type"], N_("this value cannot be used"))
    shown = {name: _shown(value) for name, value in context.items()}
    return first["loc"], _(known).format(**shown)


def written(place: Place) -> str:
    """Return a place as the documentation writes it: `upstreams[0].url`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return "".join(steps).removeprefix(".")[:80]


def said(error: ValidationError) -> str:
    """Return the first thing that is wrong with its place, for a sentence."""
    place, problem = first_of(error)
    if not place:
        return problem
    return _("{field}: {problem}").format(field=written(place), problem=problem)


def _shown(value: object) -> str:
    """Bounds without needless zeros, and choices without an English « or »."""
    if isinstance(value, float):
        return f"{value:g}"
    return str(value).replace(" or ", ", ").replace("'", "")
