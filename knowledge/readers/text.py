"""Plain text and what is close to it: Markdown, CSV, logs. Their marks are kept as they stand."""

from __future__ import annotations

from assistant.types import Document
from knowledge.readers.cleaning import document
from knowledge.readers.decoding import decode
from knowledge.readers.intake import FileReader

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".rst", ".csv", ".tsv", ".log")


def extract(data: bytes, name: str) -> Document:
    """Return the text of `data` in whatever encoding it is; raises ReaderError."""
    text, notices = decode(data)
    return document(name, text, notices)


reader = FileReader(SUFFIXES, extract)
