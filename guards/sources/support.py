"""How likely a sentence says more than its sources: a logistic model of twelve plain signals.

The weights are data (`support.json`), fitted by `python -m benchmarks.support` on answers labelled
for hygie. A sentence encoder was tried in place of words and beside them; see docs for the measure.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import cache
from importlib.resources import files
from math import exp, log

from assistant.types import ClaimKind, Status

from .lexical import Support
from .outcome import Outcome

_WRONG = (Status.ALTERED, Status.NOT_FOUND)
_MIDDLING = 5  # content words
_PLAIN = 1.9  # the density of an ordinary sentence, for one whose words cannot be compared
_FIGURES = (ClaimKind.NUMBER, ClaimKind.DATE)


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of one sentence, in the order of the weights."""

    lacking: float  # 1 − share of its words in the best place
    absent: float  # share of its words found nowhere
    gap: float  # log weight of the longest run of words not found together
    pairs: float  # 1 − share of neighbouring words that are near each other in the sources
    copied: float  # log of the density of the runs of words it shares with the sources
    length: float  # log count of content words
    figures: float  # 1 when a figure or date is not in the sources as it is
    names: float  # 1 when a name is not
    derived: float  # 1 when a figure follows by arithmetic
    contradicted: float
    translated: float  # 1 when the sources are in the other language
    aside: float  # 1 for an opening or closing, or « the document does not say »


@dataclass(frozen=True, slots=True)
class Model:
    """The fitted weights, and the thresholds of the words shown for them."""

    bias: float
    weights: tuple[float, ...]
    supported: float
    unsupported: float


def signals(
    support: Support,
    found: Sequence[tuple[ClaimKind, Outcome]],
    *,
    contradicted: bool,
    translated: bool,
    aside: bool,
) -> Signals:
    """Gather what is known of one sentence; words of another language say nothing either way."""
    if translated:
        support = Support(1.0, support.place, words=support.words, density=_PLAIN)
    wrong = {kind for kind, outcome in found if outcome.status in _WRONG}
    return Signals(
        1 - support.share,
        support.absent,
        log(1 + support.gap),
        1 - support.pairs,
        log(1 + support.density),
        log(1 + support.words),
        float(not wrong.isdisjoint(_FIGURES)),
        float(ClaimKind.NAME in wrong or ClaimKind.QUOTE in wrong or ClaimKind.IDENTIFIER in wrong),
        float(any(outcome.status is Status.DERIVED for _kind, outcome in found)),
        float(contradicted),
        float(translated),
        float(aside),
    )


def of_nothing() -> float:
    """Return the risk of a sentence of middling length of which the sources have no word."""
    size = log(1 + _MIDDLING)
    return risk(Signals(1.0, 1.0, size, 1.0, 0.0, size, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0))


def risk(known: Signals) -> float:
    """Return how likely the sentence holds something its sources do not, in [0, 1]."""
    fitted = model()
    total = fitted.bias + sum(
        weight * value for weight, value in zip(fitted.weights, astuple(known), strict=True)
    )
    return 1 / (1 + exp(-total))


@cache
def model() -> Model:
    """Return the fitted model."""
    data = json.loads(files(__package__).joinpath("support.json").read_text(encoding="utf-8"))
    weights = tuple(float(data["weights"][name]) for name in Signals.__slots__)
    return Model(float(data["bias"]), weights, float(data["supported"]), float(data["unsupported"]))
