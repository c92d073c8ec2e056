"""The company's own terms: thousands in one pass (Aho–Corasick), whatever case, accents, plural."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.types import Kind
from guards.detection.folding import fold_aligned
from guards.detection.rule import Hit

_MIN_LENGTH = 2


class CompanyTerms:
    """Recogniser of the terms of a list; empty lines, comments, doubles and single letters are left out."""

    name = "company_list"
    kinds: tuple[Kind, ...] = (Kind.COMPANY_TERM,)

    def __init__(self, terms: Iterable[str]) -> None:
        import ahocorasick

        self._automaton = ahocorasick.Automaton()
        for term in terms:
            folded = fold_aligned(term.strip())
            if len(folded) >= _MIN_LENGTH and not folded.startswith("#"):
                self._automaton.add_word(folded, len(folded))
        self._empty = len(self._automaton) == 0
        if not self._empty:
            self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[Hit]:
        """Yield whole-word occurrences; an `s` or `x` of the plural is taken along."""
        if self._empty:
            return
        folded = fold_aligned(text)
        for last, length in self._automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            if end < len(folded) and folded[end] in "sx" and _ends(folded, end + 1):
                end += 1
            if _ends(folded, end) and (start == 0 or not _glued(folded[start - 1], folded[start])):
                yield Hit(start, end, 0.97, Kind.COMPANY_TERM, self.name)


def _ends(text: str, end: int) -> bool:
    return end == len(text) or not _glued(text[end - 1], text[end])


def _glued(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum()
