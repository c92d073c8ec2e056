"""One line of modes with their keys; the one shown stands in brackets."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.widget import Widget

from tui import modes
from tui.modes import Mode


class ModeBar(Widget):
    """Where there is little room, the modes beside the one shown go first, then the names."""

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
        room = self.size.width
        for spoken in (modes.available(), (self._mode,)):
            row = [(mode, self._text(mode, named=mode in spoken)) for mode in modes.available()]
            if sum(len(text) for _mode, text in row) <= room:
                return row
        return [(self._mode, self._text(self._mode, named=True))]

    def _text(self, mode: Mode, *, named: bool) -> str:
        words = modes.key(mode).upper() + (f" {modes.name(mode)}" if named else "")
        return f"[{words}]" if mode is self._mode else f" {words} "

    def on_click(self, event: events.Click) -> None:
        """Go to the mode under the pointer."""
        at = event.x - self.styles.padding.left
        for mode, text in self._shown():
            at -= len(text)
            if at < 0:
                self.app.call_later(self.app.switch_mode, mode.value)
                return
