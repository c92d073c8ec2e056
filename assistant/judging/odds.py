"""How likely a model calls a sentence false, and what that says: an embedded judge's whole reply.

One word hides how close it was to the other. The odds rank sentences better (docs/en/checks.md), and where
neither word is twice as likely as the other the judge is not sure, and says so.
"""

from __future__ import annotations

import json

from assistant.judging.opinions import Opinion

WORDS = _TRUE, _FALSE = "true", "false"
_SURE = 2 / 3
_ROUNDING = 0.01


def doubt(reply: str) -> float | None:
    """Return the share of « false » in a reply that gives the odds of both words, in [0, 1]; None for any other."""
    try:
        told = json.loads(reply)
        true, false = float(told[_TRUE]), float(told[_FALSE])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not (min(true, false) >= 0 and 0 < true + false <= 1 + _ROUNDING):
        return None
    return false / (true + false)


def opinion(share: float) -> Opinion:
    """Return what a share of « false » says; it does not tell a denial from silence."""
    if share > _SURE:
        return Opinion.ABSENT
    return Opinion.UNSURE if share > 1 - _SURE else Opinion.SUPPORTED
