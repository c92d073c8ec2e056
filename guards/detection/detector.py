"""Finds what is confidential in the texts of one request."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from assistant.language import detect
from assistant.types import Finding, Kind, Span
from guards.detection.address_tails import with_tails
from guards.detection.broken import IN_CELLS, Broken, broken
from guards.detection.cards import from_lines
from guards.detection.chunks import SIZE, chunk_end
from guards.detection.clauses import opens_clause
from guards.detection.deadline import allowance, check, limited
from guards.detection.learnt import Learnt, Vocabulary, vocabulary
from guards.detection.mentions import Mentions
from guards.detection.names import Names, finder
from guards.detection.overlaps import resolve
from guards.detection.partners import partners
from guards.detection.pool import Pool
from guards.detection.public_names import INITIALS, marked
from guards.detection.recognizers import all_recognisers
from guards.detection.recognizers.tables.against_headings import headed
from guards.detection.recognizers.tables.labelled_columns import COLUMNS
from guards.detection.recognizers.tables.rows_below_headings import (
    NO_HEADING,
    Heading,
    open_heading,
)
from guards.detection.rule import THRESHOLD, Hit, Recogniser
from guards.detection.seams import joined, next_start, row_start
from guards.detection.told import told
from guards.detection.view import View, normalise
from guards.forgetting import remembers

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine, EntityRecognizer

_CACHED_CHARACTERS = 2_000_000
_SHORT = 150
_NAMED = frozenset({Kind.PERSON, Kind.ORG})

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class _Part:
    """A piece of text as analysed, and its findings given the names known when last asked."""

    text: str
    view: View
    hits: tuple[Hit, ...]
    broken: Broken
    learnt: Learnt | None = None
    findings: tuple[Finding, ...] = ()
    _vocabulary: Vocabulary | None = None
    _taught: dict[bool, Mentions] = field(default_factory=dict)

    def taught(self, *, last: bool) -> Mentions:
        """The names among the hits, but those that the piece's end may have cut, unless it is the `last`."""
        if last not in self._taught:
            self._taught[last] = own = Mentions()
            own.learn(self.view.text, _whole(self, last=last))
        return self._taught[last]

    def seen_again(self) -> _Part:
        """Read its words, by which the names of new texts are known to stand in it or not."""
        self._vocabulary = self._vocabulary or vocabulary(self.view.text, self.broken)
        return self

    def unmoved(self, learnt: Learnt) -> bool:
        """Whether the findings stand although other names are known than when they were made."""
        if self.learnt is learnt:
            return True
        if self.learnt is None or self._vocabulary is None:
            return False
        if learnt.touches(self._vocabulary, self.learnt):
            return False
        self.learnt = learnt
        return True


