"""Reads what terminals send for Alt+Enter, and keeps a paste in one piece."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers import linux_driver
from textual.message import Message

_ESCAPE = "\x1b"


class KeyboardParser(XTermParser):
    """Textual drops the Alt of Alt+Enter, and an escape inside a paste makes keys of the rest."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasting = False

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what came from the terminal."""
        return super().feed(self._without_escapes(data) if data else data)

    def _without_escapes(self, data: str) -> str:
        """Drop the escapes within a paste: with them a pasted Enter could send."""
        kept: list[str] = []
        while data:
            mark = BRACKETED_PASTE_END if self._pasting else BRACKETED_PASTE_START
            before, found, data = data.partition(mark)
            kept += [before.replace(_ESCAPE, "") if self._pasting else before, found]
            self._pasting ^= bool(found)
        return "".join(kept)

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if sequence in ("\x1b\r", "\x1b\n"):
            return [events.Key("alt+enter", None)]
        return super()._sequence_to_key_events(sequence, alt)


def install() -> None:
    """Have Textual's driver read with `KeyboardParser`; it offers no way to choose the parser."""
    linux_driver.XTermParser = KeyboardParser  # type: ignore[attr-defined]
