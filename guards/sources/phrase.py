"""What is said beside a figure of an answer: the words that call for a sum, or make it the end of a range."""

from __future__ import annotations

import re
from dataclasses import dataclass

_AHEAD, _BEHIND = 80, 40  # characters of a sentence before and behind a figure
_CLAUSE = re.compile(r"[;:.(]|,(?! (?:au total|en tout|in (?:all|total)|altogether))")
_ENDS = re.compile(r"\d\S{0,2}(?: [^\W\d_]+)?(?: ?[-–] ?| (?:to|à|and|et) )[€$£]?$")
_BEGINS = re.compile(r"(?: [^\W\d_]+)?(?: ?[-–] ?| (?:to|à) )[€$£]?\d")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence with plain apostrophes, in which a figure stands from `start` to `end`; `lead` is what leads to it."""

    said: str
    start: int
    end: int
    lead: str

    def calls_for(self, cue: re.Pattern[str]) -> bool:
        """Whether words beside the figure call for a sum; those behind it only in its clause."""
        behind = _CLAUSE.split(self.said[self.end : self.end + _BEHIND], maxsplit=1)[0]
        return cue.search(self.said[max(0, self.start - _AHEAD) : self.end] + behind) is not None

    @property
    def is_bound(self) -> bool:
        """Whether the figure is one end of a range, « from 20 to 30 », which is no result."""
        ahead = _ENDS.search(self.said[: self.start])
        return ahead is not None or _BEGINS.match(self.said, self.end) is not None
