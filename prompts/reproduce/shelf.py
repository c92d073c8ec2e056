"""Where texts are kept by name: the seam between run records and what stores them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from assistant.i18n import gettext as _
from prompts.errors import DriftError, Place


class Shelf(Protocol):
    """Texts by name; a name is a path of plain words, as `runs/2026/…` or `objects/ab/…`."""

    def get(self, name: str) -> str | None:
        """Return a text, None when there is none; raises DriftError when it is damaged."""

    def put(self, name: str, text: str) -> None:
        """Keep a text, whole or not at all; the one before it is replaced."""

    def names(self, folder: str) -> list[str]:
        """Return the names under a folder, sorted."""

    def drop(self, name: str) -> None:
        """Forget a text; nothing happens when there is none."""

    def place(self, name: str) -> Place:
        """Return where a text is kept, for messages."""


Turn = Callable[[bytes, str], bytes]
"""Bytes to bytes for a name: sealing or opening; opening raises ValueError for damaged bytes."""


class FileShelf:
    """Private files under one folder; `seal` and `unseal` stand between them and the disk."""

    def __init__(self, root: Path, seal: Turn | None = None, unseal: Turn | None = None) -> None:
        self._root, self._seal, self._unseal = root, seal, unseal

    def get(self, name: str) -> str | None:
        """Return a text; raises DriftError when it cannot be opened."""
        try:
            data = self._path(name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            raise self._damaged(name) from None
        try:
            return (self._unseal(data, name) if self._unseal else data).decode("utf-8")
        except ValueError:
            raise self._damaged(name) from None

    def put(self, name: str, text: str) -> None:
        """Write a text beside the old one, then in its place."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        data = text.encode("utf-8")
        new = path.with_name(f".{path.name}.new")
        new.touch(mode=0o600)
        new.write_bytes(self._seal(data, name) if self._seal else data)
        new.replace(path)

    def names(self, folder: str) -> list[str]:
        """Return the names of the files under a folder."""
        files = (p for p in (self._root / folder).rglob("*") if p.is_file())
        return sorted(p.relative_to(self._root).as_posix() for p in files if p.name[0] != ".")

    def drop(self, name: str) -> None:
        """Delete the file."""
        self._path(name).unlink(missing_ok=True)

    def place(self, name: str) -> Place:
        """Return the file."""
        return Place(str(self._path(name)))

    def _path(self, name: str) -> Path:
        path = self._root / name
        assert ".." not in path.parts, "names are made by the records, never by a person"
        return path

    def _damaged(self, name: str) -> DriftError:
        return DriftError(
            _("What was kept here cannot be opened."), _("Nothing was changed."),
            _("Take it from a backup, or run the prompt again."), self.place(name),
        )  # fmt: skip
