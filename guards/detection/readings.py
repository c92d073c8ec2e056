"""Other ways to read a line in which a value may be broken up.

Each reading rewrites what breaks values (emphasis, cell borders, escapes, spaced letters) and says
where; only findings across such a place count, for the rest is found in the plain view already.
"""

from __future__ import annotations

import re
import urllib.parse
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

import regex

from assistant.types import Span
from guards.detection.view import View, rewritten
from guards.forgetting import remembered

Change = tuple[int, int, str]
_KEPT = 4_000
_LINES = "".join(["\n", "\n"])  # an object of its own: marks lines left out


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a text that read another way, with where they were rewritten.

    `cells` means that findings are cut at the `places`, `named` that models look at it too.
    """

    view: View
    places: tuple[tuple[int, int], ...]
    cells: bool
    named: bool

    def crossed(self, start: int, end: int) -> list[tuple[int, int]]:
        """The places that a range of the reading reaches across."""
        first = max(0, bisect_left(self.places, (start, start)) - 1)
        near = takewhile(lambda place: place[0] <= end, islice(self.places, first, None))
        # A value may begin where a sign was read (« %200612345678 »); a cell is found by itself.
        reaches = _crosses if self.cells else _touches
        return [place for place in near if reaches(start, end, *place)]

    def originals(self, start: int, end: int) -> list[Span]:
        """Spans of the text for a range of the reading; several where cell borders lie between."""
        return [self.view.original(a, b) for a, b in self.parts(start, end)]

    def parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """A range of the reading, cut at the borders of cells."""
        edges = [at for place in self.crossed(start, end) for at in place] if self.cells else []
        cuts = [start, *edges, end]
        return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if a < b]


def _crosses(start: int, end: int, a: int, b: int) -> bool:
    return start < a < end if a == b else start < b and a < end


def _touches(start: int, end: int, a: int, b: int) -> bool:
    return start <= b and a <= end


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of reading: a quick pattern without which there is nothing, what it rewrites, and its character."""

    sign: re.Pattern[str]
    pattern: regex.Pattern[str]
    meaning: Callable[[str], str]
    cells: bool = False
    named: bool = False
    leaves: Callable[[str, int, int], bool] | None = None
    """What it leaves as it is, by its place in the text."""


def readings(text: str) -> Sequence[Reading]:
    """Return the other readings of a text, where there are any."""
    return _kept(text) if len(text) <= _KEPT else tuple(_readings(text))


@remembered(1024)
def _kept(text: str) -> tuple[Reading, ...]:
    """A chat resends its history, and each step of the guard looks at it."""
    return tuple(_readings(text))


def _readings(text: str) -> Iterator[Reading]:
    for way in _WAYS:
        if way.sign.search(text) and (changes := list(_changes(text, way))):
            whole = list(_only_changed_lines(text, changes))
            yield Reading(rewritten(text, whole), _places(whole), way.cells, way.named)


def _changes(text: str, way: _Way) -> Iterator[Change]:
    for match in way.pattern.finditer(text):
        new = way.meaning(match.group())
        if new != match.group() and not (way.leaves and way.leaves(text, *match.span())):
            yield *match.span(), new


def _only_changed_lines(text: str, changes: list[Change]) -> Iterator[Change]:
    """Add changes that drop the lines between, so that a reading is no longer than it must be."""
    at = 0
    for start, end, new in changes:
        line = text.rfind("\n", at, start) + 1
        if line > at or at == 0 < line:
            skipped = text.find("\n", at) if at else 0
            if skipped < line - 1:
                yield skipped, line, _LINES
        yield start, end, new
        at = end
    if (last := text.find("\n", at)) >= 0:
        yield last, len(text), _LINES


def _places(changes: list[Change]) -> tuple[tuple[int, int], ...]:
    """Where the changes stand in the reading; dropped lines are none."""
    places = []
    shift = 0
    for start, end, new in changes:
        if new is not _LINES:
            places.append((start + shift, start + shift + len(new)))
        shift += len(new) - (end - start)
    return tuple(places)


def _nothing(_: str) -> str:
    return ""


def _space(_: str) -> str:
    return " "


def _unquoted(found: str) -> str:
    try:
        return urllib.parse.unquote(found, errors="strict")
    except UnicodeDecodeError:
        return found


def _quoted_printable(found: str) -> str:
    if found.startswith("=\n"):
        return ""
    return _unquoted(found.replace("=", "%")) if found.isascii() else found


def _unescaped(found: str) -> str:
    return {"n": "\n", "r": "\n", "t": "\t"}.get(found[-1], found[-1])


def _joined(found: str) -> str:
    return found[::2]


def _parts_rows(text: str, start: int, end: int) -> bool:
    """Whether a line end parts two rows of a table: the last head of « Montant;Téléphone » labels no first cell."""
    above = text[text.rfind("\n", 0, start) + 1 : start]
    to = text.find("\n", end)
    below = text[end : to if to >= 0 else len(text)]
    return any(sign in above and above.count(sign) == below.count(sign) for sign in _BORDERS)


_BORDERS = ";|\t"
"""A comma parts clauses, too."""
_MARK = r"(?:\*{1,3}|~~|`|</?(?:b|i|em|strong|u|span|mark|code)>)"
_EMPHASIS = rf"{_MARK}(?=[ ]?\w)|(?<=\S){_MARK}|(?<=\w)__(?=\w)"
# « account number⏎00012345 »: a label ends a line, and the next one begins with a number or a code.
_WRAPPED = (
    r"(?<=[^\W\d_]|[:=#°º.])[ \t]{0,20}\n(?:[ \t>]{0,20}\n)?[ \t>]{0,20}"
    r"(?=[\"'`«(+#]{0,2}[\w@+./-]{0,40}\d[\w./-]{2})"
)
_CELL = r"[ \t]{0,20}(?:\||\t|;|</t[dh]>\s*<t[dh][^<>]{0,80}>)[ \t]{0,20}"

_WAYS = (
    _Way(re.compile(r"[*~`<]|__"), regex.compile(_EMPHASIS), _nothing),
    _Way(re.compile(r"[|\t;<]"), regex.compile(_CELL), _space, cells=True),
    _Way(re.compile(r"\n"), regex.compile(_WRAPPED), _space, leaves=_parts_rows),
    _Way(re.compile("%"), regex.compile(r"(?:%[\da-fA-F]{2})+"), _unquoted, named=True),
    _Way(re.compile("="), regex.compile(r"(?:=[\dA-F]{2})+|=\n"), _quoted_printable, named=True),
    _Way(re.compile(r"\\"), regex.compile(r"\\[ntr\"'/@._-]"), _unescaped),
    _Way(
        re.compile(r" \S \S |[-._·]\S[-._·]\S[-._·]"),
        regex.compile(
            r"(?<!\S)(?:[\w@.+'-][ ]){3,}[\w@.+'-](?!\S)|(?<![\w.-])(?:\w([-._·]))(?:\w\1){2,}\w(?![\w-])"
        ),
        _joined,
        named=True,
    ),
)
