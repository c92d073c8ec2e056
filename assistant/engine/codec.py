"""Values of `assistant.types` to JSON and back, for the pipe between hygie's own two processes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from assistant import types
from assistant.activity.summary import Summary
from assistant.config import Settings
from assistant.doctor import results
from assistant.engine import values
from assistant.judging.case import Case
from assistant.lookup.told import LookedUp, Outcome, Question
from assistant.models.cards import ModelCard
from assistant.store import records
from assistant.types import Private

_CLASSES: dict[str, type] = {
    name: value
    for name, value in {
        **vars(types),
        **vars(values),
        **vars(records),
        **vars(results),
        "ModelCard": ModelCard,
        "Settings": Settings,
        "Summary": Summary,
        "Case": Case,
        "LookedUp": LookedUp,
        "Outcome": Outcome,
        "Question": Question,
    }.items()
    if isinstance(value, type) and (is_dataclass(value) or issubclass(value, Enum))
}

_NAMES = {
    name: tuple(field.name for field in fields(kind))
    for name, kind in _CLASSES.items()
    if is_dataclass(kind)
}


_MOST = 1_000
"""Items of one piece of JSON: Python reads a piece at one go, and the screen would wait for all of it."""


def dumps(value: object) -> bytes:
    """Encode a value; personal data is in clear here, so the result goes into the pipe and nowhere else."""
    slices: list[object] = []
    first = _encoded(value, slices)
    # ASCII escapes carry lone surrogates of damaged input through, and no line break stands in them.
    return "\n".join(map(json.dumps, (first, *slices))).encode("ascii")


def loads(data: bytes) -> Any:  # noqa: ANN401
    """Decode a value made by `dumps`; raises ValueError for anything else."""
    first, *slices = data.split(b"\n")
    return _decoded(json.loads(first), slices)


def _encoded(value: object, slices: list[object]) -> object:
    """A class is written as its name and its fields in order: a long document has thousands of them."""
    if value is None or (not isinstance(value, Enum) and isinstance(value, (str, int, float))):
        return value
    if isinstance(value, (tuple, list)):
        items = [_encoded(item, slices) for item in value]
        return items if len(items) <= _MOST else {"slices": _cut(items, slices)}
    name = type(value).__name__
    if name in _NAMES:
        return {name: [_encoded(getattr(value, field), slices) for field in _NAMES[name]]}
    if isinstance(value, Enum):
        return {name: value.value}
    if isinstance(value, Private):
        return {"Private": _encoded(value.reveal(), slices)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {"dict": {key: _encoded(item, slices) for key, item in value.items()}}
    if isinstance(value, Mapping):
        return {"map": [[_encoded(k, slices), _encoded(v, slices)] for k, v in value.items()]}
    raise ValueError(f"cannot encode {name}")


def _cut(items: list[object], slices: list[object]) -> list[int]:
    """Put the items aside in pieces; return the pieces' numbers."""
    before = len(slices)
    slices.extend(items[at : at + _MOST] for at in range(0, len(items), _MOST))
    return list(range(before, len(slices)))


def _decoded(value: Any, slices: Sequence[bytes]) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return tuple(_decoded(item, slices) for item in value)
    if not isinstance(value, dict):
        return value
    if len(value) != 1:
        raise ValueError("not a value of the pipe")
    ((name, content),) = value.items()
    if name in _NAMES:
        return _CLASSES[name](*(_decoded(item, slices) for item in content))
    if name == "slices":
        return tuple(item for at in content for item in _decoded(json.loads(slices[at]), slices))
    if name == "dict":
        return {key: _decoded(item, slices) for key, item in content.items()}
    if name == "map":
        return {_decoded(k, slices): _decoded(v, slices) for k, v in content}
    return _single(name, content)


def _single(name: str, content: Any) -> Any:  # noqa: ANN401
    """Return a value that is made of one text or number."""
    if name == "Private":
        return Private(content)
    if name == "date":
        return date.fromisoformat(content)
    if name not in _CLASSES:
        raise ValueError("unknown value in the pipe")
    return _CLASSES[name](content)
