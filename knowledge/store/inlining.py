"""A note with what it embeds written in its place (`![[note]]`, `![[note#Heading]]`), as Obsidian shows it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import MissingError
from knowledge.intake.frontmatter import front_matter
from knowledge.store.database import Database
from knowledge.store.opening import opened
from knowledge.store.passages import Shown

_DEEPEST = 4
_LONGEST = 200_000
"""Notes that embed each other a hundredfold stop growing here; the rest stays as written."""


def inlined(base: Database, shown: Shown) -> str:
    """Return the text of a note with the notes it embeds; pictures and what is missing stay as written."""
    return _Inlining(base, _LONGEST).text(shown, ())


@dataclass(slots=True)
class _Inlining:
    """One note being written out; `left` is how many more characters may be embedded."""

    base: Database
    left: int

    def text(self, shown: Shown, above: tuple[str, ...]) -> str:
        parts, at = [], 0
        for start, stop, link in self._embeds(shown):
            inside = self._inside(link, (*above, shown.path))
            if inside is not None and start >= at:
                parts += [shown.text[at:start], inside]
                at = stop
        return "".join([*parts, shown.text[at:]])

    def _embeds(self, shown: Shown) -> list[tuple[int, int, str]]:
        rows = self.base.rows(
            "select start, stop, target, anchor from links where embed and target != ''"
            " and file = (select id from files where path = ?) and start >= ? and stop <= ?"
            " order by start",
            (shown.path, shown.start, shown.start + len(shown.text)),
        )
        return [
            (start - shown.start, stop - shown.start, _link(shown, start, stop, target, anchor))
            for start, stop, target, anchor in rows
        ]

    def _inside(self, link: str, above: tuple[str, ...]) -> str | None:
        """Return what a link embeds; None when it is no note, is open already, or is too much."""
        try:
            found = opened(self.base, link)
        except MissingError:
            return None
        if found.path in above or len(above) > _DEEPEST or not found.path.endswith(".md"):
            return None
        body = found.text if found.start else found.text[front_matter(found.text).end :]
        if len(body) > self.left:
            return None
        self.left -= len(body)
        skipped = len(found.text) - len(body)
        return self.text(found, above)[skipped:].strip()


def _link(shown: Shown, start: int, stop: int, target: str, anchor: str) -> str:
    # A block is told from a heading by its written mark alone.
    written = shown.text[start - shown.start : stop - shown.start]
    mark = "#^" if "#^" in written else "#"
    return f"{target}{mark}{anchor}" if anchor else target
