"""Sentences that a source says otherwise: denied, with the opposite word, or with another figure.

Two sentences are compared only around a word they share or exclude, and only where most of the words
beside it agree; a sentence of the sources that agrees takes the finding back. Few are found and
most of those are right: what is not found here is not thereby supported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.i18n import _
from assistant.types import Span, Status

from .lexical import Lexicon
from .opposites import exclude
from .outcome import Outcome
from .passages import Passages
from .polarity import Token, tokens
from .sentences import split
from .words import read

CHECK = "contradiction/1"
_COMPARED = 4  # sentences of the sources that one sentence is compared with
_BESIDE = 4  # content words looked at on each side
_AROUND = 7  # in the source, where they may be farther apart
_ALIKE = 0.65
_ALIKE_BOTH = 0.95
_AGREES = 0.6  # of how alike the conflict is; a source of two minds gives no finding
_SHARED = 2
_LONGEST = 80  # content words; a longer sentence is a list or a table
_BUDGET = 400  # pairs of sentences compared in one check


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one source."""

    source: int
    span: Span
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two words that cannot both hold, how alike their surroundings are, and where."""

    ours: Token
    theirs: Token
    alike: float
    place: Sentence


class Contradictions:
    """Compares sentences of an answer with the nearest ones of the sources."""

    def __init__(self, passages: Passages, lexicon: Lexicon) -> None:
        self.passages, self.lexicon = passages, lexicon
        self.left = _BUDGET
        self._sentences: dict[int, tuple[Span, ...]] = {}
        self._read: dict[tuple[int, int], Sentence] = {}

    def find(self, sentence: str) -> Outcome | None:
        """Return how the sources say otherwise, or None."""
        ours = tokens(sentence)
        if not ours or len(ours) > _LONGEST:
            return None
        places = self._near(sentence)
        conflicts = [found for place in places for found in self._conflicts(ours, place)]
        conflict = max(conflicts, key=lambda found: found.alike, default=None)
        if conflict is None or self._is_said(conflict, ours, places):
            return None
        return self._outcome(conflict, sentence)

    def _outcome(self, conflict: Conflict, sentence: str) -> Outcome:
        source = self.passages.texts[conflict.place.source]
        base = conflict.place.span.start
        theirs = source[base + conflict.theirs.start : base + conflict.theirs.end]
        ours = sentence[conflict.ours.start : conflict.ours.end]
        if conflict.ours.stem == conflict.theirs.stem:
            reason = (
                _("The source denies “{word}” here, and the answer does not.")
                if conflict.theirs.denied
                else _("The answer denies “{word}”, and the source does not.")
            ).format(word=ours)
        else:
            reason = _("The source says “{source}” where the answer says “{answer}”.").format(
                source=theirs, answer=ours
            )
        place = conflict.place
        evidence = self.passages.evidence(
            place.source, place.span, "near", round(conflict.alike, 3)
        )
        return Outcome(Status.CONTRADICTED, reason, (evidence,))

    def _near(self, sentence: str) -> list[Sentence]:
        """Return the sentences of the sources that share most with one of the answer."""
        found: dict[tuple[int, int], Sentence] = {}
        for place in self.lexicon.places(sentence, _COMPARED):
            for span in self._spans(place.source):
                if span.overlaps(place.span):
                    found[place.source, span.start] = self._sentence(place.source, span)
        wanted = {token.stem for token in tokens(sentence)}
        ranked = sorted(
            found.values(),
            key=lambda other: -self.lexicon.weight(wanted & {t.stem for t in other.tokens}),
        )
        self.left -= _COMPARED
        return ranked[:_COMPARED] if self.left > 0 else []

    def _spans(self, source: int) -> tuple[Span, ...]:
        if source not in self._sentences:
            self._sentences[source] = split(self.passages.texts[source])
        return self._sentences[source]

    def _sentence(self, source: int, span: Span) -> Sentence:
        key = (source, span.start)
        if key not in self._read:
            text = self.passages.texts[source][span.start : span.end]
            self._read[key] = Sentence(source, span, tokens(text))
        return self._read[key]

    def _conflicts(self, ours: Sequence[Token], place: Sentence) -> Iterator[Conflict]:
        theirs = place.tokens
        if len(theirs) > _LONGEST:
            return
        for at, one in enumerate(ours):
            for to, other in enumerate(theirs):
                if one.stem == other.stem:
                    denied = _is_denied_once(one, other) and not (
                        _is_condition(one, ours, theirs) or _is_condition(other, theirs, ours)
                    )
                    needed = _ALIKE if denied else None
                else:
                    needed = _needed(ours, at, theirs, to)
                alike = self._alike(ours, at, theirs, to) if needed else 0.0
                if needed and alike >= needed:
                    yield Conflict(one, other, alike, place)

    def _alike(self, ours: Sequence[Token], at: int, theirs: Sequence[Token], to: int) -> float:
        """Return the weighted share of the words beside ours that stand around theirs."""
        beside_ours = beside(ours, at, _BESIDE)
        shared = beside_ours & beside(theirs, to, _AROUND)
        if not beside_ours or len(shared) < min(_SHARED, len(beside_ours)):
            return 0.0
        return self.lexicon.weight(shared) / self.lexicon.weight(beside_ours)

    def _is_said(
        self, conflict: Conflict, ours: Sequence[Token], places: Sequence[Sentence]
    ) -> bool:
        """Whether a sentence of the sources says what ours does, as closely as the other."""
        at = ours.index(conflict.ours)
        return any(
            token.stem == conflict.ours.stem
            and token.denied == conflict.ours.denied
            and self._alike(ours, at, place.tokens, to) >= _AGREES * conflict.alike
            for place in places
            for to, token in enumerate(place.tokens)
        )


def beside(tokens: Sequence[Token], at: int, reach: int) -> set[str]:
    """Return the content words around one, in its clause; one alone in it looks beyond."""
    near = [*tokens[max(0, at - reach) : at], *tokens[at + 1 : at + 1 + reach]]
    within = {t.stem for t in near if t.is_content and t.clause == tokens[at].clause}
    return within or {t.stem for t in near if t.is_content}


def _is_denied_once(one: Token, other: Token) -> bool:
    """Whether one of two words is denied where nothing in the other's clause is."""
    if one.denied:
        return one.is_content and not other.denial_near
    return other.denied and one.is_content and not one.denial_near


