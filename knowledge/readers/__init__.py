"""Reads documents: a file or pasted bytes in, clean text with notices out, or a clear refusal.

Importing this package imports no format library; each is imported when its first file is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.protocols import Reader
from assistant.types import Document
from knowledge.readers import (
    docx_adapter,
    epub,
    html_adapter,
    mail,
    mbox,
    opendocument,
    pdf_adapter,
    pptx,
    text,
    xlsx,
)
from knowledge.readers.intake import MAX_BYTES, FileReader, check_size, load
from knowledge.readers.signatures import certain_suffix, likely_suffix

__all__ = ["MAX_BYTES", "READERS", "SUFFIXES", "read_document", "read_text"]

READERS: tuple[FileReader, ...] = (
    text.reader,
    pdf_adapter.reader,
    docx_adapter.reader,
    html_adapter.reader,
    mail.reader,
    mbox.reader,
    pptx.reader,
    xlsx.reader,
    opendocument.reader,
    epub.reader,
)
_BY_SUFFIX = {suffix: reader for reader in READERS for suffix in reader.suffixes}

SUFFIXES: tuple[str, ...] = tuple(_BY_SUFFIX)
"""The suffixes that are read, in lower case with their dot; others are told by their content."""


def read_document(path: Path, plugins: Sequence[Reader] = ()) -> Document:
    """Return the document at `path`; a plugin's suffix goes before ours. Raises ReaderError."""
    suffix = path.suffix.lower()
    for plugin in plugins:
        if suffix in plugin.suffixes:
            return plugin.read(path)
    return read_text(load(path), path.name)


def read_text(data: bytes, name: str) -> Document:
    """Return the document in `data`, from standard input or the clipboard. Raises ReaderError.

    `name` may have a suffix that tells the format; what the content proves goes before it.
    """
    check_size(data)
    suffix = certain_suffix(data) or Path(name).suffix.lower()
    reader = _BY_SUFFIX.get(suffix) or _BY_SUFFIX[likely_suffix(data)]
    return reader.extract(data, name)
