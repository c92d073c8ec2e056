"""Takes a file's bytes in, or says why not, before any format is thought of."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

from assistant.types import Document
from knowledge.readers import refusals

MAX_BYTES = 50_000_000
"""The largest file that is read, in bytes."""

Extract = Callable[[bytes, str], Document]
"""Makes a document of a file's bytes and its name; raises ReaderError."""


class FileReader:
    """A `Reader` for one family of formats, made of its suffixes and its extraction."""

    def __init__(self, suffixes: tuple[str, ...], extract: Extract) -> None:
        self.suffixes = suffixes
        self.extract = extract

    def read(self, path: Path) -> Document:
        """Return the document at `path`; raises ReaderError."""
        return self.extract(load(path), path.name)


def load(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of an ordinary file of 1 to `limit` bytes; raises ReaderError."""
    try:
        _check_kind(path, limit)
        with path.open("rb") as file:
            # One byte more than allowed: a file may grow between the check and here.
            data = file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise refusals.missing() from None
    except ValueError:  # a NUL in the path
        raise refusals.missing() from None
    except OSError:
        raise refusals.unreadable() from None
    return check_size(data, limit)


def check_size(data: bytes, limit: int = MAX_BYTES) -> bytes:
    """Return `data` if it has 1 to `limit` bytes; raises ReaderError."""
    if not data:
        raise refusals.empty()
    if len(data) > limit:
        raise refusals.too_large(limit)
    return data


def _check_kind(path: Path, limit: int) -> None:
    facts = path.stat()
    if stat.S_ISDIR(facts.st_mode):
        raise refusals.folder()
    # A device or a pipe would block or never end.
    if not stat.S_ISREG(facts.st_mode):
        raise refusals.special()
    if facts.st_size > limit:
        raise refusals.too_large(limit)
