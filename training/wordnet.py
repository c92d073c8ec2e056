"""The data files of WordNet 3.0, as Debian's package wordnet-base has them: what each synset is called, and what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_UP, _INSTANCE = ("@", "@i"), "@i"


class Synset(NamedTuple):
    """One meaning: its number, the words for it (`_` for a space), and the signs and numbers of what it points to."""

    own: str
    names: list[str]
    pointers: list[tuple[str, str]]


def synsets(path: Path) -> Iterator[Synset]:
    """Yield what a data file holds."""
    for line in path.read_text(encoding="latin-1").splitlines():
        if not line.startswith(" "):
            row = line.split("|")[0].split()
            end = 4 + 2 * int(row[3], 16)
            pointers = row[end + 1 : end + 1 + 4 * int(row[end])]
            yield Synset(
                row[0], row[4:end:2], list(zip(pointers[::4], pointers[1::4], strict=True))
            )


class Nouns:
    """The nouns: what each synset is called, and of what kinds it is."""

    def __init__(self, path: Path) -> None:
        self._names: dict[str, list[str]] = {}
        self._up: dict[str, list[tuple[str, str]]] = {}
        for own, names, pointers in synsets(path):
            self._names[own] = names
            self._up[own] = [(sign, other) for sign, other in pointers if sign in _UP]

    def known(self, kind: str) -> Iterator[str]:
        """Yield the names of all that are instances of a kind."""
        top = next(own for own, names in self._names.items() if kind in names)
        for own, up in self._up.items():
            if any(sign == _INSTANCE for sign, _ in up) and top in self._above(own):
                yield from self._names[own]

    def _above(self, own: str) -> set[str]:
        found: set[str] = set()
        left = [own]
        while left:
            more = {other for _, other in self._up[left.pop()]} - found
            found |= more
            left += more
        return found
