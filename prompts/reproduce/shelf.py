"""Where texts are kept by name: the seam between run records and what stores them."""

from __future__ import annotations

from typing import Protocol

from prompts.errors import Place


class Shelf(Protocol):
    """Texts by name; a name is a path of plain words, as `runs/2026/…` or `objects/ab/…`."""

    def get(self, name: str) -> str | None:
        """Return a text, None when there is none; raises when what keeps it is damaged."""

    def put(self, name: str, text: str) -> None:
        """Keep a text, whole or not at all; the one before it is replaced."""

    def names(self, folder: str) -> list[str]:
        """Return the names under a folder, sorted."""

    def drop(self, name: str) -> None:
        """Forget a text; nothing happens when there is none."""

    def place(self, name: str) -> Place:
        """Return where a text is kept, for messages."""
