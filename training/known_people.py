"""`python -m training.known_people FOLDER`: write the surnames and single names that people of history are known by.

They are the persons and gods of WordNet 3.0 that are written as one word (FOLDER holds `data.noun`, of Debian's
package wordnet-base). Left out is what also names a place, a large organisation or an ordinary thing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from guards.detection.folding import fold
from guards.detection.wordlists import words
from training.lists import words as words_of

TARGET = Path("guards/detection/data/known_people.txt")
_HEAD = """\
# Names that people of history are known by, folded: training/known_people.py makes this list from WordNet.
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved.
# THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS
# OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF
# MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR
# DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS.
# The name of Princeton University or Princeton may not be used in advertising or publicity pertaining to distribution
# of the software and/or database. Title to copyright in this software, database and any associated documentation shall
# at all times remain with Princeton University.
"""
_PERSON, _SPIRIT, _PLACE = "person", "spiritual_being", "location"
_UP, _INSTANCE = ("@", "@i"), "@i"
_ORDINARY = (
    "common",
    "ordinary",
    "technical",
    "acronyms",
    "plain_words",
    "demonyms",
    "known_places",
    "public_places",
)
_SHORT = 3


class Nouns:
    """The nouns of WordNet: what each synset is called, and what it is."""

    def __init__(self, path: Path) -> None:
        self.names: dict[str, list[str]] = {}
        self._up: dict[str, list[tuple[str, str]]] = {}
        for line in path.read_text(encoding="latin-1").splitlines():
            if not line.startswith(" "):
                self._read(line.split("|")[0].split())

    def _read(self, row: list[str]) -> None:
        own, count = row[0], int(row[3], 16)
        self.names[own] = row[4 : 4 + 2 * count : 2]
        rest = row[5 + 2 * count :]
        pairs = zip(rest[::4], rest[1::4], strict=False)
        self._up[own] = [(sign, other) for sign, other in pairs if sign in _UP]

    def known(self, kind: str) -> Iterator[str]:
        """Yield the names of all that are instances of a kind."""
        top = next(own for own, names in self.names.items() if kind in names)
        for own, up in self._up.items():
            if any(sign == _INSTANCE for sign, _ in up) and top in self._above(own):
                yield from self.names[own]

    def _above(self, own: str) -> set[str]:
        found: set[str] = set()
        left = [own]
        while left:
            more = {other for _, other in self._up[left.pop()]} - found
            found |= more
            left += more
        return found


def known_people(nouns: Nouns) -> list[str]:
    """Return the folded names, sorted."""
    people = {
        fold(name) for kind in (_PERSON, _SPIRIT) for name in nouns.known(kind) if "_" not in name
    }
    others = {fold(name) for name in nouns.known(_PLACE)}.union(*map(words, _ORDINARY))
    others |= {fold(name) for language in ("fr", "en") for name in words_of(language, "orgs")}
    return sorted(name for name in people - others if len(name) > _SHORT)


if __name__ == "__main__":
    names = known_people(Nouns(Path(sys.argv[1]) / "data.noun"))
    TARGET.write_text(_HEAD + "\n".join(names) + "\n", encoding="utf-8")
