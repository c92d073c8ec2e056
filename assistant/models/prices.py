"""Context windows and prices from the list that litellm ships, read without importing litellm.

The import costs seconds and this answers before the first question; the file belongs to the
pinned release, so nothing is fetched.
"""

from __future__ import annotations

import functools
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FILE = "model_prices_and_context_window_backup.json"
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Known:
    """Figures of a hosted model, None where the list is silent; USD per million tokens."""

    context_tokens: int | None = None
    max_output: int | None = None
    price_in: float | None = None
    price_out: float | None = None


def lookup(litellm_id: str) -> Known:
    """Return the figures of a litellm identifier, with or without its provider in front."""
    listed = _listed()
    entry = listed.get(litellm_id) or listed.get(litellm_id.partition("/")[2])
    if not entry:
        return Known()
    return Known(
        context_tokens=_whole(entry.get("max_input_tokens") or entry.get("max_tokens")),
        max_output=_whole(entry.get("max_output_tokens")),
        price_in=_per_million(entry.get("input_cost_per_token")),
        price_out=_per_million(entry.get("output_cost_per_token")),
    )


@functools.cache
def _listed() -> dict[str, Any]:
    spec = importlib.util.find_spec("litellm")
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder) / _FILE
        if path.is_file():
            found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return found
    return {}


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) else None


def _per_million(value: object) -> float | None:
    return round(value * _MILLION, 6) if isinstance(value, int | float) else None