class Detector:
    """Rules, lists and NER over a normalised view of each text; see `find`.

    Parts of text seen before cost a hash: a chat resends its history at every turn.
    """

    def __init__(
        self,
        extra: Sequence[Recogniser] = (),
        names: Names | None = None,
        registry: Path | None = None,
    ) -> None:
        """`registry` is a Presidio registry file whose recognisers take part."""
        own = (*all_recognisers(), *extra)
        self._recognisers, self.rules = own, Pool(own)
        self._in_cells = Pool(one for one in own if not IN_CELLS.isdisjoint(one.kinds))
        self.names = names or finder("model")
        self._registry = registry
        self._engine: AnalyzerEngine | None = None
        # By the line that heads their first row, if any, and their text.
        self._parts: OrderedDict[tuple[str, str], _Part] = OrderedDict()
        self._cached, self._stale = 0, False
        # One request at a time: the parts that are cached carry the findings of the request.
        self._turn = Lock()
        remembers(self)

    def forget(self) -> None:
        """Forget every text that was read: at once, or when the search that runs has ended."""
        self._stale = True
        self._freshen()

    def _freshen(self) -> None:
        if self._stale and self._turn.acquire(blocking=False):
            try:
                self._stale = False
                self._parts.clear()
                self._cached = 0
            finally:
                self._turn.release()

    def load(self) -> None:
        """Load Presidio and the models of both languages; raises GuardNotReady."""
        self._analyzer()
        self.names.load()

    def find(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[Finding]]:
        """Return the findings of each text; a name found in one is found in all.

        `progress` is called with characters done and in all; what it raises cancels the work. Raises GuardError
        when the texts take longer than `deadline.allowance`.
        """
        try:
            with self._turn, limited(allowance(sum(map(len, texts)))):
                return self._find(texts, progress)
        finally:
            self._freshen()

    def ahead(self, text: str) -> None:
        """Begin to look for the names of a text that is about to be searched: they are there when it is."""
        if ("", text) not in self._parts:
            self._ahead([text])

    def _find(self, texts: Sequence[str], progress: Progress | None) -> list[list[Finding]]:
        self._ahead([text for text in texts if ("", text) not in self._parts])
        total, done = sum(map(len, texts)), 0
        parts: list[list[tuple[int, _Part]]] = []
        mentions = Mentions()
        for text in texts:
            own = []
            for start, part in self._pieces(text):
                own.append((start, part))
                # What is known already is learnt while the names of the last text are looked for.
                mentions.join(part.taught(last=start + len(part.text) == len(text)))
                if progress:
                    progress(done + start + len(part.text), total)
            done += len(text)
            parts.append(own)
        learnt = Learnt(mentions)
        return [
            joined([self._findings(pair, learnt) for pair in own], text)
            for text, own in zip(texts, parts, strict=True)
        ]

    def _pieces(self, text: str) -> Iterator[tuple[int, _Part]]:
        start, heading = 0, NO_HEADING
        while start < len(text):
            end = chunk_end(text, start)
            part = self._part(text[start:end], heading)
            yield start, part
            if end == len(text):
                return
            # A table may be longer than a piece: what heads it still says what its cells are.
            heading = open_heading(heading, part.view.text)
            spans = (part.view.original(hit.start, hit.end) for hit in part.hits)
            at = next_start(part.text, spans)
            start += row_start(part.text, at) if heading.line else at

    def _findings(self, own: tuple[int, _Part], learnt: Learnt) -> list[Finding]:
        start, part = own
        if not part.unmoved(learnt):
            check()
            find, text = learnt.mentions.find, part.view.text
            again = [*find(text), *part.broken.find(find, _none, find)]
            known_again = (hit for hit in _besides(again, part) if not _opens(hit, text))
            found = resolve([*part.hits, *known_again], part.view)
            own_names = marked(found, part.text, learnt.people)
            part.findings = tuple(_found_here(with_tails(own_names, part.text), part))
            part.learnt = learnt
        if not start:
            return list(part.findings)
        return [
            replace(one, span=Span(one.span.start + start, one.span.end + start))
            for one in part.findings
        ]

    def _part(self, text: str, heading: Heading) -> _Part:
        key = (heading.line, text)
        if (known := self._parts.get(key)) is not None:
            self._parts.move_to_end(key)
            # Its words are read now, while the names of a new text are looked for.
            return known.seen_again()
        check()
        part = self._read(text, heading)
        self._keep(key, part)
        return part

    def _read(self, text: str, heading: Heading) -> _Part:
        """Analyse a piece of text: its other readings first, while its names are looked for."""
        view = normalise(text)
        other = broken(view.text)
        besides = list(other.find(self.rules.find, self.analyse, self._in_cells.find))
        plain = list(from_lines(told(self.analyse(view.text), view.text), view.text))
        besides += COLUMNS.below(heading, view.text) if heading.line else ()
        found = headed((*plain, *partners(plain, view.text), *besides), view.text)
        hits = tuple(hit for hit in found if not _opens(hit, view.text))
        return _Part(text, view, hits, other)

    def _keep(self, key: tuple[str, str], part: _Part) -> None:
        """Keep a piece as long as there is room for it."""
        self._parts[key] = part
        self._cached += len(part.text)
        while self._cached > _CACHED_CHARACTERS and len(self._parts) > 1:
            self._cached -= len(self._parts.popitem(last=False)[1].text)

    def analyse(self, text: str) -> Iterable[Hit]:
        """Return what Presidio finds in one piece of text with our rules, lists and models."""
        from guards.detection.presidio_adapter import hits

        return hits(self._analyzer(), text, detect(text), THRESHOLD)

    def _ahead(self, texts: Iterable[str]) -> None:
        """Begin with the slowest: the names of new texts are looked for while the rest is looked up."""
        if self._engine is None:
            return
        from guards.detection.presidio_adapter import ahead

        for text in texts:
            if _SHORT < len(text) <= SIZE:
                ahead(self._engine, normalise(text).text)

    def _analyzer(self) -> AnalyzerEngine:
        if self._engine is None:
            from guards.detection.presidio_adapter import build_analyzer

            more = self._registered(self._registry) if self._registry else []
            self._engine = build_analyzer(self._recognisers, self.names, more)
        return self._engine

    @staticmethod
    def _registered(registry: Path) -> list[EntityRecognizer]:
        from guards.detection.registry_adapter import registered

        return registered(registry)


def _whole(part: _Part, *, last: bool) -> tuple[Hit, ...]:
    """The hits of a piece without what its end may have cut."""
    end = len(part.view.text)
    return part.hits if last else tuple(hit for hit in part.hits if hit.end < end)


def _found_here(findings: Iterable[Finding], part: _Part) -> Iterator[Finding]:
    """Name the rule that found a value in its place, not that it is found elsewhere too."""
    own = {(part.view.original(hit.start, hit.end), hit.kind): hit.rule for hit in part.hits}
    for finding in findings:
        if finding.rule in ("known_name", "known_value"):
            rule = own.get((finding.span, finding.kind), finding.rule)
            yield replace(finding, rule=rule)
        else:
            yield finding


def _besides(again: Iterable[Hit], part: _Part) -> Iterator[Hit]:
    """Leave out initials that are found by themselves, be it as a company's: they are hidden as such."""
    named = {(hit.start, hit.end) for hit in part.hits if hit.kind in _NAMED}
    for hit in again:
        if hit.rule != INITIALS or (hit.start, hit.end) not in named:
            yield hit


def _opens(hit: Hit, text: str) -> bool:
    return hit.kind is Kind.PERSON and opens_clause(text, hit.start, hit.end)


def _none(_: str) -> tuple[Hit, ...]:
    return ()
