"""What a question asks of a model that models do badly, and wording of an answer to be read with care.

Seen from question and answer alone, by their words; pure functions over values. Each notice is advice,
so few false alarms count for more than finding every case, and two an answer are enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant import limit_words
from assistant.i18n import gettext as _

AT_MOST = 2
_READ = 4_000  # characters of a question; what follows is the text it is about
_ANSWER = 40_000
_SENTENCE = re.compile(r"[^.!?\n]{3,}[.!?]*")
_DENSE_ABSOLUTES, _DENSE_HEDGES = 40, 25  # words for each such word, at most
_FEW = 3  # such words in a short answer say nothing
_DEBATED = 60  # words of an answer that leaves room for the other side


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a model meets it: `cutoff` is YYYY-MM where its maker states one."""

    question: str
    has_sources: bool
    cutoff: str | None
    today: date


def notices(asked: Asked, answer: str) -> tuple[str, ...]:
    """Return what the person should know before relying on an answer, at most two."""
    found: list[str] = []
    for notice in _notices(asked, answer[:_ANSWER]):
        found.append(notice)
        if len(found) == AT_MOST:
            break
    return tuple(found)


def _notices(asked: Asked, answer: str) -> Iterator[str]:
    question = asked.question[:_READ]
    if match := _own(limit_words.STEREOTYPE, question, answer):
        said = _("“{words}” speaks of all of a group alike: is it so, and is it needed?")
        yield said.format(words=match)
    if not asked.has_sources and not limit_words.ADMITTED.search(answer):
        yield from _without_sources(asked, question)
    if limit_words.COUNTING.search(question) or limit_words.RECKONING.search(question):
        yield _("Models count and reckon badly: do this again with a counter or a calculator.")
    yield from _worded(question, answer)


def _without_sources(asked: Asked, question: str) -> Iterator[str]:
    if _is_recent(asked, question):
        if asked.cutoff:
            said = _(
                "This model learnt until {date}; your question is about later. Give it a source."
            )
            yield said.format(date=asked.cutoff)
        else:
            yield _(
                "Your question is about recent things, which a model does not know. Give it a source."
            )
    if limit_words.REFERENCES.search(question):
        yield _("Models make up references that look real: look each one up before you use it.")


def _worded(question: str, answer: str) -> Iterator[str]:
    words = len(answer.split())
    certain = _own(limit_words.CERTAIN, question, answer)
    if certain or _dense(limit_words.ABSOLUTE, answer, words // _DENSE_ABSOLUTES):
        yield _("The answer is very sure of itself; that is a tone, and no proof.")
    elif _dense(limit_words.HEDGE, answer, words // _DENSE_HEDGES):
        yield _("The answer hedges a good deal: it may not know.")
    elif (
        limit_words.DEBATE.search(question)
        and words >= _DEBATED
        and not limit_words.OTHER_SIDE.search(answer)
    ):
        yield _("The answer shows one side only: ask for what speaks against it.")


def _own(form: re.Pattern[str], question: str, answer: str) -> str:
    """Return words of the answer that are not the person's own."""
    theirs = question.lower()
    found = (match.group().strip() for match in form.finditer(answer))
    return next((words for words in found if words.lower() not in theirs), "")


def _dense(form: re.Pattern[str], answer: str, least: int) -> bool:
    return len(form.findall(answer)) >= max(_FEW, least)


def _is_recent(asked: Asked, question: str) -> bool:
    """Whether a sentence asks for facts of a time that the model cannot have read of."""
    if limit_words.TASK.search(question):
        return False
    for match in _SENTENCE.finditer(question):
        sentence = match.group()
        asks = limit_words.ASKS.search(sentence) and not limit_words.PERSONAL.search(sentence)
        if asks and _is_late(asked, sentence):
            return True
    return False


def _is_late(asked: Asked, sentence: str) -> bool:
    dated = limit_words.DATED.finditer(sentence)
    return limit_words.NOW.search(sentence) is not None or any(_after(asked, m) for m in dated)


def _after(asked: Asked, match: re.Match[str]) -> bool:
    year = int(match["year"])
    if not asked.cutoff:
        return year >= asked.today.year
    month = limit_words.MONTHS.get((match["month"] or "").lower().rstrip("."), 1)
    return (year, month) > (int(asked.cutoff[:4]), int(asked.cutoff[5:7]))
