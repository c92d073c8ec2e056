"""A normalised view of a text with an offset map: rules match the view, the text never changes.

French typography alone breaks naive patterns: narrow no-break spaces stand inside numbers. The view
also reads HTML entities, JSON's `\\u` escapes, digits of other scripts, styled letters, and letters
of look-alike alphabets inside words (the commonest pairs of Unicode TR39's confusables).
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assistant.types import Span
from guards.forgetting import remembered

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_DASHES = "\u2010-\u2012\u2212\ufe63"
_LONG_DASHES = "\u2013\u2014"  # between digits only: elsewhere they end a phrase
_QUOTES = "\u2018\u2019\u201b\u02bc\u2032"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u20e3"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f"
)
_SURROGATES = "\ud800-\udfff"  # lone ones: no model can read them
_STYLED = "\uff01-\uff5e\u24b6-\u24e9\U0001d400-\U0001d7ff"
_DIGITS = "\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef"
_COMBINED = "[^\\W\\d_][\u0300-\u036f]+"
_ENTITY = r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,30});"
_ESCAPE = (
    r"\\{1,2}u[dD][89abAB][\da-fA-F]{2}\\{1,2}u[dD][c-fC-F][\da-fA-F]{2}|\\{1,2}u[\da-fA-F]{4}"
)
_TWINS = str.maketrans(
    "АВЕКМНОРСТХІЅЈаеорсухіѕјԁһӏᴍ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν" + "ſ",
    "ABEKMHOPCTXISJaeopcyxisjdhlm" + "ABEZHIKMNOPTYXoiv" + "s",
)
_TWIN = "".join(map(chr, _TWINS))
_LOOK_ALIKE = rf"(?<=[A-Za-z\d])[{_TWIN}]|[{_TWIN}](?=[{_TWIN}]*[A-Za-z\d])"
_SPECIAL = re.compile(
    f"{_COMBINED}|[{_SPACES}{_DASHES}{_QUOTES}{_INVISIBLE}{_STYLED}{_DIGITS}{_SURROGATES}]"
    f"|(?<=\\d)[{_LONG_DASHES}](?=\\d)|{_ENTITY}|{_ESCAPE}|{_LOOK_ALIKE}"
)
# What every match of it holds: most texts hold none, and that is seen in a tenth of the time.
_SIGN = re.compile(
    f"[&\\\\\u0300-\u036f{_SPACES}{_DASHES}{_QUOTES}{_INVISIBLE}{_STYLED}{_DIGITS}{_SURROGATES}{_LONG_DASHES}{_TWIN}]"
)
_KEPT = 4_000
_CLASSES = tuple(
    (re.compile(f"[{chars}]"), plain)
    for chars, plain in (
        (_INVISIBLE, ""),
        (_SPACES, " "),
        (_DASHES + _LONG_DASHES, "-"),
        (_QUOTES, "'"),
        (_SURROGATES, "\ufffd"),
    )
)


@dataclass(frozen=True, slots=True)
class View:
    """The text as rules see it; `offsets[i]` is where view character `i` stands in the original.

    `gaps[i]` is where text left out just before view character `i` begins.
    """

    text: str
    offsets: tuple[int, ...] | None = None
    gaps: Mapping[int, int] = field(default_factory=dict)

    def original(self, start: int, end: int) -> Span:
        """Map a half-open range of the view to the original text."""
        if self.offsets is None:
            return Span(start, end)
        last = self.offsets[end - 1]
        while self.offsets[end] == last:  # several characters of the view stand for one range
            end += 1
        wrapped = start in self.gaps  # « **Ida** » begins after its marks, so it ends before them
        return Span(
            self.offsets[start],
            self.gaps.get(end, self.offsets[end]) if wrapped else self.offsets[end],
        )


def normalise(text: str) -> View:
    """Return the view; the common text without special characters costs one scan."""
    if _SIGN.search(text) is None:
        return View(text)
    return _kept(text) if len(text) <= _KEPT else _normalised(text)


@remembered(1024)
def _kept(text: str) -> View:
    """A chat resends its history, and each step of the guard looks at it."""
    return _normalised(text)


def _normalised(text: str) -> View:
    if _SPECIAL.search(text) is None:
        return View(text)
    return rewritten(
        text, ((*match.span(), _plain(match.group())) for match in _SPECIAL.finditer(text))
    )


def rewritten(text: str, changes: Iterable[tuple[int, int, str]]) -> View:
    """Return a view of `text` in which sorted, disjoint ranges read as the given strings."""
    pieces: list[str] = []
    offsets: list[int] = []
    gaps: dict[int, int] = {}
    at = 0
    for start, end, replaced in changes:
        pieces += (text[at:start], replaced)
        offsets.extend(range(at, start))
        if not replaced:
            gaps.setdefault(len(offsets), start)
        offsets.extend([start] * len(replaced))
        at = end
    pieces.append(text[at:])
    offsets.extend(range(at, len(text) + 1))
    return View("".join(pieces), tuple(offsets), gaps)


def _plain(found: str) -> str:
    if found[0] == "&":
        decoded = html.unescape(found)
        return _plain(decoded) if len(decoded) == 1 and decoded not in "&\\" else decoded
    if found[0] == "\\" and len(found) > 1:
        units = re.findall(r"u([\da-fA-F]{4})", found)
        data = b"".join(int(unit, 16).to_bytes(2, "big") for unit in units)
        decoded = data.decode("utf-16-be", "surrogatepass")
        return _plain(decoded) if decoded not in ("&", "\\") else decoded
    if len(found) > 1:
        return unicodedata.normalize("NFC", found)
    return _plain_character(found)


def _plain_character(char: str) -> str:
    for pattern, plain in _CLASSES:
        if pattern.match(char):
            return plain
    if (digit := unicodedata.decimal(char, None)) is not None:
        return str(digit)
    if char in _TWIN:
        return char.translate(_TWINS)
    styled = unicodedata.normalize("NFKC", char)
    return styled if len(styled) == 1 else char
