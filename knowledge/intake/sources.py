"""Reads a file so that offsets point into it: text formats as they stand, others as extracted.

For Markdown, text and CSV, offsets count the code points of the file itself as decoded (a byte
order mark does not count, line ends are left alone). For PDF, Word, web pages and mail they count
those of the text that `hygie knowledge show` prints.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import ReaderError
from assistant.i18n import _
from knowledge.intake.markdown import outline
from knowledge.readers import pdf_adapter, read_text, refusals
from knowledge.readers import text as plain
from knowledge.readers.decoding import decode
from knowledge.readers.intake import load
from knowledge.readers.signatures import certain_suffix, likely_suffix
from knowledge.values import Outline, Source

_MARKDOWN = frozenset({".md", ".markdown"})
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Bytes:
    """A file's content at one moment; `changed` is in nanoseconds, as the disk says."""

    data: bytes = field(repr=False)
    size: int
    changed: int
    digest: bytes


def steady(path: Path) -> Bytes:
    """Return the bytes of a file that did not change while it was read; raises ReaderError."""
    for _try in range(_TRIES):
        before = _facts(path)
        data = load(path)
        if _facts(path) == before:
            return Bytes(data, *before, hashlib.blake2b(data, digest_size=16).digest())
    raise _unsteady()


def _facts(path: Path) -> tuple[int, int]:
    try:
        facts = path.stat()
    except (OSError, ValueError):
        raise (refusals.lost_link() if path.is_symlink() else refusals.missing()) from None
    return facts.st_size, facts.st_mtime_ns


def _unsteady() -> ReaderError:
    return ReaderError(
        _("The file changes while it is read"),
        _("Another program is writing to it."),
        _("Run hygie knowledge sync when it is done."),
    )


def source(data: bytes, name: str) -> Source:
    """Return the document in `data`; raises ReaderError."""
    suffix = certain_suffix(data) or Path(name).suffix.lower()
    if suffix == ".pdf":
        text, pages, notices = pdf_adapter.extract_pages(data)
        return Source(text, Outline(pages=pages), notices)
    if suffix in plain.SUFFIXES or (likely_suffix(data) == ".txt" and not _known(suffix)):
        return _as_it_stands(data, suffix)
    document = read_text(data, name)
    text = document.text.reveal()
    # Word and web pages come out with Markdown headings.
    return Source(text, Outline() if suffix == ".eml" else outline(text), document.notices)


def _known(suffix: str) -> bool:
    from knowledge.readers import SUFFIXES

    return suffix in SUFFIXES


def _as_it_stands(data: bytes, suffix: str) -> Source:
    text, notices = decode(data)
    if not text.strip("\ufeff\u200b \t\r\n\xa0\u202f"):
        raise refusals.blank()
    return Source(text, outline(text) if suffix in _MARKDOWN else Outline(), notices)
