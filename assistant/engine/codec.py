"""Values of `assistant.types` to JSON and back, for the pipe between hygie's own two processes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from assistant import types
from assistant.activity.summary import Summary
from assistant.config import Settings
from assistant.doctor import results
from assistant.engine import values
from assistant.models.cards import ModelCard
from assistant.store import records
from assistant.types import Private

_TAG = "_"
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
    }.items()
    if isinstance(value, type) and (is_dataclass(value) or issubclass(value, Enum))
}


def dumps(value: object) -> bytes:
    """Encode a value; personal data is in clear here, so the result goes into the pipe and nowhere else."""
    # ASCII escapes carry lone surrogates of damaged input through.
    return json.dumps(_encoded(value)).encode("ascii")


def loads(data: bytes) -> Any:  # noqa: ANN401
    """Decode a value made by `dumps`; raises ValueError for anything else."""
    return _decoded(json.loads(data))


def _encoded(value: object) -> object:
    if isinstance(value, Enum):
        return {_TAG: type(value).__name__, "e": value.value}
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, Private):
        return {_TAG: "Private", "v": _encoded(value.reveal())}
    if isinstance(value, date):
        return {_TAG: "date", "v": value.isoformat()}
    if isinstance(value, (tuple, list)):
        return [_encoded(item) for item in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {_TAG: "dict", **{key: _encoded(item) for key, item in value.items()}}
    if isinstance(value, Mapping):
        return {_TAG: "map", "v": [[_encoded(k), _encoded(v)] for k, v in value.items()]}
    if is_dataclass(value) and type(value).__name__ in _CLASSES:
        content = {field.name: _encoded(getattr(value, field.name)) for field in fields(value)}
        return {_TAG: type(value).__name__, **content}
    raise ValueError(f"cannot encode {type(value).__name__}")


def _decoded(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return tuple(_decoded(item) for item in value)
    if not isinstance(value, dict):
        return value
    name = value.get(_TAG)
    if name == "Private":
        return Private(_decoded(value["v"]))
    if name == "date":
        return date.fromisoformat(value["v"])
    if name == "dict":
        return {key: _decoded(item) for key, item in value.items() if key != _TAG}
    if name == "map":
        return {_decoded(k): _decoded(v) for k, v in value["v"]}
    if name not in _CLASSES:
        raise ValueError("unknown value in the pipe")
    if "e" in value:
        return _CLASSES[name](value["e"])
    return _CLASSES[name](**{k: _decoded(v) for k, v in value.items() if k != _TAG})
