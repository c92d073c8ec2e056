"""A normalised view of a text with an offset map: rules match the view, the text never changes.

French typography alone breaks naive patterns: narrow no-break spaces stand inside numbers.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from assistant.types import Span

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_DASHES = "\u2010-\u2012\u2212\ufe63"
_QUOTES = "\u2018\u2019\u201b\u02bc\u2032"
_INVISIBLE = "\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f"
_FULLWIDTH = "\uff01-\uff5e"
_COMBINED = "[^\\W\\d_][\u0300-\u036f]+"
_SPECIAL = re.compile(
    f"{_COMBINED}|[{_SPACES}]|[{_DASHES}]|[{_QUOTES}]|[{_INVISIBLE}]|[{_FULLWIDTH}]"
)
_IS_SPACE, _IS_DASH = re.compile(f"[{_SPACES}]"), re.compile(f"[{_DASHES}]")
_IS_QUOTE, _IS_INVISIBLE = re.compile(f"[{_QUOTES}]"), re.compile(f"[{_INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class View:
    """The text as rules see it; `offsets[i]` is where view character `i` stands in the original."""

    text: str
    offsets: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> Span:
        """Map a half-open range of the view to the original text."""
        if self.offsets is None:
            return Span(start, end)
        return Span(self.offsets[start], self.offsets[end - 1] + self._width(end - 1))

    def _width(self, index: int) -> int:
        assert self.offsets is not None
        return max(1, self.offsets[index + 1] - self.offsets[index])


def normalise(text: str) -> View:
    """Return the view; the common text without special characters costs one scan."""
    if _SPECIAL.search(text) is None:
        return View(text)
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for match in _SPECIAL.finditer(text):
        pieces.append(text[at : match.start()])
        offsets.extend(range(at, match.start()))
        replaced = _replacement(match.group())
        pieces.append(replaced)
        offsets.extend([match.start()] * len(replaced))
        at = match.end()
    pieces.append(text[at:])
    offsets.extend(range(at, len(text) + 1))
    return View("".join(pieces), tuple(offsets))


def _replacement(found: str) -> str:
    if len(found) > 1:
        return unicodedata.normalize("NFC", found)
    if _IS_INVISIBLE.match(found):
        return ""
    if _IS_SPACE.match(found):
        return " "
    if _IS_DASH.match(found):
        return "-"
    if _IS_QUOTE.match(found):
        return "'"
    return chr(ord(found) - 0xFEE0)
