"""References of an answer that must match to the letter: phone numbers, IBANs, codes, addresses.

Only separators may differ. A reference that is not in the sources is *not found*, never
« invented »: the sources may simply not hold it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from assistant.i18n import _
from assistant.types import Span, Status

from .outcome import Outcome
from .passages import Passages

CHECK = "identifiers/1"
_BUDGET = 500_000_000  # characters searched in one check
_S = "[ \u00a0\u202f]"
_D = "[ \u00a0\u202f.-]"
_IDENTIFIER = re.compile(
    r"(?P<url>\b(?:https?://|www\.)[^\s<>\"»”)\]]{4,500})"
    r"|(?P<mail>\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})"
    rf"|(?P<iban>\b[A-Z]{{2}}\d{{2}}(?:{_S}?[A-Z0-9]{{4}}){{3,7}}(?:{_S}?[A-Z0-9]{{1,3}})?\b)"
    rf"|(?P<phone>(?<![\w+])(?:(?:\+|00)[1-9]\d{{0,2}}{_S}?(?:\(0\){_S}?)?"
    rf"\d(?:{_D}?\d){{6,11}}|0[1-9](?:{_D}?\d\d){{4}}"
    rf"|(?:\(\d{{3}}\){_S}?|\d{{3}}[-.])\d{{3}}[-.]\d{{4}})(?!\w))"
    r"|(?P<dotted>(?<![\w.,])\d{1,3}(?:\.\d{1,5}){2,6}(?![\w]|[.,]\d))"
    r"|(?P<code>(?<![\w./-])[A-Z0-9]{1,30}(?:[-/._][A-Z0-9]{1,30}){0,8}(?![\w]|[-/]\w))"
    r"|(?P<digits>(?<![\w.,])\d{12,60}(?!\w))"
)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DATED = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}")
_AMOUNT = re.compile(
    r"\d+(?:[.,]\d+)*(?:[KMBTGWVAHS]|MW|KM|KG|AM|PM|EUR|USD|GBP|CHF|H\d\d|ST|ND|RD|TH|ER?)?"
)
_TRAILING = re.compile(r"[.,;:!?*_]+$")
_ALNUM = re.compile(r"[^\W_]+")


def identifiers(text: str) -> Iterator[Span]:
    """Yield the references of a text that hold digits, and its web and mail addresses."""
    for match in _IDENTIFIER.finditer(text):
        written = _TRAILING.sub("", match.group())
        if match.lastgroup == "code" and not _is_code(written):
            continue
        if match.lastgroup == "dotted" and _is_number(written):
            continue
        yield Span(match.start(), match.start() + len(written))


def _is_code(written: str) -> bool:
    digits = sum(c.isdigit() for c in written)
    letters = sum(c.isalpha() for c in written)
    return digits > 0 < letters and digits + letters > 2 and not _AMOUNT.fullmatch(written)


def _is_number(written: str) -> bool:
    return bool(_GROUPED.fullmatch(written) or _DATED.fullmatch(written))


class Registry:
    """The sources as letters and digits alone, with a way back to every offset."""

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self.views = [_view(text) for text in passages.texts]
        self.size = sum(len(view.text) for view in self.views)
        self.left = _BUDGET

    def check(self, written: str) -> Outcome:
        """Look a reference up: the same letters and digits, with nothing joined to either end."""
        self.left -= self.size
        if self.left < 0:
            return Outcome(Status.UNCHECKED, _("Too many references to look each up."))
        for source, view in enumerate(self.views):
            for wanted in _spellings(written):
                if span := view.find(wanted, self.passages.texts[source]):
                    text = self.passages.texts[source][span.start : span.end]
                    method = "exact" if text == written else "normalised"
                    evidence = (self.passages.evidence(source, span, method, 1.0),)
                    return Outcome(
                        Status.SUPPORTED, _("The sources give this reference."), evidence
                    )
        reason = _("“{answer}” is in none of the sources.").format(answer=written)
        return Outcome(Status.NOT_FOUND, reason)


class View:
    """One text without its separators."""

    __slots__ = ("_at", "_starts", "text")

    def __init__(self, pieces: Sequence[re.Match[str]]) -> None:
        self._starts = [piece.start() for piece in pieces]
        self._at: list[int] = []
        total = 0
        for piece in pieces:
            self._at.append(total)
            total += piece.end() - piece.start()
        self.text = "".join(piece.group() for piece in pieces).upper()
        if len(self.text) != total:  # some letters grow in upper case; offsets come first
            self.text = "".join(piece.group() for piece in pieces)

    def find(self, wanted: str, original: str) -> Span | None:
        """Return where `wanted` stands in the original text as whole words."""
        at = self.text.find(wanted)
        while at >= 0:
            start, end = self._offset(at), self._offset(at + len(wanted) - 1) + 1
            if not _joins(original[start - 1 : start]) and not _joins(original[end : end + 1]):
                return Span(start, end)
            at = self.text.find(wanted, at + 1)
        return None

    def _offset(self, at: int) -> int:
        piece = bisect_left(self._at, at + 1) - 1
        return self._starts[piece] + at - self._at[piece]


def _joins(character: str) -> bool:
    return character.isalnum()


def _view(text: str) -> View:
    return View(list(_ALNUM.finditer(text)))


def _spellings(written: str) -> Iterator[str]:
    """Yield a reference without separators, and a phone number at home as well as from abroad."""
    plain = "".join(c for c in re.sub(r"^https?://(?:www\.)?|\(0\)", "", written) if c.isalnum())
    yield plain.upper()
    if re.match(r"(?:\+|00)33", written):
        yield "0" + re.sub(r"^(?:00)?330?", "", plain)
    elif re.fullmatch(r"0[1-9]\d{8}", plain):
        yield "33" + plain[1:]
    elif re.match(r"\+1\D?\d{3}", written):
        yield plain[1:]
