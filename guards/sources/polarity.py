"""The content words of a sentence, each marked as denied or not, in French and English.

A denial reaches the content words after it up to the next boundary of sense: « n'est pas autorisé »
denies *autorisé*. « Ne … que », « not only » and « non seulement » deny nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .lexical import has_content, stem
from .words import Words, read

_REACH = 1  # content words that one denial covers: what it is about, not its object
_NEAR = 6  # words within which « pas » belongs to its « ne »
_WITH_NE_TEXT = """
pas plus jamais aucun aucune rien personne ni guere nullement point
"""
_WITH_NE = frozenset(_WITH_NE_TEXT.split())
_ALONE_TEXT = """
pas non aucun aucune ni sans jamais not no never without neither nor none nobody nothing cannot
"""
_ALONE = frozenset(_ALONE_TEXT.split())
_CONTRACTED_TEXT = """
don doesn didn isn aren wasn weren won wouldn shouldn couldn can mustn hasn haven hadn
"""
_CONTRACTED = frozenset(_CONTRACTED_TEXT.split())
_ONLY_TEXT = """
only seulement uniquement simply just merely such necessarily forcement que
"""
_ONLY = frozenset(_ONLY_TEXT.split())
_IMPLIED = re.compile(
    r"(?:cess|stop|fail|echou|refus|rejet|reject|interdi|forbid|prohib|empech|prevent|invalid|annul"
    r"|cancel|exclu|abandon|supprim|deny|deni|dement|manqu|lack|absence|sans|without|unable|impossib"
    r"|incap|evit|avoid|hardly|barely|peine|rare|seldom|peu|little|few)"
)
_AND = frozenset(("et", "and"))  # a new verb follows; of two things denied the second has ni, or
_YET = frozenset(["yet", "encore"])  # « not yet » agrees with « will »
_STOP_TEXT = """
mais sauf car but except unless although though if si excepte hormis tandis alors while whereas
because puisque who which qui
"""
_STOP = frozenset(_STOP_TEXT.split())
_BREAK = re.compile(r"[;:,.!?()—]|\s[–-]\s")
_VOID_TEXT = """
est sont etait etaient ete etre a ont avait avaient avoir peut peuvent doit doivent faut is are
was were be been has have had do does did can could may might must shall should will would fait
font il elle ils elles on cela this that there
"""
_VOID = frozenset(_VOID_TEXT.split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word: folded, its stem, whether it is denied, where it stands and in which clause.

    `denial_near` says that something is denied in that clause.
    """

    key: str
    stem: str
    denied: bool
    start: int
    end: int
    clause: int
    is_content: bool
    denial_near: bool


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a sentence that carry sense; `avant`, `plus` and the like are marked."""
    words = read(text)
    clauses = tuple(_clauses(text, words))
    denials = [_denies(words, text, at) for at in range(len(words))]
    denying = {clause for clause, denial in zip(clauses, denials, strict=True) if denial}
    denying |= {c for c, key in zip(clauses, words.keys, strict=True) if _IMPLIED.match(key)}
    found, left, last = [], 0, 0
    for at, key in enumerate(words.keys):
        left, last = (0 if clauses[at] != last else left), clauses[at]
        if denials[at]:
            left = _REACH
        elif key in _AND:
            left = 0
        elif key not in _VOID and ((content := has_content(key)) or len(key) > 3):
            span = words.starts[at], words.ends[at]
            near = clauses[at] in denying
            found.append(Token(key, stem(key), left > 0, *span, clauses[at], content, near))
            left -= content and left > 0
    return tuple(found)


def _clauses(text: str, words: Words) -> Iterator[int]:
    clause = 0
    for at, key in enumerate(words.keys):
        gap = text[words.ends[at - 1] : words.starts[at]] if at else ""
        clause += key in _STOP or _BREAK.search(gap) is not None
        yield clause


def _denies(words: Words, text: str, at: int) -> bool:
    keys = words.keys
    key, after = keys[at], keys[at + 1 : at + 1 + _NEAR]
    if key in ("ne", "n"):
        return any(word in _WITH_NE for word in after) and _YET.isdisjoint(after)
    if key == "t":
        return at > 0 and keys[at - 1] in _CONTRACTED
    if key not in _ALONE or text[words.ends[at] : words.ends[at] + 1] in ("-", "‐"):
        return False
    if not _YET.isdisjoint(after) or (after and after[0] in _ONLY):
        return False
    return not {"ne", "n"} & set(keys[max(0, at - _NEAR) : at])
