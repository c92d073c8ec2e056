"""Lists of words kept as files in `data/`: one word a line, folded, `#` before a comment."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from guards.detection.folding import fold

_DATA = Path(__file__).parent / "data"


@cache
def words(name: str) -> frozenset[str]:
    """The words of one list, read once."""
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def is_listed(name: str, *lists: str) -> bool:
    """Whether a name, of one word or more, stands in one of the lists."""
    folded = fold(name).replace(" ", "_")
    return any(folded in words(own) for own in lists)
