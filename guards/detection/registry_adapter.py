"""A team's own Presidio recognisers, loaded from its YAML registry as it stands."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("REGEX_TIMEOUT_SECONDS", "10")  # Presidio's own minute a pattern is too much

import tldextract.tldextract
import yaml
from presidio_analyzer import (
    EntityRecognizer,
    LocalRecognizer,
    PatternRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.nlp_engine import NlpArtifacts
from presidio_analyzer.pattern_recognizer import REGEX_TIMEOUT_SECONDS
from presidio_analyzer.predefined_recognizers import SpacyRecognizer
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider

from assistant.errors import ConfigError
from assistant.i18n import _
from assistant.types import Language
from assistant.yaml_content import content_of
from guards.detection.deadline import check, out_of_time

# Presidio's own recogniser of e-mail addresses asks it which endings there are, and it would fetch the list.
tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=())

LANGUAGES = [language.value for language in Language]


class Watched(LocalRecognizer):  # type: ignore[misc]
    """A loaded recogniser; what Presidio would skip when it takes too long stops the request here."""

    def __init__(self, inner: EntityRecognizer, language: str) -> None:
        self._inner = inner
        super().__init__(
            inner.supported_entities, inner.name, language, context=list(inner.context or ())
        )
        self._id = inner.id  # results carry it, and context words are found by it

    def load(self) -> None:
        """Loaded already."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return what the recogniser finds; raises GuardError when it takes too long."""
        check()
        began = time.thread_time()
        wanted = [entity for entity in self._inner.supported_entities if entity in entities]
        found = self._inner.analyze(text, wanted, nlp_artifacts) if wanted else []
        if time.thread_time() - began >= REGEX_TIMEOUT_SECONDS:
            raise out_of_time()
        return list(found or ())


def registered(path: Path) -> list[EntityRecognizer]:
    """Return the recognisers of a Presidio registry file; raises ConfigError.

    Patterns and deny lists are used in every language, whichever they were declared for; recognisers that
    hand on a model's entities are left out, for hygie has its own.
    """
    try:
        recognisers = _loaded(path)
    except (
        OSError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        ImportError,
        RecursionError,
        yaml.YAMLError,
    ):
        raise ConfigError(
            _("The Presidio registry {name} cannot be loaded.").format(name=path.name),
            _("Without it its findings would go unseen, so nothing is sent."),
            _("Try it with Presidio itself: RecognizerRegistryProvider(conf_file=…)"),
        ) from None
    return [
        watched
        for recogniser in recognisers
        if not isinstance(recogniser, SpacyRecognizer)
        for watched in _in_languages(recogniser)
    ]


def _loaded(path: Path) -> list[EntityRecognizer]:
    """Presidio has two forms of file: a whole registry with its languages, and recognisers to add to one."""
    content = content_of(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or not content.get("recognizers"):
        raise ValueError
    if content.get("supported_languages"):
        provider = RecognizerRegistryProvider(conf_file=path)
        return list(provider.create_recognizer_registry().recognizers)
    registry = RecognizerRegistry(recognizers=[])
    registry.recognizers = []
    registry.add_recognizers_from_yaml(path)
    return list(registry.recognizers)


def _in_languages(recogniser: EntityRecognizer) -> Iterator[Watched]:
    everywhere = isinstance(recogniser, PatternRecognizer)
    for language in LANGUAGES:
        if everywhere or recogniser.supported_language == language:
            yield Watched(recogniser, language)
