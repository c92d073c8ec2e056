"""Presidio as the frame: its AnalyzerEngine and registry, our rules and NER inside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from functools import cache, partial
from typing import Any

os.environ.setdefault("TLDEXTRACT_CACHE", os.devnull)  # never writes what it met to disk

import regex
from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    LocalRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from presidio_analyzer.predefined_recognizers import CryptoRecognizer

from assistant.types import Kind, Language
from guards.detection.names import Entity, Names
from guards.detection.pool import Pool
from guards.detection.rule import Hit, Recogniser

LANGUAGES = [language.value for language in Language]
RULE_KEY = "hygie_rule"
_GAIN = 0.35
_WINDOW = 60
_LONG = 150  # characters: a shorter text is read before a thread pays
# What Presidio's own recognisers call things, in the field's terms of hygie.
_PRESIDIO_KINDS = {
    "EMAIL_ADDRESS": Kind.EMAIL, "PHONE_NUMBER": Kind.PHONE, "IBAN_CODE": Kind.IBAN,
    "IP_ADDRESS": Kind.IP, "MAC_ADDRESS": Kind.MAC, "DATE_TIME": Kind.DATE, "NRP": Kind.NRP,
    "CRYPTO": Kind.BANK_ACCOUNT, "US_SSN": Kind.NATIONAL_ID, "US_PASSPORT": Kind.ID_DOC,
    "US_DRIVER_LICENSE": Kind.ID_DOC, "ORGANIZATION": Kind.ORG, "MEDICAL_LICENSE": Kind.CODE,
}  # fmt: skip


class BlockNlpEngine(NlpEngine):  # type: ignore[misc]
    """An NLP engine for texts of several languages: NER only, chosen block by block."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def load(self) -> None:
        """Nothing here: pipelines load when their language is first met, or by `names.load()`."""

    def is_loaded(self) -> bool:
        """Always, see `load`."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Return artifacts with entities; tokens and lemmas are not computed."""
        entities = self.names.entities(text)
        scores = [entity.score for entity in entities]
        return NlpArtifacts(entities, [], [], [], self, language, scores)

    def process_batch(
        self, texts: Iterable[str], language: str, **_: object
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """Process texts one by one; batching happens inside, by block."""
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:
        """Unused: no keywords are made."""
        return False

    def is_punct(self, word: str, language: str) -> bool:
        """Unused: no keywords are made."""
        return False

    def get_supported_entities(self) -> list[str]:
        """The kinds NER can find."""
        return [Kind.PERSON, Kind.ORG, Kind.LOCATION, Kind.NRP, Kind.DATE]

    def get_supported_languages(self) -> list[str]:
        """French and English."""
        return LANGUAGES


class Sought(NlpArtifacts):  # type: ignore[misc]
    """Artifacts whose entities are still being looked for on another thread."""

    def __init__(self, language: str, seeking: Future[list[Entity]]) -> None:
        self._seeking, self.language = seeking, language
        self.tokens: list[str] = []
        self.tokens_indices: list[int] = []
        self.lemmas: list[str] = []
        self.keywords: list[str] = []

    @property
    def entities(self) -> list[Entity]:
        """The entities, as soon as they are found; raises what the search for them raised."""
        return self._seeking.result()

    @property
    def scores(self) -> list[float]:
        """The score of each entity."""
        return [entity.score for entity in self.entities]


class NerRecognizer(LocalRecognizer):  # type: ignore[misc]
    """Hands the entities of `BlockNlpEngine` to Presidio."""

    def __init__(self, language: str) -> None:
        super().__init__(
            [Kind.PERSON, Kind.ORG, Kind.LOCATION, Kind.NRP, Kind.DATE],
            supported_language=language,
            name="ner",
        )

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return one result an entity."""
        found = nlp_artifacts.entities if nlp_artifacts else []
        return [_result(e.label_, e.start_char, e.end_char, e.score, "ner", self) for e in found]


class RuleRecognizer(LocalRecognizer):  # type: ignore[misc]
    """Recognisers of hygie as Presidio sees them.

    Presidio walks its list of recognisers several times over the results of each text; one entry
    for all of ours costs a fifth of eighty.
    """

    def __init__(self, recognisers: Sequence[Recogniser], language: str) -> None:
        self._rules = Pool(recognisers)
        super().__init__(
            sorted(kind.value for kind in self._rules.kinds),
            supported_language=language,
            name="hygie",
        )

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return one result a hit; a pattern out of time raises, it is never skipped."""
        return [
            _result(hit.kind, hit.start, hit.end, hit.score, hit.rule, self)
            for hit in self._rules.find(text)
        ]


class SurfaceContext(ContextAwareEnhancer):  # type: ignore[misc]
    """Raises the score of a result when a context word of its recogniser stands beside it.

    Presidio's own enhancer compares lemmas, which would need the whole spaCy pipeline.
    """

    def __init__(self) -> None:
        super().__init__(_GAIN, 0.4, _WINDOW, _WINDOW)

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """Return the results, enhanced in place as Presidio's own enhancer does."""
        words = {r.id: r.context for r in recognizers if r.context}
        for result in raw_results:
            key = result.recognition_metadata[RecognizerResult.RECOGNIZER_IDENTIFIER_KEY]
            if near := words.get(key):
                self._enhance(text, result, near)
        return raw_results

    def _enhance(self, text: str, result: RecognizerResult, words: Sequence[str]) -> None:
        window = text[max(0, result.start - _WINDOW) : result.end + _WINDOW]
        pattern = "|".join(map(regex.escape, words))
        if regex.search(rf"(?<!\w)(?:{pattern})", window, regex.IGNORECASE):
            result.score = min(1.0, result.score + _GAIN)


def build_analyzer(
    recognisers: Iterable[Recogniser], names: Names, more: Iterable[EntityRecognizer] = ()
) -> AnalyzerEngine:
    """Return Presidio's engine with our recognisers and `more` of Presidio's; usable by others as it stands."""
    recognisers = tuple(recognisers)
    registry = RecognizerRegistry(recognizers=[], supported_languages=LANGUAGES)
    registry.recognizers = []
    for language in LANGUAGES:
        registry.add_recognizer(CryptoRecognizer(supported_language=language))
        registry.add_recognizer(RuleRecognizer(recognisers, language))
    for recogniser in more:
        registry.add_recognizer(recogniser)
    for language in LANGUAGES:  # last: they wait for the names, which are looked for meanwhile
        registry.add_recognizer(NerRecognizer(language))
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=BlockNlpEngine(names),
        supported_languages=LANGUAGES,
        context_aware_enhancer=SurfaceContext(),
    )


