"""Countries with their peoples: an answer may say « la Russie » where a source says « russe »."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files


def kindred(name: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Return the names of the same country or people, each as folded words; none if it is not known."""
    return _groups().get("-".join(name), frozenset())


@cache
def _groups() -> Mapping[str, frozenset[tuple[str, ...]]]:
    lines = files(__package__).joinpath("kindred.txt").read_text(encoding="utf-8").splitlines()
    groups: defaultdict[str, frozenset[tuple[str, ...]]] = defaultdict(frozenset)
    for line in lines:
        if not line.startswith("#"):
            names = line.split()
            for name in names:
                groups[name] |= {tuple(other.split("-")) for other in names if other != name}
    return dict(groups)
