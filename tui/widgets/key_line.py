"""The keys of this screen on one line: whole ones as far as there is room, those of help always.

They are written as on keyboards, in the person's language; « Ctrl+ » is « ^ » where not all find room otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from tui.key_words import brief, spelled

_FIRST = ("send", "write", "run", "ask", "resume", "make", "answers")
"""What a screen is for: the ends of the names of such bindings."""
_CHOSEN = "answer"
"""Before these, while an answer has the focus, what can be done with it."""
_ALWAYS = "app.help"
_IF_ROOM = ("app.palette", "app.quit")


class _Key(NamedTuple):
    binding: Binding
    key: str

    @property
    def width(self) -> int:
        return len(self.key) + len(self.binding.description) + 3


class KeyLine(Widget):
    """Drawn by itself: Textual's Footer makes a widget of each key and cuts the last ones off."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "KeyLine { dock: bottom; height: 1; width: 1fr; background: $panel; }"

    def on_mount(self) -> None:
        """Draw again when the focus brings other keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """Draw the keys."""
        parts: list[tuple[str, str]] = []
        for found in self._shown():
            parts.append((f" {found.key} ", "bold $footer-key-foreground"))
            parts.append((f"{found.binding.description} ", "$footer-description-foreground"))
        return Content.assemble(*parts)

    def _shown(self) -> list[_Key]:
        """Return the keys that fit, in order; what is left out is in the palette and in the help."""
        keys = self._keys(spelled)
        if sum(found.width for found in keys) > self.size.width:
            keys = self._keys(brief)
        last = [found for found in keys if found.binding.id == _ALWAYS]
        room = self.size.width - sum(found.width for found in last)
        shown: list[_Key] = []
        for found in sorted((each for each in keys if each not in last), key=_rank):
            if found.width > room:
                break
            room -= found.width
            shown.append(found)
        return [*shown, *last]

    def _keys(self, written: Callable[[str], str]) -> list[_Key]:
        first: dict[str, _Key] = {}
        for found in self.screen.active_bindings.values():
            binding = found.binding
            if binding.show and found.enabled and binding.description:
                first.setdefault(binding.action, _Key(binding, written(binding.key)))
        return list(first.values())

    def on_click(self, event: events.Click) -> None:
        """Press the key under the pointer."""
        at = event.x
        for found in self._shown():
            at -= found.width
            if at < 0:
                self.app.simulate_key(found.binding.key)
                return


def _rank(found: _Key) -> int:
    name = found.binding.id or ""
    area, _dot, end = name.rpartition(".")
    if area == _CHOSEN:
        return -1
    if name in _IF_ROOM:
        return 2 + _IF_ROOM.index(name)
    return 0 if end in _FIRST else 1