def _is_condition(word: Token, own: Sequence[Token], others: Sequence[Token]) -> bool:
    """Whether a denied word goes with another that the others affirm too.

    « Not to sublet without consent » and « to sublet with consent » agree.
    """
    beside_it = {
        token.stem
        for token in own
        if word.denied and token.denied and token.clause == word.clause
        and token.lacking != word.lacking
    }  # fmt: skip
    return any(token.stem in beside_it and not token.denied for token in others)


def _needed(ours: Sequence[Token], at: int, theirs: Sequence[Token], to: int) -> float | None:
    """Return how alike the surroundings of two opposite words must be, or None if they are not.

    More is asked where the source's sentence holds both words, « revenue fell while profit rose ».
    """
    one, other = ours[at], theirs[to]
    if one.denied != other.denied or not exclude(one.key, other.key):
        return None
    following = ours[at + 1 : at + 2], theirs[to + 1 : to + 2]
    if not one.is_content and [t.stem for t in following[0]] != [t.stem for t in following[1]]:
        return None  # « before » and « after » exclude each other before the same word only
    if one.stem in {t.stem for t in theirs} or other.stem in {t.stem for t in ours}:
        return _ALIKE_BOTH if len(beside(ours, at, _BESIDE)) > _SHARED else None
    return _ALIKE


def denied_before(source: str, span: Span) -> bool:
    """Whether the words just before a place in a source deny what follows."""
    lead = source[max(0, span.start - 60) : span.start]
    last = max(lead.rfind(mark) for mark in ".!?;:\n")
    before = lead[last + 1 :]
    if not read(before).keys:
        return False
    probe = tokens(before + " " + source[span.start : span.end])
    inside = [token for token in probe if token.start > len(before) and token.is_content]
    outside = [token for token in probe if token.end <= len(before) and token.is_content]
    alone = [token for token in tokens(source[span.start : span.end]) if token.is_content]
    if not inside or not alone or (outside and outside[-1].denied):
        return False
    return inside[0].denied and not alone[0].denied
