"""One spelling for each JSON value (RFC 8785), and its SHA-256."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping

from prompts.template.values import number


def canonical(value: object) -> str:
    """Return a value as RFC 8785 spells it; raises ValueError for what JSON cannot hold."""
    if value is None or isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int | float):
        if not math.isfinite(value) or (isinstance(value, int) and abs(value) > 2**53):
            raise ValueError("number outside JSON's range")
        return number(value)
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: str(key).encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{canonical(str(k))}:{canonical(value[k])}" for k in keys) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical, value)) + "]"
    raise ValueError(f"no JSON for {type(value).__name__}")


def digest(value: object) -> str:
    """Return the SHA-256 of a JSON value."""
    return digest_text(canonical(value))


def digest_text(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
