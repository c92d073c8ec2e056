"""Lists of words kept as files in `data/`: one word or name a line as `entry` writes it, `#` before a comment."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from guards.detection.folding import fold

_DATA = Path(__file__).parent / "data"

PEOPLE = ("known_people", "public_people")
BODIES = ("known_companies", "public_bodies")
SURE_PLACES = ("known_places",)
"""Places that are neither a first name nor an ordinary word."""
PLACES = (*SURE_PLACES, "public_places")
"""With countries that are a first name too: France, Israël."""
NO_NAMES = ("common", "ordinary", "plain_words", "function_words", "technical", "not_names")
"""Words that name nobody, in small letters or in capitals."""


@cache
def words(name: str) -> frozenset[str]:
    """The words of one list, read once."""
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def entry(name: str) -> str:
    """The form in which a list holds a name: folded, `_` for a space, straight apostrophes."""
    return fold(name).replace(" ", "_").replace("’", "'")


def is_listed(name: str, *lists: str) -> bool:
    """Whether a name, of one word or more, stands in one of the lists."""
    own = entry(name)
    return any(own in words(one) for one in lists)
