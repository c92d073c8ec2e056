"""A sentence that is nearly a copy: with another word in the place of one, it says something else.

« Trois mois » and « trois semaines » share all words but one with their source, so that no weight of words
tells them apart. What follows the source that closely is only borne out when it changes nothing but small words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from textwrap import shorten

from assistant.i18n import _

from . import changed_places, left_out
from .lexical import stem
from .passages import Near, Passages, Place, changes
from .spoken import Spoken, sentences, spoken
from .weaker import weaker
from .words import Words, read

_NEARLY = 0.6  # the share of words in common from which on a sentence follows a place
_CLOSELY = 0.75  # the same of one sentence of a source: an answer may join two
_SHOWN = 60  # characters of what was replaced that are repeated
_SLIGHT_TEXT = """
a the this that these of to in on at by for from and s is are was were le la les l un une des du
de d ce cet cette ces au aux en dans a par pour et est sont etait etaient son sa ses leur leurs its
his her their qui que which who
"""
_SLIGHT = frozenset(_SLIGHT_TEXT.split())
_DUTY = frozenset(("must", "shall", "need", "needs", "doit", "doivent", "devra", "devront"))
_WONT_TEXT = """
won don doesn didn isn aren wasn weren t will do does did not
"""
_WONT = frozenset(_WONT_TEXT.split())
"""« Will not » for "won't"."""
_OURS_TEXT = """
i we je j nous ai avons suis sommes have am are
"""
_OURS = frozenset(_OURS_TEXT.split())
_THEIRS_TEXT = """
he she it they il elle ils elles a ont est sont has is
"""
_THEIRS = frozenset(_THEIRS_TEXT.split())
"""« We » of a letter is « they » of whoever tells of it, with the auxiliary that goes with it."""
_LEADING_TEXT = """
pour en dans a au aux d sur sous avec sans chez depuis avant apres pendant lors selon
in on at for from since until with under during before after
"""
_LEADING = frozenset(_LEADING_TEXT.split())
"""What opens a phrase that may stand before its sentence or behind."""
_BOTH, _EITHER = frozenset(("et", "and")), frozenset(("ou", "or"))
_STANDING_IN_TEXT = """
it he she they this that these if each either both il elle ils elles on cela ceci si chacun celui celle
"""
_STANDING_IN = _SLIGHT | frozenset(_STANDING_IN_TEXT.split())


def departure(sentence: str, passages: Passages, place: Place | None = None) -> str:
    """Say how a sentence departs from the source that it follows word for word, or nothing.

    `place` tells where the source has its stems: « He smokes » of an « ex-smoker » shares no word.
    Where there is no time left to compare it says so: what was not compared is not borne out.
    """
    words = read(sentence)
    if not passages.can_compare(words):
        return _("There are too many words to compare here; read the passage.")
    near = passages.nearest(words)
    if near is not None and (said := _departs(near, sentence, words, passages)):
        return said
    return _limited(words, sentence, passages, place) if place else ""


def _departs(near: Near, sentence: str, words: Words, passages: Passages) -> str:
    said_at = map(spoken, sentences(passages.texts[near.place.source], near.place.span))
    around = sorted(said_at, key=lambda one: -_shared(one.words, words))
    said = next(filter(None, (_differs(one.words, words) for one in around)), "")
    said = said or next(filter(None, (_borrows(one, words) for one in around)), "")
    if not said and around:
        said = left_out.denial(around[0].words, words) or weaker(around[0], spoken(sentence))
    left = _left(around[0].words, words) if around else []
    return said or (_brought(near.changes, left) if near.ratio >= _NEARLY else "")


def _limited(words: Words, sentence: str, passages: Passages, place: Place) -> str:
    said_at = map(spoken, sentences(passages.texts[place.source], place.span))
    stems = set(map(stem, words.keys))
    said = max(
        said_at, key=lambda one: len(stems.intersection(map(stem, one.words.keys))), default=None
    )
    return weaker(said, spoken(sentence)) if said else ""


def _borrows(whole: Spoken, answer: Words) -> str:
    """Tell of a clause with a word of another: « The code stays the supplier's; the client has a licence »."""
    for part in map(read, whole.text.split(";") if ";" in whole.text else ()):
        alike = 2 * _shared(part, answer) / (len(part) + len(answer))
        others = set(whole.words.keys) - set(part.keys) - _SLIGHT
        changed = (
            one for one in changes(part.forms, answer.forms) if others & {*read(one[1]).keys}
        )
        if said := _brought(changed) if alike >= _CLOSELY else "":
            return said
    return ""


def _shared(source: Words, answer: Words) -> int:
    return (Counter(source.keys) & Counter(answer.keys)).total()


def _differs(source: Words, answer: Words) -> str:
    alike = 2 * _shared(source, answer) / (len(source) + len(answer))
    if alike >= _NEARLY and (said := changed_places.changed(source, answer)):
        return said
    told = (one for one in changes(source.forms, answer.forms) if _tells(one[0]))
    return _brought(told, _left(source, answer)) if alike >= _CLOSELY else ""


def _left(source: Words, answer: Words) -> list[tuple[str, ...]]:
    """Return the phrases of a source that an answer has not in their place."""
    return [read(had).keys for had, new in changes(source.forms, answer.forms) if not new]


def _tells(replaced: str) -> bool:
    """Whether what was replaced is more than « it » or an article, whose place anything may take."""
    return not set(read(replaced).keys) <= _STANDING_IN


def _brought(changed: Iterable[tuple[str, str]], left: Sequence[tuple[str, ...]] = ()) -> str:
    for source, answer in changed:
        had, new = read(source).keys, {*read(answer).keys}
        if any(_moved(answer, phrase) for phrase in left):
            continue
        if source and set(map(stem, new - _slight({*had}, new))) - set(map(stem, had)):
            said = _("It follows the source closely, but has “{answer}” where that has “{source}”.")
            return said.format(answer=_short(answer), source=_short(source))
    return ""


def _moved(answer: str, phrase: tuple[str, ...]) -> bool:
    """Whether what opens a change is a phrase that the source has elsewhere: « Pour un logement vide, … »."""
    return phrase[:1] != () and phrase[0] in _LEADING and read(answer).keys[: len(phrase)] == phrase


def _slight(had: set[str], new: set[str]) -> frozenset[str]:
    """Return the words that bring nothing new in the place of others."""
    slight = _SLIGHT - _BOTH if had & _EITHER else _SLIGHT
    if had <= _OURS or set(map(stem, had)) <= set(map(stem, new)):
        slight |= _THEIRS
    if had & _DUTY:
        slight |= _DUTY
    return (
        slight | _WONT if ("t" in had and "not" in new) or ("not" in had and "t" in new) else slight
    )


def _short(words: str) -> str:
    return shorten(words, _SHOWN, placeholder=" …")
