"""Reads the Markdown that answers use, keeping track of every character's place."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from tui.marks import Mark

_INLINE = re.compile(
    r"(?P<strong>\*\*|__)(?=\S)(?P<bold>.+?)(?<=\S)(?P=strong)"
    r"|(?<![\w*])\*(?=\S)(?P<slanted>[^*\n]+?)(?<=\S)\*(?![\w*])"
    r"|`(?P<code>[^`\n]+)`"
)
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
_BULLET = re.compile(r"[ \t]*([*+-])[ \t]")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as shown, its marks, and for each character where it stands in the source."""

    text: str
    marks: tuple[Mark, ...]
    kept: tuple[int, ...]

    def place(self, offset: int) -> int:
        """Return where a source offset stands in the shown text."""
        return bisect_left(self.kept, offset)


class _Reader:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.kept: list[int] = []
        self.marks: list[Mark] = []
        self.fenced = False

    def keep(self, piece: str, start: int, style: str = "") -> None:
        at = len(self.kept)
        self.pieces.append(piece)
        self.kept.extend(range(start, start + len(piece)))
        if style:
            self.marks.append(Mark(at, at + len(piece), style))

    def line(self, line: str, start: int) -> None:
        if heading := _HEADING.match(line):
            body = line[heading.end() :]
            self.keep(body.replace("**", "  ").rstrip(), start + heading.end(), "title")
            return
        if bullet := _BULLET.match(line):
            line = f"{line[: bullet.start(1)]}•{line[bullet.end(1) :]}"
        at = 0
        for match in _INLINE.finditer(line):
            self.keep(line[at : match.start()], start + at)
            group = next(name for name in ("bold", "slanted", "code") if match[name])
            style = {"bold": "strong", "slanted": "emphasis", "code": "code"}[group]
            self.keep(match[group], start + match.start(group), style)
            at = match.end()
        self.keep(line[at:], start + at)

    def take(self, line: str, start: int) -> None:
        """Take one line, without its end."""
        if start:
            self.keep("\n", start - 1)
        if _FENCE.match(line):
            self.fenced = not self.fenced
            self.keep(line, start, "muted")
        elif self.fenced:
            self.keep(line, start, "code")
        else:
            self.line(line, start)


def read(text: str) -> Shown:
    """Return a text without its Markdown signs, which become marks."""
    reader, start = _Reader(), 0
    for line in text.split("\n"):
        reader.take(line, start)
        start += len(line) + 1
    return Shown("".join(reader.pieces), tuple(reader.marks), tuple(reader.kept))


class Growing:
    """Reads a text that grows at its end: whole lines are read once."""

    def __init__(self) -> None:
        self._reader, self._at, self._text = _Reader(), 0, ""

    def read(self, text: str) -> tuple[str, list[Mark], int]:
        """Return the text so far without signs, its marks, and up to where both are as last time."""
        before = len(self._text)
        while (end := text.find("\n", self._at)) >= 0:
            self._reader.take(text[self._at : end], self._at)
            self._at = end + 1
        if self._reader.pieces:
            self._text += "".join(self._reader.pieces)
            self._reader.pieces.clear()
        last = _Reader()
        last.fenced = self._reader.fenced
        last.take(text[self._at :], self._at)
        settled = len(self._text)
        marks = [Mark(m.start + settled, m.end + settled, m.style) for m in last.marks]
        return self._text + "".join(last.pieces), [*self._reader.marks, *marks], before
