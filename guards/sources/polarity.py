"""The content words of a sentence, each marked as denied or not, in French and English.

A denial reaches the content words after it up to the next boundary of sense: « n'est pas autorisé »
denies *autorisé*. « Ne … que », « not only » and « non seulement » deny nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .denials import ALONE, CONTRACTED, IMPLIED, LACKING, ONLY, POWER, VOID, WITH_NE
from .lexical import has_content, stem
from .words import Words, read

_REACH = 1  # content words that one denial covers: what it is about, not its object
_NEAR = 6  # words within which « pas » belongs to its « ne »
_FAR = 12  # words within which « que » takes a « ne » without « pas » back
_NE = frozenset(("ne", "n"))
_QUE = frozenset(("que", "qu"))
_AND = frozenset(("et", "and"))  # a new verb follows; of two things denied the second has ni, or
_YET = frozenset(["yet", "encore"])  # « not yet » agrees with « will »
_STOP_TEXT = """
mais sauf car but except unless although though if si excepte hormis tandis alors while whereas
because puisque who which qui
"""
_STOP = frozenset(_STOP_TEXT.split())
_BREAK = re.compile(r"[;:,.!?()—]|\s[–-]\s")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: folded, its stem, whether it is denied, where it stands and in which clause.

    `denial_near` says that something is denied in that clause, `lacking` that it is denied by
    « sans » or « without », as a condition is.
    """

    key: str
    stem: str
    denied: bool
    start: int
    end: int
    clause: int
    is_content: bool
    denial_near: bool
    lacking: bool


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a sentence that carry sense; `avant`, `plus` and the like are marked."""
    words = read(text)
    clauses = tuple(_clauses(text, words))
    denials = [_denies(words, text, at) for at in range(len(words))]
    denying = {clause for clause, denial in zip(clauses, denials, strict=True) if denial}
    denying |= {
        clause
        for at, clause in enumerate(clauses)
        if IMPLIED.match(words.keys[at]) or _is_not_yet(words.keys, at)
    }
    found, left, last, lacking = [], 0, 0, False
    for at, key in enumerate(words.keys):
        left, last = (0 if clauses[at] != last else left), clauses[at]
        if denials[at]:
            left, lacking = _REACH, key in LACKING
        elif key in _AND:
            left = 0
        elif not _is_void(words.keys, at) and ((content := has_content(key)) or len(key) > 3):
            span = words.starts[at], words.ends[at]
            denied, near = left > 0, clauses[at] in denying
            marks = denied, *span, clauses[at], content, near, denied and lacking
            found.append(Token(key, stem(key), *marks))
            left -= content and left > 0
    return tuple(found)


def _is_void(keys: tuple[str, ...], at: int) -> bool:
    """Whether a word only helps another: an auxiliary, what goes with « ne », « won » of « won't »."""
    key = keys[at]
    if key == "apres" and keys[at - 1 : at] == ("d",):
        return True  # « d'après » names a source and tells no time
    if key in WITH_NE:
        return not _NE.isdisjoint(keys[max(0, at - _NEAR) : at])
    return key in VOID or (key in CONTRACTED and keys[at + 1 : at + 2] == ("t",))


def _clauses(text: str, words: Words) -> Iterator[int]:
    clause = 0
    for at, key in enumerate(words.keys):
        gap = text[words.ends[at - 1] : words.starts[at]] if at else ""
        clause += key in _STOP or _BREAK.search(gap) is not None
        yield clause


def _denies(words: Words, text: str, at: int) -> bool:
    keys = words.keys
    key, after = keys[at], keys[at + 1 : at + 1 + _NEAR]
    if key in _NE:
        return _is_denying(keys, at) and _YET.isdisjoint(after)
    if key == "t":
        return at > 0 and keys[at - 1] in CONTRACTED
    if key not in ALONE or text[words.ends[at] : words.ends[at] + 1] in ("-", "‐"):
        return False
    if not _YET.isdisjoint(after) or (after and after[0] in ONLY):
        return False
    return key in LACKING or _NE.isdisjoint(keys[max(0, at - _NEAR) : at])


def _is_not_yet(keys: tuple[str, ...], at: int) -> bool:
    """Whether a denial holds for now, « not … yet »: it gainsays neither « will » nor « not … so far »."""
    return keys[at] in ALONE | _NE and not _YET.isdisjoint(keys[at + 1 : at + 1 + _NEAR])


def _is_denying(keys: tuple[str, ...], at: int) -> bool:
    """Whether a « ne » denies: with « pas » and the like, or alone before « peut » and « saurait ».

    « Qu'il ne puisse » and « ne peut … que » deny nothing.
    """
    if not WITH_NE.isdisjoint(keys[at + 1 : at + 1 + _NEAR]):
        return True
    if POWER.isdisjoint(keys[at + 1 : at + 2]):
        return False
    return _QUE.isdisjoint((*keys[max(0, at - 2) : at], *keys[at + 1 : at + 1 + _FAR]))
