"""A word that denies, of the source, which an answer that has the words beside it leaves out.

« She smokes » has every word it needs in « She stopped smoking in 2011 », and « voted to sell » in « voted against
selling ». Where the denial is about another word this costs a sentence its `=` and nothing more.
"""

from __future__ import annotations

from assistant.i18n import _

from .denials import ALONE, CONTRACTED, IMPLIED, WITH_NE
from .lexical import has_content, stem
from .words import Words

_BESIDE = 3  # words between a denial and what it may deny
_NEAR = 6  # words within which « plus » belongs to its « ne »
_NE = frozenset(("ne", "n"))
_OTHERS = ALONE | CONTRACTED | frozenset(("contre", "against"))


def denial(source: Words, answer: Words) -> str:
    """Say which word of a source denies what an answer says without any denial, or nothing."""
    if any(_denies(answer, at) for at in range(len(answer))):
        return ""
    said = {stem(key) for key in answer.keys if has_content(key)}
    for at in range(len(source)):
        beside = source.keys[max(0, at - _BESIDE) : at + 1 + _BESIDE]
        if _denies(source, at) and not said.isdisjoint(map(stem, beside)):
            told = _("The source has “{word}” beside these words; read the passage.")
            return told.format(word=source.forms[at])
    return ""


def _denies(words: Words, at: int) -> bool:
    key = words.keys[at]
    if key in _NE:
        return not WITH_NE.isdisjoint(words.keys[at + 1 : at + 1 + _NEAR])
    return key in _OTHERS or IMPLIED.match(key) is not None
