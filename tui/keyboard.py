"""Reads what terminals send for Alt+Enter, and keeps a paste in one piece, without control characters."""

from __future__ import annotations

from collections.abc import Iterable

from textual import constants, events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers import linux_driver
from textual.message import Message

from assistant.visible import clean


class KeyboardParser(XTermParser):
    """Textual drops the Alt of Alt+Enter, and an escape inside a paste makes keys of the rest.

    A pasted Enter could send then. It also looks at each character of a paste, which takes seconds for a book.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._seen = ""  # the end of what was typed: the mark of a paste may come in two reads
        self._paste: list[str] | None = None
        self._held = ""  # the end of what was pasted so far: it may hold the beginning of its mark

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what came from the terminal."""
        if not data:
            yield from super().feed(data)
        while data:
            if self._paste is None:
                typed, data = self._typed(data)
                yield from super().feed(typed)
            else:
                pasted, data = self._pasted(data)
                if pasted is not None:
                    # Its own paste is empty, for it was fed the two marks alone.
                    ended = super().feed(BRACKETED_PASTE_END)
                    yield from (events.Paste(pasted) if _is_paste(m) else m for m in ended)

    def _typed(self, data: str) -> tuple[str, str]:
        """Return what was typed up to the mark of a paste, that included, and the rest."""
        before = len(self._seen)
        at = (self._seen + data).find(BRACKETED_PASTE_START)
        if at < 0:
            self._seen = (self._seen + data)[1 - len(BRACKETED_PASTE_START) :]
            return data, ""
        self._seen, self._paste = "", []
        end = at + len(BRACKETED_PASTE_START) - before
        return data[:end], data[end:]

    def _pasted(self, data: str) -> tuple[str | None, str]:
        """Return the paste without control characters, once it is whole, and what was typed after it."""
        assert self._paste is not None
        data, self._held = self._held + data, ""
        at = data.find(BRACKETED_PASTE_END)
        if at < 0:
            keep = 1 - len(BRACKETED_PASTE_END)
            self._paste.append(data[:keep])
            self._held = data[keep:]
            return None, ""
        text = "".join([*self._paste, data[:at]])
        self._paste = None
        return clean(text), data[at + len(BRACKETED_PASTE_END) :]

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if sequence in ("\x1b\r", "\x1b\n"):
            return [events.Key("alt+enter", None)]
        return super()._sequence_to_key_events(sequence, alt)


def _is_paste(message: Message) -> bool:
    return isinstance(message, events.Paste)


def install() -> None:
    """Have Textual's drivers read with `KeyboardParser`; they offer no way to choose the parser."""
    linux_driver.XTermParser = KeyboardParser  # type: ignore[attr-defined]
    if constants.DRIVER is not None:  # in a browser
        from textual.drivers import web_driver

        web_driver.XTermParser = KeyboardParser  # type: ignore[attr-defined]
