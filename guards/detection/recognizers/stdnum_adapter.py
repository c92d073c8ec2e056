"""Check digits and built-in dates of official numbers: python-stdnum, loaded at first use."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module


def stdnum_check(module: str, *, certain: bool = True) -> Callable[[str], bool | None]:
    """Return a check for a rule; `certain=False` makes a pass mean « possible ».

    What python-stdnum itself cannot judge stays possible: some of its tables have gaps, and a number in
    one of them must neither stop the request nor pass unseen.
    """

    def check(value: str) -> bool | None:
        try:
            valid = bool(import_module(f"stdnum.{module}").is_valid(value))
        except (LookupError, ValueError, TypeError, AttributeError):
            return None
        return (True if certain else None) if valid else False

    return check
