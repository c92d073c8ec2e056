"""Names that the model reads on over the border of a cell: « KERVELLA         Youenn        Production »."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from guards.detection.tagging import Tagged

# Two spaces also stand within a name, where somebody typed one too many.
_PIECE = regex.compile(r"[^ \t]++(?:[ ]{1,2}+[^ \t]++)*+")


def apart(block: str, name: Tagged) -> Iterator[Tagged]:
    """Yield what the cells of a row hold of a name, each by itself."""
    for piece in _PIECE.finditer(block, name.start, name.end):
        yield replace(name, start=piece.start(), end=piece.end())
