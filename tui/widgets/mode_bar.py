"""One line of modes with their keys; the one shown stands in brackets, with its whole name."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.content import Content
from textual.widget import Widget

from tui import modes
from tui.modes import Mode

_MODES = modes.available()


class ModeBar(Widget):
    """Where there is little room the other names are shortened, then left out, the farthest first."""

    DEFAULT_CSS = "ModeBar { height: 1; padding: 0 1; width: 1fr; color: $text-muted; }"

    def __init__(self, mode: Mode) -> None:
        super().__init__(id="modes")
        self._mode = mode

    def render(self) -> Content:
        """Draw the modes."""
        parts = (
            (text, "bold $text-primary" if mode is self._mode else "")
            for mode, text in self._shown()
        )
        return Content.assemble(*parts)

    def _shown(self) -> list[tuple[Mode, str]]:
        """Return the fullest row that fits, a mode and its text a piece."""
        rows = list(self._rows())
        fitting = (row for row in rows if sum(len(text) for _mode, text in row) <= self.size.width)
        return next(fitting, rows[-1])

    def _rows(self) -> Iterator[list[tuple[Mode, str]]]:
        """Yield what could be shown, the fullest first."""
        yield self._row({mode: modes.name(mode) for mode in _MODES}, "  ")
        here = _MODES.index(self._mode)
        for reach in reversed(range(len(_MODES))):
            near = _MODES[max(0, here - reach) : here + reach + 1]
            yield self._row({mode: modes.short_name(mode) for mode in near}, " ")
        yield [(self._mode, self._chosen)]

    def _row(self, names: dict[Mode, str], gap: str) -> list[tuple[Mode, str]]:
        """Return all modes, with the names that there are, and a gap before each but the first."""
        words = {
            mode: f"{modes.key(mode).upper()} {names.get(mode, '')}".rstrip() for mode in _MODES
        }
        words[self._mode] = self._chosen
        return [(mode, (gap if at else "") + words[mode]) for at, mode in enumerate(_MODES)]

    @property
    def _chosen(self) -> str:
        return f"[{modes.key(self._mode).upper()} {modes.name(self._mode)}]"

    def on_click(self, event: events.Click) -> None:
        """Go to the mode under the pointer."""
        at = event.x - self.styles.padding.left
        for mode, text in self._shown():
            at -= len(text)
            if at < 0:
                self.app.call_later(self.app.switch_mode, mode.value)
                return
