"""Lists of invented names, in an order of their own for each conversation."""

from __future__ import annotations

import random
from collections.abc import Collection, Container, Iterator
from functools import cache
from pathlib import Path

from guards.detection.folding import fold

_DATA = Path(__file__).parent / "data"
_RANDOM = random.SystemRandom()


@cache
def listed(name: str) -> tuple[str, ...]:
    """The names of a list, as the file has them."""
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def drawn(name: str, taken: Container[str], texts: Collection[str] = ()) -> str:
    """Return a name of a list that folds to none of those taken and stands in none of the folded texts.

    Pairs of names follow once all are.
    """
    return next(
        one
        for one in _candidates(name)
        if fold(one) not in taken and not any(fold(one) in text for text in texts)
    )


def _candidates(name: str) -> Iterator[str]:
    names = listed(name)
    yield from _RANDOM.sample(names, len(names))
    while True:
        yield "-".join(_RANDOM.sample(names, 2))
