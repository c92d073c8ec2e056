"""Detection over the strings of a body: prose by everything, lone words by rules and lists.

A model of names needs sentences: it takes « gpt-4o » for a place. Identifiers, keys and protocol
words are read by rules, by the company's list and by what is hidden elsewhere in the request.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.protocols import Finder, Progress
from assistant.types import Finding
from guards.detection.detector import Detector
from guards.detection.rule import Hit


class RuleDetector(Detector):
    """The detector without Presidio and models."""

    def load(self) -> None:
        """Nothing to load."""

    def analyse(self, text: str) -> Iterable[Hit]:
        """Return what rules and lists find."""
        return self.rules.find(text)


class Sorted:
    """A finder for the texts of one request, of which some are lone words."""

    def __init__(self, prose: Finder, words: Finder, lone: Sequence[bool]) -> None:
        self._prose, self._words, self._lone = prose, words, lone

    def load(self) -> None:
        """Load what the two need."""
        self._prose.load()

    def find(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[Finding]]:
        """Return the findings of each text, in order."""
        pairs = list(zip(texts, self._lone, strict=True))
        prose = iter(self._prose.find([text for text, lone in pairs if not lone], progress))
        words = iter(self._words.find([text for text, lone in pairs if lone]))
        return [next(words if lone else prose) for _, lone in pairs]
