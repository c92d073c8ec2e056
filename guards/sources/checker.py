"""Checks an answer against the sources it was made from: quotes, figures, references, names.

Everything here runs on the machine without a model, in time linear in answer and sources. What
cannot be checked is `unchecked`, with the reason. `Verdict.reason` is personal text: it may
repeat figures and names of the answer, so it is shown to the person and never logged.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from assistant.language import detect
from assistant.types import Claim, ClaimKind, Document, Language, Private, Span, Status, Verdict

from . import (
    agreement,
    alone,
    arithmetic,
    bearing,
    figures,
    forms,
    fragments,
    identifiers,
    ledger,
    phrase,
    placement,
    quotes,
    reckoned,
    roster,
    rows,
    statements,
    wanted,
    years,
)
from .asides import blanks, is_aside, is_refusal
from .contradiction import Contradictions
from .lexical import Lexicon, stem
from .masking import masked
from .names import Name
from .outcome import Outcome
from .own_sums import Finding
from .passages import Passages
from .polarity import tokens
from .sentences import is_code, split
from .strict import profile
from .units import NONE
from .words import read

_LEAD = 30  # characters before a figure, where « about » or « a fall of » would stand
_AROUND = 300  # characters of its sentence beside a figure that say what it is
_BEFORE = 120  # characters before those in which the answer may give what it was made of
_SAMPLE = 4_000  # characters that tell the language of an answer
_NONE = Private("")
_OPEN = (Status.NOT_FOUND, Status.UNCHECKED)  # a figure of which the sources give none of its unit


class SourceChecker:
    """The `Checker` that needs nothing but the sources."""

    def check(
        self, answer: Private[str], sources: Sequence[Document], question: Private[str] = _NONE
    ) -> tuple[Verdict, ...]:
        """Return, for each sentence, the verdicts on its claims and then one on itself.

        Words taken up from the `question` count neither against a sentence nor for it.
        """
        check = Check(answer.reveal(), Passages(sources), question.reveal())
        return tuple(check.verdicts())

    def caution(self, question: Private[str], verdicts: Sequence[Verdict]) -> str:
        """Return what to do before use when the question is on a sensitive subject, or nothing."""
        return profile(question.reveal()).caution(verdicts)


@dataclass(frozen=True, slots=True)
class _Question:
    """Something to look up, and how; of a small figure only that it differs is told."""

    span: Span
    kind: ClaimKind
    check: str
    look_up: Callable[[], Outcome | None]
    is_small: bool = False


class Check:
    """One answer to a question against one set of sources."""

    def __init__(self, text: str, passages: Passages, question: str = "") -> None:
        self.text = text
        self.asked = frozenset(map(stem, read(question).keys))
        self.topic = rows.content(read(question).keys)
        self.passages = passages
        self.sentences = split(text)
        spoken = passages.language()
        self.language = detect(text[:_SAMPLE], spoken or Language.FR)
        self.translated = spoken not in (None, self.language)
        self.ledger = ledger.Ledger(passages)
        self.registry = identifiers.Registry(passages)
        self.roster = roster.Roster(passages, text)
        self.lexicon = Lexicon(passages)
        self.said = cache(tokens)
        self.bearing = cache(lambda: bearing.Bearing(self.ledger, self.lexicon))
        self.named = placement.Sources(self.lexicon)
        self.contradictions = Contradictions(passages, self.lexicon)
        self.impossible = [one for one in forms.references(text) if one.fault]
        self.references = (*identifiers.identifiers(text), *self._unseen())
        self.figures = figures.read(text, self.language, self.references)

    def verdicts(self) -> Iterator[Verdict]:
        """Yield the verdicts in the order of the answer."""
        if not self.passages.texts:
            yield from self._by_itself()
            return
        for number, questions in enumerate(self._asked()):
            yield from self._sentence(number, questions)

    def _by_itself(self) -> Iterator[Verdict]:
        """Yield what can be told of the answer without sources."""
        starts = [sentence.start for sentence in self.sentences]
        found: list[list[Finding]] = [[] for _sentence in self.sentences]
        for one in alone.findings(self.text, self.language, self.figures, self.sentences):
            found[bisect_right(starts, one.span.start) - 1].append(one)
        for number, span in enumerate(self.sentences):
            code = is_code(self.text, span)
            mine = [] if code else found[number]
            for one in mine:
                yield self._verdict(number, one.span, one.kind, one.check, one.outcome)
            outcome = statements.code() if code else alone.summary([one.outcome for one in mine])
            yield self._verdict(number, span, ClaimKind.STATEMENT, alone.CHECK, outcome)

    def readings(self) -> Iterator[tuple[Span, statements.Reading | None]]:
        """Yield what is known of each sentence; None for one that is copied or not read."""
        for number, questions in enumerate(self._asked()):
            span = self.sentences[number]
            sentence = self._written(span)
            if is_code(self.text, span) or statements.copied(sentence, self.passages):
                yield span, None
            else:
                looked_up = [(question.kind, question.look_up()) for question in questions]
                found = [(kind, outcome) for kind, outcome in looked_up if outcome]
                yield span, self._reading(sentence, found)

    def _asked(self) -> list[list[_Question]]:
        """Return what is asked of each sentence, in order."""
        asked: list[list[_Question]] = [[] for _sentence in self.sentences]
        starts = [sentence.start for sentence in self.sentences]
        for question in self._questions():
            asked[bisect_right(starts, question.span.start) - 1].append(question)
        for questions in asked:
            questions.sort(key=lambda question: question.span.start)
        return asked

    def _sentence(self, number: int, questions: Sequence[_Question]) -> Iterator[Verdict]:
        span = self.sentences[number]
        if is_code(self.text, span):
            yield self._verdict(
                number, span, ClaimKind.STATEMENT, statements.CHECK, statements.code()
            )
            return
        sentence = self._written(span)
        copied = statements.copied(sentence, self.passages)
        found = []
        for question in questions:
            outcome = (None if question.is_small else copied) or question.look_up()
            if outcome is None:
                continue
            found.append((question.kind, outcome))
            yield self._verdict(number, question.span, question.kind, question.check, outcome)
        check = statements.CHECK
        if copied is None:
            reading = self._reading(sentence, found)
            check, copied = reading.check, statements.summary(sentence, reading, self.passages)
        copied = fragments.judged(copied, sentence, self.asked)
        yield self._verdict(number, span, ClaimKind.STATEMENT, check, copied)

    def _reading(
        self, sentence: str, found: Sequence[tuple[ClaimKind, Outcome]]
    ) -> statements.Reading:
        """Return what is known of one sentence, its claims being looked up."""
        return statements.Reading(
            tuple(found),
            self.lexicon.support_beyond(sentence, self.asked),
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
            look_up = partial(self._reference, span)
            yield _Question(span, ClaimKind.IDENTIFIER, identifiers.CHECK, look_up)
        for figure in self.figures:
            if figure.is_claim:
                look_up = partial(self._figure, figure)
                yield _Question(figure.span, figure.kind, agreement.CHECK, look_up)
            elif figure.unit != NONE:
                small = partial(self._small, figure)
                yield _Question(figure.span, figure.kind, agreement.CHECK, small, is_small=True)
        taken = (*self.references, *(figure.span for figure in self.figures), *blanks(self.text))
        readable = masked(self.text, taken)
        for sentence in self.sentences:
            if is_aside(self._written(sentence)):
                continue
            for name in self.roster.names(readable, sentence):
                look_up = partial(self._name, name, sentence)
                yield _Question(name.span, ClaimKind.NAME, roster.CHECK, look_up)

    def _unseen(self) -> Iterator[Span]:
        """Yield the references that cannot exist and are no identifier by their looks, an ISBN."""
        seen = list(identifiers.identifiers(self.text)) if self.impossible else []
        for one in self.impossible:
            if not any(one.span.overlaps(span) for span in seen):
                yield one.span

    def _reference(self, span: Span) -> Outcome:
        """Look a reference up; where no source has it, its own check digit may tell more."""
        written = self._written(span)
        outcome = self.registry.check(written)
        fault = next((one for one in self.impossible if one.span.overlaps(span)), None)
        if outcome.status is not Status.NOT_FOUND or fault is None:
            return outcome
        told = fault.outcome(self._written(fault.span)).reason
        return Outcome(Status.NOT_FOUND, f"{outcome.reason} {told}")

    def _figure(self, figure: figures.Figure) -> Outcome:
        """Look a figure up; what is not in the sources may still follow from them."""
        lead = self.text[max(0, figure.span.start - _LEAD) : figure.span.start]
        outcome = agreement.check(figure, self._written(figure.span), lead, self.ledger)
        at = figure.span.start
        sentence = self.sentences[bisect_right(self.sentences, at, key=_start) - 1]
        setting = placement.Setting(figure, self._written(sentence), at - sentence.start, self.said)
        if outcome.status is Status.SUPPORTED:
            beside = figure, setting.sentence, setting.at, self.ledger
            otherwise = reckoned.check(*beside) or years.check(*beside)
            return placement.check(setting, self.ledger, self.lexicon) or otherwise or outcome
        if derived := arithmetic.derive(self._wanted(figure, lead, sentence)):
            return derived
        if outcome.status in _OPEN and not self.translated:
            written = self._written(figure.span)
            found = placement.replaced(setting, written, self.figures, self.ledger, self.lexicon)
            return found or outcome
        return outcome

    def _small(self, figure: figures.Figure) -> Outcome | None:
        """Look up a digit with a unit, « 2 mois »: only that it stands in the place of another one is told."""
        if agreement.check(figure, "", "", self.ledger).status is not Status.NOT_FOUND:
            return None
        outcome = self._figure(figure)
        return outcome if outcome.status is Status.ALTERED else None

    def _wanted(self, figure: figures.Figure, lead: str, sentence: Span) -> wanted.Wanted:
        """Say what is asked of a figure that no source has."""
        start = max(sentence.start, figure.span.start - _AROUND)
        said = self.text[start : min(sentence.end, figure.span.end + _AROUND)].replace("’", "'")
        low = bisect_left(self.figures, start - _BEFORE, key=_begin)
        high = bisect_left(self.figures, start + len(said), key=_begin)
        near = [near for near in self.figures[low:high] if near is not figure]
        at = figure.span.start - start
        beside = phrase.Phrase(said, at, at + len(figure.span), lead)
        return wanted.Wanted(figure, beside, near, self.topic, self.ledger, self.bearing)

    def _name(self, name: Name, sentence: Span) -> Outcome:
        """Look a name up; what is said of one person must not be said of another."""
        written = self._written(name.span)
        outcome = self.roster.check(name, written, self.translated)
        if outcome.status is not Status.SUPPORTED or len(name.words) == 1:
            return outcome
        at = name.span.start - sentence.start
        return placement.check_name(written, self._written(sentence), at, self.named) or outcome

    def _written(self, span: Span) -> str:
        return self.text[span.start : span.end]


def _start(span: Span) -> int:
    return span.start


def _begin(figure: figures.Figure) -> int:
    return figure.span.start
