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
        self._seen = ""  # the end of what was typed: the mark of a paste may come in two reads
        self._held = ""  # within a paste: what may turn out to be its end

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what came from the terminal."""
        return super().feed(self._without_escapes(data) if data else data)

    def _without_escapes(self, data: str) -> str:
        """Drop the escapes within a paste: with them a pasted Enter could send."""
        return "".join(map(self._taken, data))

    def _taken(self, character: str) -> str:
        return self._pasted(character) if self._pasting else self._typed(character)

    def _typed(self, character: str) -> str:
        self._seen = (self._seen + character)[-len(BRACKETED_PASTE_START) :]
        self._pasting = self._seen == BRACKETED_PASTE_START
        return character

    def _pasted(self, character: str) -> str:
        held = self._held + character
        if held == BRACKETED_PASTE_END:
            self._pasting, self._held = False, ""
            return held
        if BRACKETED_PASTE_END.startswith(held):
            self._held = held
            return ""
        self._held = _ESCAPE if character == _ESCAPE else ""
        return held.replace(_ESCAPE, "")

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if sequence in ("\x1b\r", "\x1b\n"):
            return [events.Key("alt+enter", None)]
        return super()._sequence_to_key_events(sequence, alt)


def install() -> None:
    """Have Textual's driver read with `KeyboardParser`; it offers no way to choose the parser."""
    linux_driver.XTermParser = KeyboardParser  # type: ignore[attr-defined]
