"""Finds what is confidential in the texts of one request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.language import detect
from assistant.types import Finding
from guards.detection.mentions import Mentions
from guards.detection.ner_adapter import NamedEntities
from guards.detection.overlaps import resolve
from guards.detection.recognizers import all_recognisers
from guards.detection.rule import THRESHOLD, Hit, Recogniser
from guards.detection.view import normalise

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

_CHUNK = 12_000

Progress = Callable[[int, int], None]


class Detector:
    """Rules, lists and NER over a normalised view of each text; see `find`."""

    def __init__(self, extra: Sequence[Recogniser] = ()) -> None:
        self._recognisers = (*all_recognisers(), *extra)
        self.names = NamedEntities()
        self._engine: AnalyzerEngine | None = None

    def load(self) -> None:
        """Load Presidio and the models of both languages; raises GuardNotReady."""
        self._analyzer()
        self.names.load()

    def find(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[Finding]]:
        """Return the findings of each text; a name found in one is found in all."""
        views = [normalise(text) for text in texts]
        total = sum(len(view.text) for view in views)
        done = 0
        found: list[list[Hit]] = []
        for view in views:
            hits: list[Hit] = []
            for start, end in _chunks(view.text):
                hits += self._chunk(view.text[start:end], start)
                done += end - start
                if progress:
                    progress(done, total)
            found.append(hits)
        mentions = Mentions()
        for view, hits in zip(views, found, strict=True):
            mentions.learn(view.text, hits)
        return [
            resolve([*hits, *mentions.find(view.text)], view)
            for view, hits in zip(views, found, strict=True)
        ]

    def _chunk(self, text: str, offset: int) -> Iterator[Hit]:
        from guards.detection.presidio_adapter import hits

        for hit in hits(self._analyzer(), text, detect(text), THRESHOLD):
            yield Hit(hit.start + offset, hit.end + offset, hit.score, hit.kind, hit.rule)

    def _analyzer(self) -> AnalyzerEngine:
        if self._engine is None:
            from guards.detection.presidio_adapter import build_analyzer

            self._engine = build_analyzer(self._recognisers, self.names)
        return self._engine


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Cut a long text at blank lines, or else at line ends, or else at spaces."""
    start = 0
    while len(text) - start > _CHUNK:
        limit = start + _CHUNK
        cut = -1
        for mark in ("\n\n", "\n", " "):
            if (cut := text.rfind(mark, start + _CHUNK // 2, limit)) > 0:
                cut += len(mark)
                break
        end = cut if cut > start else limit
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)
