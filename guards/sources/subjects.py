"""How likely a question is on each sensitive subject: a linear model over its words and pairs of words.

It sees what no list foresaw, « il a pris deux fois ses cachets ». The weights are data
(`subjects.json`), fitted by `python -m training.subjects` on questions written for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp, sqrt

from .lexical import stem
from .words import read

ORDINARY = "ordinary"
_READ = 4_000  # characters of a question; what follows is the document it is about
_BEGINNING = 4


def features(question: str) -> frozenset[str]:
    """Return the stems of a question, their beginnings, and neighbouring pairs."""
    stems = [stem(key) for key in read(question[:_READ]).keys]
    starts = {f"{word[:_BEGINNING]}*" for word in stems if len(word) > _BEGINNING}
    return frozenset({*stems, *starts, *(f"{one} {other}" for one, other in pairwise(stems))})


def chances(question: str) -> dict[str, float]:
    """Return the chance of each subject and of `ORDINARY`; they add up to one."""
    classes, bias, weights = _fitted()
    found = [weights[feature] for feature in features(question) if feature in weights]
    length = sqrt(len(found)) or 1.0
    totals = [base + sum(row[n] for row in found) / length for n, base in enumerate(bias)]
    return dict(zip(classes, _shares(totals), strict=True))


def _shares(totals: Iterable[float]) -> list[float]:
    own = list(totals)
    powers = [exp(total - max(own)) for total in own]
    return [power / sum(powers) for power in powers]


@cache
def _fitted() -> tuple[tuple[str, ...], tuple[float, ...], dict[str, list[float]]]:
    data = json.loads(files(__package__).joinpath("subjects.json").read_text(encoding="utf-8"))
    return tuple(data["classes"]), tuple(data["bias"]), data["weights"]
