"""Writes what clients get as JSON."""

from __future__ import annotations

import json


def encoded(value: object) -> bytes:
    """Return a value as JSON in UTF-8; half a character, as some services cut them, leaves escaped as it came."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()
