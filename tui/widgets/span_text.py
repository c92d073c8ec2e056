"""Text with marked spans and signs in the gutter; draws only the lines in sight."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from tui.marks import Mark, Sign
from tui.widgets.laid_text import LaidText
from tui.wrapping import Line

GRAVITY = ("supported", "derived", "unchecked", "doubtful", "altered")
"""The styles of signs, the gravest last."""


class SpanText(LaidText):
    """Marks have the style of their kind; those of the chosen key stand out."""

    STYLES: ClassVar[set[str]] = {
        "label", "removed", "hidden", "shown", "title", "muted", "found", "chosen", "strong", "emphasis",
        "code", "plain", "supported", "derived", "unchecked", "doubtful", "altered",
    }  # fmt: skip
    COMPONENT_CLASSES: ClassVar[set[str]] = STYLES
    DEFAULT_CSS = """
    SpanText { height: auto; }
    SpanText > .label { text-style: bold; color: $accent; }
    SpanText > .removed { color: $text-error; text-style: strike; }
    SpanText > .hidden { color: $text-success; text-style: bold; }
    SpanText > .shown { color: $text-warning; text-style: underline; }
    SpanText > .title { text-style: bold; color: $text-primary; }
    SpanText > .muted { color: $text-muted; }
    SpanText > .found { background: $warning-muted; color: $text-warning; text-style: bold; }
    SpanText > .chosen { text-style: reverse; }
    SpanText > .strong { text-style: bold; }
    SpanText > .emphasis { text-style: italic; }
    SpanText > .code { color: $text-secondary; }
    SpanText > .plain { text-opacity: 100%; }
    SpanText > .supported { color: $text-success; }
    SpanText > .derived { color: $text-success; }
    SpanText > .unchecked { color: $text-muted; }
    SpanText > .doubtful { color: $text-warning; text-style: underline; }
    SpanText > .altered { color: $text-error; text-style: underline bold; }
    """

    def __init__(self, text: str = "", gutter: int = 0, id: str | None = None) -> None:
        super().__init__(text, gutter, id)
        self._chosen = ""

    def choose(self, key: str) -> None:
        """Draw the marks of a key as chosen, and bring the first of them in sight."""
        self._chosen = key
        self.refresh()
        first = next((mark for mark in self._marks if key and mark.key == key), None)
        if first is not None:
            self.bring(first.start)

    def bring(self, offset: int) -> None:
        """Scroll the place of an offset into sight."""
        self._wanted = offset
        if not self.size.width:
            return  # hidden, or not laid out yet
        y = self._line_at(offset)
        region = Region(0, max(0, y - 2), self.size.width, 5)
        holder: Widget = self
        while isinstance(holder.parent, Widget) and not holder.allow_vertical_scroll:
            # What lies between holds more than this text, and does not scroll by itself.
            region, holder = region.translate(holder.virtual_region.offset), holder.parent
        holder.scroll_to_region(region, animate=False, force=True)

    def on_resize(self) -> None:
        """Bring what was asked for before there was a width."""
        if self._wanted is not None:
            self.bring(self._wanted)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        lines, width, base = self._lines(self.size.width), self.size.width, self.rich_style
        if y >= len(lines):
            return Strip.blank(width, base)
        line = lines[y]
        segments = [*self._drawn_signs(line, base), Segment(" " * line.indent, base)]
        strip = Strip([*segments, *self._drawn(line, y, base)])
        return strip.adjust_cell_length(width, base).apply_offsets(0, y)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return what is selected, without the line breaks of the screen."""
        start = self._offset_at(selection.start, 0)
        end = self._offset_at(selection.end, len(self._text))
        return self._text[start:end], "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw again when the selection changes."""
        self.refresh()

    def _drawn_signs(self, line: Line, base: Style) -> list[Segment]:
        if not self._gutter:
            return []
        here = [
            sign
            for at, sign in self._signs.items()
            if line.start <= at < max(line.end, line.start + 1)
        ]
        room = self._gutter - 1
        if len(here) > room:  # the gravest stands for all
            gravest = max(here, key=lambda sign: GRAVITY.index(sign.style))
            here = [gravest, Sign("+", gravest.style)]
        drawn = [Segment(s.text, base + self._style(s.style)) for s in here[:room]]
        return [*drawn, Segment(" " * (self._gutter - len(drawn)), base)]

    def _drawn(self, line: Line, y: int, base: Style) -> list[Segment]:
        marks = self._marks_of(line)
        selected = self._selected_in(line, y)
        cuts = {line.start, line.end, *selected}
        for mark in marks:
            cuts |= {max(line.start, mark.start), min(line.end, mark.end)}
        places = sorted(cuts)
        return [
            Segment(self._text[a:b], base + self._style_at(a, marks, selected))
            for a, b in pairwise(places)
        ]

    def _marks_of(self, line: Line) -> list[Mark]:
        if not self._marks:
            return []
        first = bisect_left(self._starts, line.start - self._longest)
        last = bisect_left(self._starts, line.end)
        return [mark for mark in self._marks[first:last] if mark.end > line.start]

    def _style_at(self, at: int, marks: Sequence[Mark], selected: tuple[int, ...]) -> Style:
        style = Style()
        for mark in marks:
            if mark.start <= at < mark.end:
                style += self._style(mark.style)
                if self._chosen and mark.key == self._chosen:
                    style += self._style("chosen")
        if selected and selected[0] <= at < selected[1]:
            style += self.screen.get_component_rich_style("screen--selection")
        return style

    def _selected_in(self, line: Line, y: int) -> tuple[int, ...]:
        selection = self.text_selection
        span = selection.get_span(y) if selection is not None else None
        if span is None:
            return ()
        shift = line.start - self._gutter - line.indent
        start = max(line.start, span[0] + shift)
        end = line.end if span[1] == -1 else min(line.end, span[1] + shift)
        return (min(start, line.end), max(line.start, end))

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(name, partial=True)
