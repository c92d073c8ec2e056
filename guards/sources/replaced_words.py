"""A sentence that is nearly a copy: with another word in the place of one, it says something else.

« Trois mois » and « trois semaines » share all words but one with their source, so that no weight of words
tells them apart. What follows the source that closely is only borne out when it changes nothing but small words.
"""

from __future__ import annotations

from collections.abc import Iterator

from .lexical import stem
from .passages import Near, Passages
from .words import read

_NEARLY = 0.6  # the share of words in common from which on a sentence follows a place
_SLIGHT_TEXT = """
a the this that these of to in on at by for from and s is are was were le la les l un une des du
de d ce cet cette ces au aux en dans a par pour et est sont etait etaient son sa ses leur leurs its
his her their qui que which who
"""
_SLIGHT = frozenset(_SLIGHT_TEXT.split())


def replaces(sentence: str, passages: Passages) -> bool:
    """Whether a sentence puts other words in the place of some of the source that it follows.

    True also when there is no time left to compare: what was not compared is not borne out.
    """
    words = read(sentence)
    if not passages.can_compare(words):
        return True
    near = passages.nearest(words)
    return near is not None and near.ratio >= _NEARLY and any(_brings(near))


def _brings(near: Near) -> Iterator[bool]:
    for source, answer in near.changes:
        had = set(map(stem, read(source).keys))
        new = {stem(key) for key in read(answer).keys if key not in _SLIGHT} - had
        yield bool(source) and bool(new)
