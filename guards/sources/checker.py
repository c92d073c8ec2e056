"""Checks an answer against the sources it was made from: quotes, figures, references, names.

Everything here runs on the machine without a model, in time linear in answer and sources. What
cannot be checked is `unchecked`, with the reason. `Verdict.reason` is personal text: it may
repeat figures and names of the answer, so it is shown to the person and never logged.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from assistant.language import detect
from assistant.types import Claim, ClaimKind, Document, Language, Private, Span, Status, Verdict

from . import (
    agreement,
    arithmetic,
    figures,
    identifiers,
    ledger,
    placement,
    quotes,
    roster,
    statements,
)
from .asides import is_aside, is_refusal
from .contradiction import Contradictions
from .lexical import Lexicon
from .masking import masked
from .outcome import Outcome
from .passages import Passages
from .sentences import is_code, split

_LEAD = 30  # characters before a figure, where « about » or « a fall of » would stand
_SAMPLE = 4_000  # characters that tell the language of an answer


class SourceChecker:
    """The `Checker` that needs nothing but the sources."""

    def check(self, answer: Private[str], sources: Sequence[Document]) -> tuple[Verdict, ...]:
        """Return, for each sentence, the verdicts on its claims and then one on itself."""
        return tuple(_Check(answer.reveal(), Passages(sources)).verdicts())


@dataclass(frozen=True, slots=True)
class _Question:
    """Something to look up, and how."""

    span: Span
    kind: ClaimKind
    check: str
    look_up: Callable[[], Outcome]


class _Check:
    """One answer against one set of sources."""

    def __init__(self, text: str, passages: Passages) -> None:
        self.text = text
        self.passages = passages
        self.sentences = split(text)
        spoken = passages.language()
        self.language = detect(text[:_SAMPLE], spoken or Language.FR)
        self.translated = spoken not in (None, self.language)
        self.ledger = ledger.Ledger(passages)
        self.registry = identifiers.Registry(passages)
        self.roster = roster.Roster(passages, text)
        self.lexicon = Lexicon(passages)
        self.contradictions = Contradictions(passages, self.lexicon)
        self.references = tuple(identifiers.identifiers(text))
        self.figures = figures.read(text, self.language, self.references)

    def verdicts(self) -> Iterator[Verdict]:
        """Yield the verdicts in the order of the answer."""
        asked: list[list[_Question]] = [[] for _sentence in self.sentences]
        starts = [sentence.start for sentence in self.sentences]
        for question in self._questions():
            asked[bisect_right(starts, question.span.start) - 1].append(question)
        for number, questions in enumerate(asked):
            questions.sort(key=lambda question: question.span.start)
            yield from self._sentence(number, questions)

    def _sentence(self, number: int, questions: Sequence[_Question]) -> Iterator[Verdict]:
        span = self.sentences[number]
        if not self.passages.texts or is_code(self.text, span):
            outcome = statements.skipped(has_sources=bool(self.passages.texts))
            yield self._verdict(number, span, ClaimKind.STATEMENT, statements.CHECK, outcome)
            return
        sentence = self._written(span)
        copied = statements.copied(sentence, self.passages)
        found = []
        for question in questions:
            outcome = copied or question.look_up()
            found.append((question.kind, outcome))
            yield self._verdict(number, question.span, question.kind, question.check, outcome)
        if copied is None:
            copied = statements.summary(self.reading(sentence, found), self.passages)
        yield self._verdict(number, span, ClaimKind.STATEMENT, statements.CHECK, copied)

    def reading(
        self, sentence: str, found: Sequence[tuple[ClaimKind, Outcome]]
    ) -> statements.Reading:
        """Return what is known of one sentence, its claims being looked up."""
        return statements.Reading(
            tuple(found),
            self.lexicon.support(sentence),
            None if self.translated else self.contradictions.find(sentence),
            self.translated,
            is_aside(sentence),
            is_refusal(sentence),
        )

    def _verdict(
        self, number: int, span: Span, kind: ClaimKind, check: str, outcome: Outcome
    ) -> Verdict:
        claim = Claim(span, kind, number, Private(self._written(span)))
        return Verdict(claim, outcome.status, outcome.reason, check, outcome.evidence)

    def _questions(self) -> Iterator[_Question]:
        for span in quotes.quotations(self.text):
            look_up = partial(quotes.check, self._written(span), self.passages)
            yield _Question(span, ClaimKind.QUOTE, quotes.CHECK, look_up)
        for span in self.references:
            look_up = partial(self.registry.check, self._written(span))
            yield _Question(span, ClaimKind.IDENTIFIER, identifiers.CHECK, look_up)
        for figure in self.figures:
            if figure.is_claim:
                look_up = partial(self._figure, figure)
                yield _Question(figure.span, figure.kind, agreement.CHECK, look_up)
        readable = masked(self.text, (*self.references, *(figure.span for figure in self.figures)))
        for sentence in self.sentences:
            for name in self.roster.names(readable, sentence):
                look_up = partial(
                    self.roster.check, name, self._written(name.span), self.translated
                )
                yield _Question(name.span, ClaimKind.NAME, roster.CHECK, look_up)

    def _figure(self, figure: figures.Figure) -> Outcome:
        """Look a figure up; what is not in the sources may still follow from them."""
        lead = self.text[max(0, figure.span.start - _LEAD) : figure.span.start]
        outcome = agreement.check(figure, self._written(figure.span), lead, self.ledger)
        if outcome.status is not Status.SUPPORTED:
            return arithmetic.derive(figure, lead, self.figures, self.ledger) or outcome
        at = figure.span.start
        sentence = self.sentences[bisect_right(self.sentences, at, key=_start) - 1]
        setting = placement.Setting(figure, self._written(sentence), at - sentence.start)
        return placement.check(setting, self.ledger, self.lexicon) or outcome

    def _written(self, span: Span) -> str:
        return self.text[span.start : span.end]


def _start(span: Span) -> int:
    return span.start
