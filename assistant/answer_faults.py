"""What a small model does instead of the task, seen from its answer alone; pure functions over values.

Seen often with models of one or two billion parameters: the text copied back, the order echoed, one
sentence again and again, another language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assistant.i18n import gettext as _
from assistant.language import guess
from assistant.sources import sources
from assistant.types import Draft, Rendered, Role, Task

_REWORKED = (Task.SUMMARISE, Task.ANALYSE, Task.IDEATE)
_ONE_LANGUAGE = (Task.DRAFT, *_REWORKED)
_LEAST = 120  # characters: less says too little of its language
_SHINGLE = 6  # words in a row that two texts share by copying only
_COPIED = 0.9
_ECHO = 30  # characters from the start
_TOO_OFTEN = 3
_SENTENCE = re.compile(r"[^.!?\n]{25,}[.!?]?")
_OTHER_LANGUAGE = re.compile(
    r"\b(?:anglais|français|english|french|tradui|translat)", re.IGNORECASE
)


def faults(answer: str, draft: Draft, rendered: Rendered) -> tuple[str, ...]:
    """Return what the person should know of an answer before reading it; mostly nothing."""
    return tuple(_found(answer, draft, rendered))


def _found(answer: str, draft: Draft, rendered: Rendered) -> Iterator[str]:
    given = [m.text.reveal() for m in rendered.messages if m.role is Role.USER]
    if _is_in_another_language(answer, draft, rendered):
        yield _(
            "The answer is not in the language that was asked for: ask again, or name the language."
        )
    if draft.task in _REWORKED and _is_copied(answer, given):
        yield _("The answer copies the text almost word for word: ask again, or another model.")
    elif any(_begins_alike(answer, text) for text in (*given, *_requested(draft))):
        yield _("The answer repeats the request: ask again, or another model.")
    elif _is_copied(answer, _pasted(draft)):
        yield _(
            "The answer says hardly more than your own text: that it stands there proves nothing."
        )
    most = max(Counter(s.strip() for s in _SENTENCE.findall(answer)).values(), default=0)
    if most >= _TOO_OFTEN:
        yield _("One sentence stands {n} times in the answer.").format(n=most)


def _is_in_another_language(answer: str, draft: Draft, rendered: Rendered) -> bool:
    if draft.task not in _ONE_LANGUAGE or len(answer) < _LEAST:
        return False
    if _OTHER_LANGUAGE.search(draft.text.reveal()):
        return False
    return guess(answer) not in (None, rendered.language)


def _requested(draft: Draft) -> list[str]:
    """The person's own words beside documents: what was sent may begin with the documents."""
    return [draft.text.reveal()] if draft.documents else []


def _pasted(draft: Draft) -> list[str]:
    """The person's own texts that an answer is checked against, for want of a document."""
    given = (*draft.documents, *draft.background)
    return [] if given else [source.text.reveal() for source in sources(draft)]


def _is_copied(answer: str, given: list[str]) -> bool:
    theirs = _shingles(answer)
    if len(answer) < _LEAST or not theirs:
        return False
    ours = {shingle for text in given for shingle in _shingles(text)}
    copied = sum(shingle in ours for shingle in theirs)
    return copied >= _COPIED * len(theirs) and len(theirs) * 2 > len(ours)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}


def _begins_alike(answer: str, text: str) -> bool:
    start = " ".join(text.split())[:_ECHO]
    return len(start) == _ECHO and " ".join(answer.split()).startswith(start)
