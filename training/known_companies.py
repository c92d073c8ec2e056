"""`python -m training.known_companies FOLDER`: write the list of companies of the great stock indices.

They are the members of twenty indices of Europe, the United States and Japan (package pytickersymbols, MIT), without their
legal forms. A name of one word is left out when it is also a surname, a first name, a place or a word (FOLDER holds the data
files of WordNet 3.0, of Debian's package wordnet-base).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pytickersymbols import PyTickerSymbols

from guards.detection.first_names import first_names
from guards.detection.folding import fold
from guards.detection.wordlists import words
from training.lists import folder_of, last_names_fr

TARGET = Path("guards/detection/data/known_companies.txt")
_HEAD = (
    "# Companies of the great stock indices, folded, `_` for a space, without what is also a word or another name.\n"
    "# Source: pytickersymbols, MIT. training/known_companies.py makes this list.\n"
)
_FORM = re.compile(
    r"[ ,]+(?:inc|corp|corporation|co|ltd|plc|sa|se|ag|nv|group|holdings?|company|companies|limited|reit|class [ab]|& co|&|n\.v|"
    r"s\.a|s\.p\.a|spa|ab|asa|oyj|kgaa|trust|international|incorporated|\(.*\))\.?$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[\w&' -]+")
_PARTS = ("noun", "verb", "adj", "adv")
_OTHERS = (
    "common", "ordinary", "technical", "acronyms", "plain_words", "demonyms", "known_places", "known_people", "ambiguous_first_names",
    "public_names", "public_places", "public_people", "public_bodies", "function_words",
)  # fmt: skip
_SHORTEST = 5


def known_companies(wordnet: Path) -> list[str]:
    """Return the folded names, sorted."""
    taken = frozenset(_words(wordnet)).union(first_names(), _surnames(), *map(words, _OTHERS))
    names = {fold(_bare(str(stock["name"]))) for stock in PyTickerSymbols().get_all_stocks()}
    kept = (name for name in names if _NAME.fullmatch(name) and _is_own(name, taken))
    return sorted(name.replace(" ", "_") for name in kept)


def _bare(name: str) -> str:
    while _FORM.search(name):
        name = _FORM.sub("", name)
    return name


def _is_own(name: str, taken: frozenset[str]) -> bool:
    if " " in name:
        return name not in taken
    return len(name) >= _SHORTEST and taken.isdisjoint((name, name.removesuffix("s")))


def _surnames() -> Iterator[str]:
    rows = (folder_of("names") / "dist.all.last").read_text().splitlines()
    yield from (row.split()[0].lower() for row in rows)
    yield from map(fold, last_names_fr().values)


def _words(wordnet: Path) -> Iterator[str]:
    """Yield what WordNet knows, folded."""
    for part in _PARTS:
        for line in (wordnet / f"data.{part}").read_text(encoding="latin-1").splitlines():
            if not line.startswith(" "):
                row = line.split("|")[0].split()
                yield from (
                    fold(word.replace("_", " ")) for word in row[4 : 4 + 2 * int(row[3], 16) : 2]
                )


if __name__ == "__main__":
    TARGET.write_text(
        _HEAD + "\n".join(known_companies(Path(sys.argv[1]))) + "\n", encoding="utf-8"
    )
