"""Readers of documents, whatever their format."""

from __future__ import annotations

from pathlib import Path

from assistant.types import Document, Private


def read_document(path: Path) -> Document:
    """Read a file of any known format; raises ReaderError."""
    from knowledge.readers import read_document as read

    return read(path)


def readable_suffixes() -> tuple[str, ...]:
    """Return the suffixes of the formats that are read, with their dot."""
    from knowledge.readers import SUFFIXES

    return SUFFIXES


def read_mail(data: bytes, name: str) -> Document:
    """Read one mail of a mailbox; raises ReaderError."""
    from knowledge.readers import mail

    return mail.extract(data, name)


def read_bytes(data: bytes) -> Document:
    """Read pasted or piped data; raises ReaderError."""
    from knowledge.readers import read_text

    return read_text(data, "")


def read_text(text: str) -> Document:
    """Make a document of text that needs no decoding."""
    return Document(Private(""), Private(text))
