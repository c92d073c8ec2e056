"""Who did something to whom, as a passive tells it: « Paul a été payé par Marie » for « Paul a payé Marie »."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from .lexical import has_content, stem
from .words import Words, fold

_BY = frozenset(("par", "by"))
_BEING_TEXT = """
est sont etait etaient fut furent ete sera seront soit etre is are was were be been being
"""
_BEING = frozenset(_BEING_TEXT.split())
_NEAR = 5  # words between « was » and « by », and between « by » and who did it


def turned(source: Words, answer: Words) -> str:
    """Return a deed that one of the two says « was … by » of someone, and the other of the same without."""
    return next(chain(_lacking_agent(source, answer), _lacking_agent(answer, source)), "")


def _lacking_agent(active: Words, passive: Words) -> Iterator[str]:
    stems, after = set(map(stem, active.keys)), _after_by(active)
    for deed, agent in _deeds(passive):
        if stem(fold(deed)) in stems and stem(agent) in stems and stem(agent) not in after:
            yield deed


def _deeds(words: Words) -> Iterator[tuple[str, str]]:
    """Yield the deed and its agent of each « was paid by Paul »."""
    for at, key in enumerate(words.keys):
        before, after = words.keys[max(0, at - _NEAR) : at], words.keys[at + 1 : at + 1 + _NEAR]
        if key in _BY and not _BEING.isdisjoint(before):
            near = range(at - 1, at - 1 - len(before), -1)
            deed = next((words.forms[n] for n in near if has_content(words.keys[n])), "")
            agent = next((k for k in after if has_content(k) and not k.isdigit()), "")
            yield deed, agent


def _after_by(words: Words) -> set[str]:
    return {
        stem(key)
        for at, by in enumerate(words.keys)
        if by in _BY
        for key in words.keys[at + 1 : at + 1 + _NEAR]
    }
