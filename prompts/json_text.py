"""JSON from files of others: nested so far that no reader of it runs out of its stack."""

from __future__ import annotations

import json
from typing import Any

DEEPEST = 100


def parsed(text: str | bytes) -> Any:  # noqa: ANN401
    """Return the value of a JSON text; raises JSONDecodeError, for one nested too deeply too."""
    try:
        value = json.loads(text)
    except RecursionError:
        value = _too_deep()
    level = [value]
    for _depth in range(DEEPEST):
        level = [item for outer in level for item in _inside(outer)]
        if not level:
            return value
    return _too_deep()


def _inside(value: object) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _too_deep() -> Any:  # noqa: ANN401
    raise json.JSONDecodeError("nested too deeply", "", 0)
