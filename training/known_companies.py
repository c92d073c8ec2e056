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
from training.listing import ordinary, write
from training.lists import census, last_names_fr
from training.wordnet import synsets

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
    "known_places", "known_people", "ambiguous_first_names", "public_names", "public_places", "public_people",
    "public_bodies", "function_words",
)  # fmt: skip
_SHORTEST = 5


def known_companies(wordnet: Path) -> set[str]:
    """Return the folded names."""
    taken = ordinary(*_OTHERS).union(first_names(), _surnames(), _words(wordnet))
    names = {fold(_bare(str(stock["name"]))) for stock in PyTickerSymbols().get_all_stocks()}
    kept = (name for name in names if _NAME.fullmatch(name) and _is_own(name, taken))
    return {name.replace(" ", "_") for name in kept}


def _bare(name: str) -> str:
    while _FORM.search(name):
        name = _FORM.sub("", name)
    return name


def _is_own(name: str, taken: frozenset[str]) -> bool:
    if " " in name:
        return name not in taken
    return len(name) >= _SHORTEST and taken.isdisjoint((name, name.removesuffix("s")))


def _surnames() -> Iterator[str]:
    yield from (name.lower() for name, _ in census("dist.all.last"))
    yield from map(fold, last_names_fr().values)


def _words(wordnet: Path) -> Iterator[str]:
    """Yield what WordNet knows, folded."""
    for part in _PARTS:
        for synset in synsets(wordnet / f"data.{part}"):
            yield from (fold(word.replace("_", " ")) for word in synset.names)


if __name__ == "__main__":
    write("known_companies", _HEAD, known_companies(Path(sys.argv[1])))
