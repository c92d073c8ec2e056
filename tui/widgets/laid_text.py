"""A text laid out in lines at a width, once for each width; its marks in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from textual.geometry import Offset, Size
from textual.widget import Widget

from assistant.visible import visible
from tui.marks import Mark, Sign
from tui.wrapping import Line, wrap


class Laid(NamedTuple):
    """A text as it is drawn, its marks in order, and its lines at a width."""

    text: str
    marks: list[Mark]
    wrapped: tuple[int, list[Line]] | None = None


def laid(text: str, marks: Iterable[Mark], width: int = 0, gutter: int = 0) -> Laid:
    """Lay a text out, at a width if there is one; a thread may do so while the screen goes on."""
    shown = visible(text)
    kept = sorted(mark for mark in marks if mark.start < mark.end)
    return Laid(shown, kept, (width, wrap(shown, width - gutter)) if width else None)


class LaidText(Widget):
    """As tall as its text needs; what is shown is set whole with `set_text`."""

    def __init__(self, text: str = "", gutter: int = 0, id: str | None = None) -> None:
        super().__init__(id=id)
        self._gutter = gutter
        self._wrapped: tuple[int, list[Line]] | None = None
        self._text = visible(text)
        self._marks: list[Mark] = []
        self._starts: list[int] = []
        self._longest = 0
        self._wanted: int | None = None
        self._signs: Mapping[int, Sign] = {}

    def set_text(
        self, text: str, marks: Sequence[Mark] = (), signs: Mapping[int, Sign] | None = None
    ) -> None:
        """Show a text; marks are ranges of it, signs stand at offsets."""
        self.set_laid(laid(text, marks), signs)

    def set_laid(self, text: Laid, signs: Mapping[int, Sign] | None = None) -> None:
        """Show a text that was laid out before."""
        self._text, self._marks, self._wrapped = text.text, text.marks, text.wrapped
        self._starts = [mark.start for mark in self._marks]
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)
        self._signs = dict(sorted((signs or {}).items()))
        self._wanted = None
        self.refresh(layout=True)

    def grow(self, text: str, marks: Sequence[Mark], settled: int) -> None:
        """Show a text that is as before up to `settled`, the end of a line; its marks are in order.

        What is settled is not wrapped again, and the layout is left alone while the height is.
        """
        self._text = self._text[:settled] + visible(text[settled:])
        self._marks = list(marks)
        self._starts = [mark.start for mark in marks]
        self._longest = max((mark.end - mark.start for mark in marks), default=0)
        height = len(self._wrapped[1]) if self._wrapped else -1
        if self._wrapped is not None:
            width, lines = self._wrapped
            cut = self._text.rfind("\n", 0, settled) + 1
            kept = lines[: bisect_left(lines, cut, key=_start)]
            rest = wrap(self._text[cut:], width - self._gutter)
            moved = [Line(a + cut, b + cut, indent) for a, b, indent in rest]
            self._wrapped = (width, kept + moved)
        self.refresh(layout=self._wrapped is None or len(self._wrapped[1]) != height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the text takes at a width."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Line]:
        if self._wrapped is None or self._wrapped[0] != width:
            self._wrapped = (width, wrap(self._text, width - self._gutter))
        return self._wrapped[1]

    def _line_at(self, offset: int) -> int:
        lines = self._lines(self.size.width)
        at: int = bisect_right(lines, offset, key=_start)
        return max(0, at - 1)

    def _offset_at(self, place: Offset | None, default: int) -> int:
        if place is None:
            return default
        x, y = place
        lines = self._lines(self.size.width)
        line = lines[min(y, len(lines) - 1)]
        return min(line.end, line.start + max(0, x - self._gutter - line.indent))


def _start(line: Line) -> int:
    return line.start
