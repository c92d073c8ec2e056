"""The pairs to learn from: a premise, and statements that it supports, contradicts or leaves open.

`pairs/*.txt` holds blocks parted by empty lines: `L:` language, `P:` premise, then statements, each
under `E:` (it follows), `C:` (it cannot be true) or `N:` (left open). All were written for this model.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "pairs"
ENTAILED, CONTRADICTED, OPEN = 0, 1, 2
_LABELS = {"E": ENTAILED, "C": CONTRADICTED, "N": OPEN}
_KEPT_APART = 12
"""One block in so many is not learnt from, but tells how well learning went."""


@dataclass(frozen=True, slots=True)
class Block:
    """One premise with its statements."""

    lang: str
    premise: str
    statements: tuple[tuple[str, int], ...]

    @property
    def apart(self) -> bool:
        return zlib.crc32(self.premise.encode()) % _KEPT_APART == 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Premise, statement, and what may be true of them: one label, or several."""

    premise: str
    statement: str
    allowed: tuple[int, ...]


def blocks(folder: Path = FOLDER) -> Iterator[Block]:
    """Yield the blocks in the order of files and lines; raises ValueError at a line that is none."""
    for path in sorted(folder.rglob("*.txt")):
        yield from parsed(path.read_text(encoding="utf-8"), path.name)


def parsed(text: str, name: str) -> Iterator[Block]:
    """Yield the blocks of one file; `name` is for the error."""
    for part in text.split("\n\n"):
        if part.strip():
            yield _block(part.strip(), name)


def _block(part: str, name: str) -> Block:
    lang, premise, statements = "", "", []
    for line in part.splitlines():
        mark, _, value = line.partition(":")
        if mark == "L":
            lang = value.strip()
        elif mark == "P":
            premise = value.strip()
        elif mark in _LABELS:
            statements.append((value.strip(), _LABELS[mark]))
        else:
            raise ValueError(f"{name}: {line[:60]!r} is no line of a block")
    if not (premise and statements):
        raise ValueError(f"{name}: a block without premise or statement")
    return Block(lang, premise, tuple(statements))


def plain(own: Iterable[Block]) -> Iterator[Pair]:
    """Yield each statement with its premise as they were written."""
    for block in own:
        for statement, label in block.statements:
            yield Pair(block.premise, statement, (label,))
