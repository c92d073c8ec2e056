"""Which passages found clearly do not bear on a question: each one sent is one too many.

A search always finds as many as it is asked for. Two signs, each blind where the other sees, must agree:
a passage stands far below the best one, and its meaning is far from the nearest, as a whole or piece by piece.
Chosen on hygie's own vaults and on the articles kept apart from training; questions of two parts keep the
passages of both.
"""

from __future__ import annotations

from collections.abc import Mapping

_FAINT = 0.4
"""The share of the best score under which a passage is faint."""
_FAR = 0.07
"""How much less than the nearest cosine is far: cosines of the model lie close together."""
_FAR_APART = 0.15
"""How much less than the nearest closeness of pieces is far."""


def beside(
    scores: Mapping[int, float], meaning: Mapping[int, float], pieces: Mapping[int, float]
) -> set[int]:
    """Return the numbers of `scores` that clearly do not bear on the question.

    A passage that stands neither in `meaning` nor in `pieces` is never among them: its vector may not be in yet.
    """
    best = max(scores.values(), default=0.0)
    far = _behind(meaning, _FAR) | _behind(pieces, _FAR_APART)
    return {number for number, score in scores.items() if score < _FAINT * best and number in far}


def _behind(near: Mapping[int, float], margin: float) -> set[int]:
    nearest = max(near.values(), default=0.0)
    return {number for number, value in near.items() if value < nearest - margin}
