"""Puts values back into JSON that streams in pieces: tool arguments, structured answers.

The text inside strings is read through its escapes, since a model may write a brace as `\\u007b`; a
value is written with the escapes of the place where it goes. What is not a placeholder keeps its
spelling.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.protocols import Vault
from guards.restore import StreamRestorer, json_text, sought

_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """One character as it reads, as it is spelt, and in how many strings it stands."""

    char: str
    raw: str
    depth: int


class Lexer:
    """Reads JSON character by character, strings that hold JSON included."""

    def __init__(self, depth: int = 0) -> None:
        self._depth = depth
        self._inside = False
        self._escape = ""
        self._inner: Lexer | None = None
        self._begun = False

    def read(self, text: str) -> Iterator[Unit]:
        """Yield what can be read of the text so far; an escape is kept until it is whole."""
        for char in text:
            if self._escape or (self._inside and char == "\\"):
                yield from self._escaped(char)
            elif char == '"':
                self._inside, self._inner, self._begun = not self._inside, None, False
                yield Unit(char, char, self._depth)
            else:
                yield self._unit(char, char)

    def rest(self) -> str:
        """The beginning of an escape that never ended."""
        return self._escape

    def _escaped(self, char: str) -> Iterator[Unit]:
        self._escape += char
        raw = self._escape
        if len(raw) == 1 or (raw[1] == "u" and len(raw) < 6):
            return
        self._escape = ""
        yield self._unit(_decoded(raw), raw)

    def _unit(self, char: str, raw: str) -> Unit:
        if not self._inside:
            return Unit(char, raw, self._depth)
        if not self._begun and not char.isspace():
            self._begun = True
            if char in "{[" and self._depth < _DEEPEST:
                self._inner = Lexer(self._depth + 1)
        if self._inner is None:
            return Unit(char, raw, self._depth + 1)
        units = list(self._inner.read(char))
        # An escape within the inner string: its characters pass one by one, as they are spelt.
        return Unit(char, raw, units[-1].depth if units else self._depth + 2)


def _decoded(raw: str) -> str:
    if raw[1] != "u":
        return _SHORT.get(raw[1], raw[1])
    try:
        return chr(int(raw[2:], 16))
    except ValueError:
        return raw[1]


class JsonRestorer(StreamRestorer):
    """Restores a JSON text; feed it the pieces in order, then close it."""

    def __init__(self, vault: Vault) -> None:
        super().__init__(vault)
        self._lexer = Lexer()
        self._units: list[Unit] = []

    def feed(self, chunk: str) -> str:
        """Take a piece as received; return what is certain already."""
        self._units += self._lexer.read(chunk)
        return self._give(self._safe_cut(self._read()))

    def close(self) -> str:
        """Return the rest."""
        return self._give(len(self._units)) + self._lexer.rest()

    def _read(self) -> str:
        return "".join(unit.char for unit in self._units)

    def _give(self, cut: int) -> str:
        context = self._before + self._read()
        first = len(self._before)
        pieces: list[str] = []
        at = 0
        for match in self._pattern.finditer(context, first):
            if match.end() > first + cut:
                break
            original = self._vault.original(sought(match))
            if original is None:
                if match["open"]:
                    self._unknown[match.group()] = None
                continue
            start = match.start() - first
            pieces += [unit.raw for unit in self._units[at:start]]
            pieces.append(_spelt(original.reveal(), self._units[start].depth))
            at = match.end() - first
        pieces += [unit.raw for unit in self._units[at:cut]]
        self._before = context[: first + cut][-2:]
        self._units = self._units[cut:]
        return "".join(pieces)


def _spelt(value: str, depth: int) -> str:
    for _ in range(depth):
        value = json_text(value)
    return value
