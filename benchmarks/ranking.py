"""How well scores rank what is wrong above what is right."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def auroc(wrong: Sequence[bool | int], scores: Sequence[float]) -> float:
    """Return the chance that something wrong scores above something right, ties counting half.

    The area under the ROC curve by ranks (Mann and Whitney 1947); not a number where one of both is missing.
    """
    ranks = _middle_ranks(sorted(scores))
    bad = [ranks[score] for own, score in zip(wrong, scores, strict=True) if own]
    good = len(scores) - len(bad)
    if not bad or not good:
        return math.nan
    return (sum(bad) - len(bad) * (len(bad) + 1) / 2) / (len(bad) * good)


def grouped_interval(
    rows: Sequence[T],
    group: Callable[[T], str],
    ranked: Callable[[Sequence[T]], float],
    draws: int,
) -> tuple[float, float]:
    """Return the 95 % interval of a figure by drawing groups, not answers, with replacement."""
    groups: dict[str, list[T]] = {}
    for row in rows:
        groups.setdefault(group(row), []).append(row)
    names, random = sorted(groups), Random(1)
    drawn = sorted(
        ranked([row for name in random.choices(names, k=len(names)) for row in groups[name]])
        for _draw in range(draws)
    )
    return drawn[int(0.025 * draws)], drawn[int(0.975 * draws)]


def _middle_ranks(ranked: Sequence[float]) -> dict[float, float]:
    first: dict[float, int] = {}
    last: dict[float, int] = {}
    for at, value in enumerate(ranked, 1):
        first.setdefault(value, at)
        last[value] = at
    return {value: (first[value] + last[value]) / 2 for value in first}
