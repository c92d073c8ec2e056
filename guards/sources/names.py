"""Proper names of an answer.

An ordinary word shown as an unknown name costs the person's trust in every other finding, so
doubtful capitals are left alone: openings, headings, words that also stand in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from assistant.types import Span

from .wordlists import GENERIC, NOT_NAMES, PARTICLES, TITLES
from .words import fold

_TOKEN = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_JOINT = re.compile(
    r"\.?[ \u00a0]|['’]|[ \u00a0](?:(?:" + "|".join(sorted(PARTICLES)) + r")[ \u00a0]|d['’]){1,2}"
)
_LEAD = re.compile(r"[^:\n]{1,60}:(?=\s|\*|$)")
_OPENS = re.compile(r"[\"“«‘(\[:*_|—–>!?][ \u00a0\u202f\n]?$")
_WORD = re.compile(r"[^\W\d_]{2}")
_ADDRESS = re.compile(r"\.[a-z]{2,}\b")
_ROMAN = re.compile(
    r"[IVXLC]+(?:er|re|e|ème|eme|st|nd|rd|th|s)?"
)  # « Louis XIV », « XIIIe siècle »
_PROSE = re.compile(r"[.!?…][\"”»’)*_\s]*$")
_TITLE_CASE = 0.6
_SHOUTED = 0.9  # where a full stop says that this is a sentence


@dataclass(frozen=True, slots=True)
class Name:
    """A name: its span, and its words without titles and particles."""

    span: Span
    words: tuple[str, ...]


def names(
    text: str, sentence: Span, small: Collection[str], known: Callable[[str], bool]
) -> Iterator[Name]:
    """Yield the names of one sentence.

    `small` holds the words seen in small letters, folded; `known` says whether the sources have
    a word. At an opening, where any word takes a capital, a word they do not have is no evidence.
    """
    tokens = list(_TOKEN.finditer(text, sentence.start, sentence.end))
    prose = _PROSE.search(text, max(sentence.start, sentence.end - 4), sentence.end) is not None
    if _is_title_case(tokens, _SHOUTED if prose else _TITLE_CASE):
        return
    lead = _LEAD.match(text, sentence.start, sentence.end)
    body = lead.end() if lead else sentence.start
    for run in _runs(text, [token for token in tokens if token.start() >= body]):
        before = text[sentence.start : run[0].start()]
        opens = not _WORD.search(before) or _OPENS.search(before[-2:])
        if _ADDRESS.match(text, run[-1].end()):
            continue
        kept = [token for token in run if _is_name_word(token.group(), small)]
        if opens and kept[:1] == run[:1] and not _stands_alone(run, known):
            kept = kept[1:]
        if kept and not (len(kept) == 1 and kept[0].group().lower() in GENERIC):
            words = tuple(token.group() for token in kept)
            yield Name(Span(kept[0].start(), kept[-1].end()), words)


def keys(word: str) -> tuple[str, ...]:
    """Return the parts of a name's word as they are looked up."""
    return tuple(fold(part) for part in re.split("[-‐]", word))


def is_capitals(word: str) -> bool:
    """Whether a word is written in capitals throughout."""
    return len(word) > 1 and word.isupper()


def _stands_alone(run: Sequence[re.Match[str]], known: Callable[[str], bool]) -> bool:
    """Whether the first word of an opening is part of a name and not just the first word."""
    first = run[0].group()
    return is_capitals(first) or (len(run) > 1 and all(map(known, keys(first))))


def _is_name_word(word: str, small: Collection[str]) -> bool:
    if not word[0].isupper() or len(word) < 2 or _ROMAN.fullmatch(word):
        return False
    capitals = [part for part in re.split("[-‐]", word) if part[:1].isupper()]
    return not all(_is_ordinary(part) or fold(part) in small for part in capitals)


def _is_ordinary(word: str) -> bool:
    forms = {word.lower(), word.lower().removesuffix("s"), word.lower().removesuffix("es")}
    return not forms.isdisjoint(NOT_NAMES) or not forms.isdisjoint(TITLES)


def _is_title_case(tokens: Sequence[re.Match[str]], share: float) -> bool:
    """Whether most longer words take a capital: a heading says nothing about names."""
    long = [token.group() for token in tokens if len(token.group()) > 3]
    capitals = sum(word[0].isupper() for word in long)
    return not long or (len(long) > 3 and capitals >= share * len(long))


def _runs(text: str, tokens: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield capitalised words that follow each other, across particles and initials."""
    run: list[re.Match[str]] = []
    for token in tokens:
        if not token.group()[0].isupper():
            continue
        if run and not _JOINT.fullmatch(text, run[-1].end(), token.start()):
            yield run
            run = []
        run.append(token)
    if run:
        yield run
