"""Runs recognisers without Presidio or models, as fast as patterns are."""

from collections.abc import Iterable, Sequence

from assistant.protocols import Progress
from assistant.types import Finding, Kind
from guards.detection.detector import Detector
from guards.detection.overlaps import resolve
from guards.detection.rule import Hit, Recogniser
from guards.detection.view import normalise


def values(recognisers: Iterable[Recogniser], text: str, *kinds: Kind, rule: str = "") -> list[str]:
    """What the recognisers find in a text, as it stands there."""
    return [
        text[finding.span.start : finding.span.end]
        for finding in findings(recognisers, text)
        if (not kinds or finding.kind in kinds) and rule in (finding.rule, "")
    ]


def findings(recognisers: Iterable[Recogniser], text: str) -> list[Finding]:
    view = normalise(text)
    return resolve([hit for r in recognisers for hit in r.find(view.text)], view)


class RulesOnly(Detector):
    """The detector without Presidio and models, for properties over many texts."""

    def load(self) -> None:
        """Nothing to load."""

    def analyse(self, text: str) -> Iterable[Hit]:
        return self.rules.find(text)


class Fixed:
    """A detector that finds given words, each whole and everywhere."""

    def __init__(self, **words: Kind) -> None:
        self.words = {word.replace("_", " "): kind for word, kind in words.items()}

    def load(self) -> None:
        """Nothing to load."""

    def find(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[Finding]]:
        return [resolve(self._hits(text), normalise(text)) for text in texts]

    def _hits(self, text: str) -> Iterable[Hit]:
        for word, kind in self.words.items():
            at = text.find(word)
            while at >= 0:
                yield Hit(at, at + len(word), 0.9, kind, "fixed")
                at = text.find(word, at + 1)
