"""How far a file's text may go: the strictest rule of all the folders that really hold it.

A folder may be reached by a link, by a hard link of its file, or in another spelling (capitals and
accents on some disks). So a file is judged where it is named, where it really lies, and wherever the
base has the same bytes; a folder is known by its name and by its identity on the disk. What is on the
disk is asked at each search, since links change; the bytes are known even when the disk is away.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.store.database import Database
from knowledge.store.folders import Folders
from knowledge.values import Rule

Identity = tuple[int, int]
"""Device and inode."""


class Reach:
    """Judges the files of one base for one search."""

    def __init__(self, database: Database) -> None:
        self._base = database
        self._names: dict[str, Rule] = {}
        self._identities: dict[Identity, Rule] = {}
        self._known: dict[Path, Rule] = {}
        self._inside: dict[Identity, Rule] | None = None
        for path, rule in Folders(database).rules().items():
            if rule is not Rule.ANY:
                self._protect(path, rule)

    def of(self, path: str, digest: bytes) -> Rule:
        """Return the rule of a file, whose bytes have this digest."""
        if not self._names:
            return Rule.ANY
        rules = [self._held(name) for name in (path, *self._copies(digest))]
        return strictest([*rules, self._hard_linked(path)])

    def _protect(self, path: str, rule: Rule) -> None:
        for name in _names(path):
            self._names[name] = strictest([rule, self._names.get(name, Rule.ANY)])
        if identity := _identity(Path(path)):
            self._identities[identity] = strictest([rule, self._identities.get(identity, Rule.ANY)])

    def _copies(self, digest: bytes) -> list[str]:
        rows = self._base.rows("select path from files where digest = ?", (digest,))
        return [path for (path,) in rows]

    def _held(self, path: str) -> Rule:
        return strictest(self._around(Path(name)) for name in _names(path))

    def _around(self, place: Path) -> Rule:
        if place not in self._known:
            outer = self._around(place.parent) if place.parent != place else Rule.ANY
            identity = _identity(place)
            own = self._identities.get(identity, Rule.ANY) if identity else Rule.ANY
            self._known[place] = strictest([outer, own, self._names.get(str(place), Rule.ANY)])
        return self._known[place]

    def _hard_linked(self, path: str) -> Rule:
        """A file with several names follows those of its names that the base has in other folders."""
        try:
            facts = Path(path).stat()
        except (OSError, ValueError):
            return Rule.ANY
        if facts.st_nlink < 2:
            return Rule.ANY
        if self._inside is None:
            self._inside = dict(self._protected())
        return self._inside.get((facts.st_dev, facts.st_ino), Rule.ANY)

    def _protected(self) -> Iterator[tuple[Identity, Rule]]:
        """Yield the files of the base that a rule protects, the strictest last."""
        judged = [(path, self._held(path)) for (path,) in self._base.rows("select path from files")]
        for path, rule in sorted(judged, key=lambda each: list(Rule).index(each[1])):
            if rule is not Rule.ANY and (identity := _identity(Path(path))):
                yield identity, rule


def strictest(rules: Iterable[Rule]) -> Rule:
    """Return the strictest of several rules: an inner folder never loosens."""
    return max(rules, key=list(Rule).index, default=Rule.ANY)


def _names(path: str) -> tuple[str, str]:
    return path, os.path.realpath(path)


def _identity(place: Path) -> Identity | None:
    try:
        facts = place.stat()
    except (OSError, ValueError):
        return None
    return facts.st_dev, facts.st_ino
