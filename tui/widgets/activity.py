"""One line that says what is going on, for how long, and how to stop it."""

from __future__ import annotations

from time import monotonic

from textual.content import Content
from textual.widget import Widget

from assistant.i18n import gettext as _
from assistant.types import PartDone

_WIDTH = 12


class Activity(Widget):
    """Hidden while nothing goes on."""

    def __init__(self) -> None:
        super().__init__(id="activity")
        self._text, self._bar, self._since, self._until = "", "", 0.0, 0.0

    def on_mount(self) -> None:
        """Count the seconds."""
        self.display = False
        self.set_interval(1, self._tick)

    def show(self, text: str, wait: float = 0.0, parts: PartDone | None = None) -> None:
        """Show what goes on; `wait` seconds are counted down, otherwise up; `parts` as a bar."""
        now = monotonic()
        if not self.display:
            self._since = now
        self._text, self._bar = text, _bar(parts) if parts else ""
        self._until = now + wait if wait else 0.0
        self.display = True
        self.refresh()

    def hide(self) -> None:
        """Nothing goes on."""
        self.display = False

    def render(self) -> Content:
        """Draw the line."""
        now = monotonic()
        left = max(0, round(self._until - now)) if self._until else round(now - self._since)
        rest = f" {left} s · " + _("Esc stops")
        room = self.size.width - len(rest)
        # How long and how to stop it are always to be read: a long name gives way.
        text = f"{self._bar}{self._text}"
        return Content((text if len(text) <= room else text[: max(0, room - 1)] + "…") + rest)

    def _tick(self) -> None:
        if self.display:
            self.refresh()


def _bar(parts: PartDone) -> str:
    filled = round(_WIDTH * parts.done / max(1, parts.total))
    return f"{'█' * filled}{'·' * (_WIDTH - filled)} "
