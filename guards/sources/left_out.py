"""A word that denies, of the source, which an answer that has the words beside it leaves out.

« She smokes » has every word it needs in « She stopped smoking in 2011 », and « voted to sell » in « voted against
selling ». Where the denial is about another word this costs a sentence its `=` and nothing more.
"""

from __future__ import annotations

from assistant.i18n import _

from .denials import ALONE, CONTRACTED, IMPLIED, UNDONE, WITH_NE
from .lexical import has_content, stem
from .words import Words

_BESIDE = 3  # words between a denial and what it may deny
_NEAR = 6  # words within which « plus » belongs to its « ne »
_NE = frozenset(("ne", "n"))
_AGAINST = frozenset(("contre", "against"))
_OTHERS = ALONE | CONTRACTED | _AGAINST


def denial(source: Words, answer: Words) -> str:
    """Say which word of a source denies what an answer says without any denial, or nothing."""
    if any(_is_denial(answer, at) for at in range(len(answer))):
        return ""
    turned = {stem(key) for key in answer.keys if _turns(key)}
    said = {stem(key) for key in answer.keys if has_content(key)}
    if any(map(IMPLIED.match, answer.keys)):
        said = turned  # « refused » denies already: what counts is « did not refuse »
    for at in range(len(source)):
        beside = set(map(stem, source.keys[max(0, at - _BESIDE) : at + 1 + _BESIDE]))
        denies = (_is_denial(source, at) and not _compares(source, at)) or _turns(source.keys[at])
        if denies and stem(source.keys[at]) not in turned and not said.isdisjoint(beside):
            told = _("The source has “{word}” beside these words; read the passage.")
            return told.format(word=source.forms[_told_by(source, at)])
    return ""


def _is_denial(words: Words, at: int) -> bool:
    return words.keys[at] in _OTHERS or _told_by(words, at) != at


def _compares(words: Words, at: int) -> bool:
    """Whether « contre » or "against" parts two figures: « 31 % en 2023, contre 29 % en 2022 »."""
    sides = words.keys[max(0, at - _NEAR) : at], words.keys[at + 1 : at + 3]
    return words.keys[at] in _AGAINST and all(
        any(key[:1].isdigit() for key in side) for side in sides
    )


def _told_by(words: Words, at: int) -> int:
    """Return where the word stands that denies together with « ne », or the same place for any other."""
    if words.keys[at] not in _NE:
        return at
    # « Aucun salarié n'a signé » has it first.
    near = (*range(at + 1, min(len(words), at + 1 + _NEAR)), *range(max(0, at - _NEAR), at))
    return next((n for n in near if words.keys[n] in WITH_NE), at)


def _turns(key: str) -> bool:
    return (IMPLIED.match(key) or UNDONE.match(key)) is not None
