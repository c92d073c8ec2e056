"""How an amount is reckoned: gross or net, before or after tax. « 2 500 € nets » is not « 2 500 € bruts ».

An amount is told by the word beside it, behind it first (« 500 € HT »), else before (« Total HT : 500 € »); where
both sides have one that may be the next amount's it is left open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.i18n import _
from assistant.types import Status

from . import taxes
from .figures import Figure
from .ledger import Ledger
from .outcome import Outcome
from .placement import same
from .units import CURRENCIES

_AFTER, _BEFORE = 40, 60  # characters looked at
_NEXT = re.compile(r"\d|[;:|\n]|[.,](?:\s|$)|\b(?:et|and|soit|ou|or|i\.e)\b")
_WAYS = {
    "gross": ("pay", r"brute?s?|gross"),
    "net": ("pay", r"net(?:te)?s?"),
    "without": ("tax", f"{taxes.WITHOUT}|{taxes.PLUS}"),
    "with": ("tax", taxes.WITH),
    "bare": ("rent", r"hors charges|H\.?C\.?|(?:excluding|excl\.?|without) (?:service charges|bills|utilities)"),
    "inclusive": (
        "rent",
        r"(?:toutes )?charges comprises|C\.?C\.?|(?:including|incl\.?|with) (?:service charges|bills|utilities)"
        r"|bills included",
    ),
}  # fmt: skip
_WORD = re.compile(
    "|".join(rf"(?P<{name}>(?<![\w-])(?:{words})(?![\w-]))" for name, (_axis, words) in _WAYS.items()),
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """One way of reckoning as a text writes it."""

    name: str
    written: str

    def excludes(self, other: Way) -> bool:
        """Whether an amount reckoned one way is not the other's."""
        return self.name != other.name and _WAYS[self.name][0] == _WAYS[other.name][0]


def check(figure: Figure, sentence: str, at: int, ledger: Ledger) -> Outcome | None:
    """Say whether all places of an amount reckon it otherwise than a sentence, where it stands `at`."""
    ours = _way(sentence, at, at + len(figure.span))
    if ours is None or figure.unit.dimension not in CURRENCIES:
        return None
    theirs = []
    for entry in same(figure, ledger):
        span = entry.figure.span
        way = _way(ledger.passages.texts[entry.source], span.start, span.end)
        if way is None or not way.excludes(ours):
            return None
        theirs.append((entry, way))
    if not theirs:
        return None
    entry, way = theirs[0]
    reason = _("The sources have “{source}” where the answer has “{answer}”.").format(
        source=way.written, answer=ours.written
    )
    return Outcome(Status.ALTERED, reason, ledger.evidence(entry, "", "near"))


def _way(text: str, start: int, end: int) -> Way | None:
    behind = text[end : end + _AFTER]
    ends = _NEXT.search(behind)
    after = _WORD.search(behind[: ends.start()] if ends else behind)
    lead = text[max(0, start - _BEFORE) : start]
    begins = max((found.end() for found in _NEXT.finditer(lead) if found[0] != ":"), default=0)
    before = max(_WORD.finditer(lead, begins), key=re.Match.start, default=None)
    if after is None:
        return _told(before)
    heads_next = ends is not None and (ends[0] == ":" or (ends[0].isdigit() and before is not None))
    if heads_next:
        return None if before is None or ends is None or ends[0] != ":" else _told(before)
    return _told(after)


def _told(found: re.Match[str] | None) -> Way | None:
    return Way(str(found.lastgroup), found[0]) if found else None
