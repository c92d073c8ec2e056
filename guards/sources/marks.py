"""What of a source says less than it seems: a word, what it bears on, and what of an answer keeps it.

« Souhaite » bears on the words after it, « apparemment » on those around it. An answer that has these words
and nothing of the kind has made a fact of a wish, or all of some. The words are data (`marks.txt`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .spoken import Spoken, content

# What follows « compte » or « propose de » where they are a plan: « de nombreux services » is none.
_VERB = (
    r"(?:(?:ne|pas|se|s|l|le|la|les|lui|leur|y|en|me|m|nous|vous|tout|bien|aussi|pouvoir|etre|avoir) )*"
    r"(?!(?:notre|votre|quatre|autre|contre|entre|premier|dernier|hier)\b)\w+(?:er|ir|re|oir)\b(?<!aire)"
)
_COUNT = (
    r"(?= (?:[\d€$£]|une? (?!autre)|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente"
    r"|quarante|cinquante|soixante|cent|mille|half|a (?:dozen|hundred|thousand)|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))"
)
_MAY = r"(?<!in )(?<!\d )may(?! [|\d])\b"  # the verb, not the month
_DONE = "|".join((
    r"(?<!\w)(?:ai|as|a|avons|avez|ont)(?: ete)? \w+(?:e|ee|es|ees|i|is|it|u|us)(?!\w)",
    r"(?<!\w)s (?:est|sont) \w+(?:ee?s?|ie?s?|ue?s?|ite?s?)(?!\w)",
    r"(?<!\w)(?:est|sont) (?:arriv|ven|reven|interven|parti|entr|sorti|mort|alle|rest|tomb|pass)\w*",
    r"(?:(?<!\w)(?:was|were|has|have|had)(?: been)?|(?<!\bis)(?<!\bare)(?<!\bbe)) \w+ed(?!\w)",
    r"(?<!\bis )(?<!\bare )(?<!\bbe )\b(?:paid|sent|met|left|made|took|went|began|built|bought|won|lost|sold|gave"
    r"|got|told|held|kept|wrote|came|became|chose|rose|fell|spoke|brought)\b",
))  # fmt: skip
_FILLED = {
    "{VERB}": _VERB, "{COUNT}": _COUNT, "{MAY}": _MAY, "{NOT_DONE}": rf"\A(?!.*(?:{_DONE}))",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """Patterns over rows of folded words; `after` and `before` count the content words it may bear on."""

    kind: str
    said: re.Pattern[str]
    kept: re.Pattern[str]
    after: int
    before: int

    def is_kept(self, answer: Spoken) -> bool:
        """Whether an answer has a word of the kind itself."""
        return bool(self.kept.search(answer.row) or self.said.search(answer.row))


def pattern(*parts: str) -> re.Pattern[str]:
    """Return a pattern of whole words; each part is an alternative."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_filled, parts))})(?![\w-])")


def opening(*parts: str) -> re.Pattern[str]:
    """Return a pattern of how words begin; each part is an alternative."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_filled, parts))})")


def dropped(kind: str, source: Spoken, answer: Spoken) -> str:
    """Return the first word of a kind, as the source writes it, that an answer leaves out beside the same words."""
    marks = (mark for mark in _marks() if mark.kind == kind and not mark.is_kept(answer))
    return next(filter(None, (_borne(mark, source, answer) for mark in marks)), "")


def _borne(mark: Mark, source: Spoken, answer: Spoken) -> str:
    for found in mark.said.finditer(source.row):
        borne = {*content(found.groupdict().get("borne") or "")}
        borne |= source.after(found.end(), mark.after) | source.before(found.start(), mark.before)
        if not borne.isdisjoint(answer.content):
            return source.written(*found.span())
    return ""


def _filled(part: str) -> str:
    for name, written in _FILLED.items():
        part = part.replace(name, written)
    return part


@dataclass(frozen=True, slots=True)
class Block:
    """A block of `marks.txt` as it is written: what a source says, and what of an answer keeps it."""

    kind: str
    said: tuple[str, ...]
    kept: tuple[str, ...]
    after: int
    before: int


def blocks() -> Iterator[Block]:
    """Read the groups of `marks.txt`, which blank lines part."""
    text = files(__package__).joinpath("marks.txt").read_text(encoding="utf-8")
    for group in text.split("\n\n"):
        lines = [line for line in group.splitlines() if not line.startswith("#")]
        said, _bar, kept = "\n".join(lines).partition("\n--\n")
        for block in said.split("== ")[1:]:
            head, *rows = block.splitlines()
            kind, after, before = head.split()
            yield Block(kind, _parts(rows), _parts(kept.splitlines()), int(after), int(before))


@cache
def _marks() -> tuple[Mark, ...]:
    return tuple(
        Mark(one.kind, pattern(*one.said), opening(*one.kept), one.after, one.before)
        for one in blocks()
    )


def _parts(rows: list[str]) -> tuple[str, ...]:
    return tuple(part for row in rows for part in row.split(", "))
