"""Thousands of terms sought in one pass (Aho–Corasick), whatever case and accents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import regex

from assistant.kinds import riskiest_last
from assistant.types import Kind
from guards.detection.folding import fold_aligned
from guards.detection.readings import readings
from guards.detection.rule import Hit
from guards.detection.view import View, normalise, rewritten
from guards.forgetting import remembered

MIN_LENGTH = 2
"""A shorter term is not sought."""

_KEPT = 4_000
_GLUED_LENGTH = 8
"""Letters of several words that together are no other word."""
_GAP = regex.compile(
    r"[ \t]*\r?\n[> \t]*|[ \t]{2,}|\t|(?P<hyphen>(?<=\p{L})(?:[ ]-[ ]?|-[ ])(?=\p{L}))"
)


class Terms:
    """Whole-word occurrences of terms of several kinds; an `s` or `x` of the plural is taken along."""

    def __init__(
        self, terms: Mapping[str, Kind], name: str, score: float, shortest: int = MIN_LENGTH
    ) -> None:
        import ahocorasick

        self._name, self._score = name, score
        self._automaton = ahocorasick.Automaton()
        for term, kind in riskiest_last(terms):
            folded = spelt(term)
            if len(folded) >= shortest:
                self._automaton.add_word(folded, (len(folded), kind))
        self._empty = len(self._automaton) == 0
        if not self._empty:
            self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[Hit]:
        """Yield a hit for each occurrence."""
        if self._empty:
            return
        view, folded = _kept(text) if len(text) <= _KEPT else _one_line(text)
        for last, (length, kind) in self._automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            if end < len(folded) and folded[end] in "sx" and _ends(folded, end + 1):
                end += 1
            if _ends(folded, end) and (start == 0 or not _glued(folded[start - 1], folded[start])):
                span = view.original(start, end)
                yield Hit(span.start, span.end, self._score, kind, self._name)

    def absent(self, text: str) -> bool:
        """Whether neither `find` nor `find_broken` can yield anything: one pass, for texts that hold nothing."""
        if self._empty:
            return True
        return all(next(self._automaton.iter(line), None) is None for line in lines(text))

    def find_broken(self, text: str) -> Iterator[Hit]:
        """Yield what stands there only once escapes, emphasis and spaced letters are read."""
        for reading in readings(text):
            for hit in () if reading.cells else self.find(reading.view.text):
                for span in reading.originals(hit.start, hit.end):
                    yield replace(hit, start=span.start, end=span.end)


class CompanyTerms(Terms):
    """Recogniser of a company's list; empty lines, comments, doubles and single letters are left out."""

    name = "company_list"
    kinds: tuple[Kind, ...] = (Kind.COMPANY_TERM,)

    def __init__(self, terms: Iterable[str]) -> None:
        kept = (term.strip() for term in terms)
        own = [term for term in kept if not term.startswith("#")]
        every = {form: Kind.COMPANY_TERM for term in own for form in (term, *_glued_forms(term))}
        super().__init__(every, self.name, 0.97)


def _glued_forms(term: str) -> Iterator[str]:
    """Yield « Projet Albatros » as files, packages and hashtags write it: `projet_albatros`, `ProjetAlbatros`."""
    words = term.split()
    if len(words) > 1:
        yield from ("_".join(words), "-".join(words))
        if sum(map(len, words)) >= _GLUED_LENGTH:
            yield "".join(words)


def longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Of overlapping hits yield the longest, in order."""
    end = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            yield hit
            end = hit.end


def lines(text: str) -> Iterator[str]:
    """Yield a text, and its other readings, as terms are sought in them: see `spelt`."""
    for line in (text, *(one.view.text for one in readings(text) if not one.cells)):
        yield (_kept(line) if len(line) <= _KEPT else _one_line(line))[1]


@remembered(8_192)
def spelt(term: str) -> str:
    """A term as it is sought; a conversation seeks the same at every turn."""
    return _one_line(" ".join(normalise(term).text.split()))[1]


@remembered(1024)
def _kept(text: str) -> tuple[View, str]:
    """A chat resends its history, and each list is sought in it."""
    return _one_line(text)


def _one_line(text: str) -> tuple[View, str]:
    """The text with single spaces, and folded: a line end may split a term, a paragraph's may not.

    « Royaume - Uni » is « Royaume-Uni ».
    """
    gaps = ((*gap.span(), "-" if gap["hyphen"] else " ") for gap in _GAP.finditer(text))
    view = rewritten(text, gaps) if _GAP.search(text) else View(text)
    return view, fold_aligned(view.text)


def _ends(text: str, end: int) -> bool:
    return end == len(text) or not _glued(text[end - 1], text[end])


def _glued(left: str, right: str) -> bool:
    return _in_word(left) and _in_word(right)


def _in_word(char: str) -> bool:
    """Whether a character belongs to words as patterns see them: « ² » does not."""
    return char.isalpha() or char.isdecimal()
