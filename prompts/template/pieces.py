"""What a rendered template is made of: its own text, text of values, and marks; they never mix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from prompts.template.tree import Call, Path


class Mark:
    """Base of what a helper may write that is not text."""

    __slots__ = ()


class Given(str):
    """Text that came from a value; `source` names the input it was read from."""

    __slots__ = ("source",)
    source: str

    def __new__(cls, text: str, source: str) -> Given:
        """Keep the text with the name of its input."""
        made = super().__new__(cls, text)
        made.source = source
        return made


Piece = str | Mark


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text of one origin: the prompt itself, or the value named by `source`."""

    text: str
    source: str = ""


def segments(pieces: Iterable[Piece]) -> list[Segment]:
    """Return the texts with where they come from, neighbours of one origin as one; marks left out."""
    found: list[Segment] = []
    for piece in pieces:
        if isinstance(piece, Mark) or not piece:
            continue
        source = piece.source if isinstance(piece, Given) else ""
        if found and found[-1].source == source:
            piece = found.pop().text + piece
        found.append(Segment(str(piece), source))
    return found


def shown_name(call: Call) -> str:
    """Return the input that a call shows: its own name, or the first among its arguments."""
    bare = not call.arguments and not call.named
    for value in (call.target,) if bare else call.arguments:
        if isinstance(value, Call) and (found := shown_name(value)):
            return found
        if isinstance(value, Path) and value.parts:
            parts = value.parts[1:] if value.data and value.parts[0] == "root" else value.parts
            return parts[0] if parts else ""
    return ""


def indented(pieces: list[Piece], indent: str) -> list[Piece]:
    """Begin each line of a partial with the indent of its tag, as handlebars.js does."""
    if not indent:
        return pieces
    result: list[Piece] = []
    fresh = True
    for number, piece in enumerate(pieces):
        if isinstance(piece, Mark):
            result.append(piece)
            continue
        lines = piece.split("\n")
        last = len(lines) - 1
        for at, line in enumerate(lines):
            ends = at == last and (number == len(pieces) - 1 or line == "")
            if fresh and not (line == "" and ends):
                line = indent + line
                fresh = False
            line += "\n" if at < last else ""
            result.append(Given(line, piece.source) if isinstance(piece, Given) else line)
            fresh = fresh or at < last
    return result