def hits(engine: AnalyzerEngine, text: str, language: Language, threshold: float) -> list[Hit]:
    """Run the engine and return its results in our terms."""
    analyse = partial(engine.analyze, text, language.value, score_threshold=threshold)
    results = analyse() if len(text) < _LONG else _beside(engine, text, language, analyse)
    return [_hit(result) for result in results]


def _beside(
    engine: AnalyzerEngine, text: str, language: Language, analyse: Callable[..., list[Any]]
) -> list[Any]:
    """Look for the names of a text while the rules read: neither holds Python's lock for long."""
    seeking = ahead(engine, text)
    try:
        return analyse(nlp_artifacts=Sought(language.value, seeking))
    finally:
        wait([seeking])


def ahead(engine: AnalyzerEngine, text: str) -> Future[list[Entity]]:
    """Begin to look for the names of a text; they are found again at once when they are asked for."""
    names = engine.nlp_engine.names
    return _aside(os.getpid()).submit(copy_context().run, names.entities, text)


@cache
def _aside(process: int) -> ThreadPoolExecutor:
    """The thread of one process that looks for names: one that forks leaves none to its children."""
    return ThreadPoolExecutor(1, "names")


def _result(
    kind: str, start: int, end: int, score: float, rule: str, recognizer: EntityRecognizer
) -> RecognizerResult:
    metadata: dict[str, Any] = {
        RecognizerResult.RECOGNIZER_NAME_KEY: recognizer.name,
        RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: recognizer.id,
        RULE_KEY: rule,
    }
    return RecognizerResult(str(kind), start, end, score, recognition_metadata=metadata)


def _hit(result: RecognizerResult) -> Hit:
    metadata = result.recognition_metadata or {}
    name = metadata.get(RULE_KEY) or metadata.get(RecognizerResult.RECOGNIZER_NAME_KEY, "presidio")
    return Hit(result.start, result.end, result.score, kind_of(result.entity_type), str(name))


def kind_of(entity_type: str) -> Kind:
    """Return the kind of what Presidio names in its own way; CODE for a name nobody knows."""
    if (kind := _PRESIDIO_KINDS.get(entity_type)) is not None:
        return kind
    return Kind(entity_type) if entity_type in Kind.__members__ else Kind.CODE
