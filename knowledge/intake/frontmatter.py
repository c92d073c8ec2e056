"""The properties at the head of a note: the simple YAML that Obsidian writes.

Only scalars and lists of scalars are understood; anything else is left as text. A whole YAML parser
would add a dependency, and a note with a slip in its YAML would be lost to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_BLOCK = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<inside>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.M | re.S
)
_PAIR = re.compile(r"^([^\s:#\-][^:\n]*?)[ \t]*:(?:[ \t]+(.*?))?[ \t]*\r?$")
_ITEM = re.compile(r"^[ \t]*-[ \t]+(.*?)[ \t]*\r?$")
_COMMENT = re.compile(r"[ \t]#.*$")
_LISTS = frozenset({"tags", "tag", "aliases", "alias"})


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Pairs in order, one for each item of a list; `end` is where the body begins."""

    end: int = 0
    pairs: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def first(self, name: str) -> str:
        """Return the first value of a property, or nothing."""
        return next((value for key, value in self.pairs if key == name), "")

    def many(self, name: str) -> tuple[str, ...]:
        """Return all values of a property."""
        return tuple(value for key, value in self.pairs if key == name)


def front_matter(text: str) -> FrontMatter:
    """Return the front matter of a note; empty when it has none."""
    match = _BLOCK.match(text)
    if match is None:
        return FrontMatter()
    return FrontMatter(match.end(), tuple(_pairs(match.group("inside"))))


def _pairs(inside: str) -> Iterator[tuple[str, str]]:
    key = ""
    for line in inside.split("\n"):
        if key and (item := _ITEM.match(line)):
            yield key, _scalar(item.group(1))
        elif pair := _PAIR.match(line):
            key = pair.group(1).strip("\"'").lower()
            for value in _values(key, pair.group(2) or ""):
                yield key, value


def _values(key: str, written: str) -> Iterator[str]:
    written = _COMMENT.sub("", " " + written).strip()
    if written.startswith("[") and written.endswith("]"):
        parts = written[1:-1].split(",")
    elif key in _LISTS and not written.startswith(("'", '"')):
        parts = re.split(r",|\s+(?=#)" if "alias" in key else r"[,\s]+", written)
    else:
        parts = [written]
    for part in parts:
        if value := _scalar(part):
            yield value


def _scalar(written: str) -> str:
    written = written.strip()
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        return written[1:-1]
    return written
