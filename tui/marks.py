"""Marks on a text: spans with a class, signs at offsets."""

from __future__ import annotations

from typing import NamedTuple


class Mark(NamedTuple):
    """A span of the text, the class it is drawn in, and what it belongs to."""

    start: int
    end: int
    style: str
    key: str = ""


class Sign(NamedTuple):
    """A sign in the gutter, and the class it is drawn in."""

    text: str
    style: str
