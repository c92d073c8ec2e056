"""The place that is cited: the sentences that have the words, not the window they were found in."""

from __future__ import annotations

import pytest

from assistant.types import ClaimKind, Document, Private, Span
from guards.sources.checker import SourceChecker
from guards.sources.closest import closest

_NOTES = """Recettes de l'atelier : janvier 3 200 €, février 2 800 €.
Sur 40 commandes, 10 viennent de la société Ferrandine.
L'assurance coûte 36 € par mois.
Le comptable attend 5 000 € de cotisations en mars."""
_MINUTES = """The committee met on Monday.
The roof of the hall leaks above the stage.
A builder will look at it in June.
Tea was served."""


@pytest.mark.parametrize(
    ("answer", "source", "line"),
    [
        ("Les cotisations sont de 5 000 €.", _NOTES, 4),
        ("Dix des 40 commandes sont de Ferrandine.", _NOTES, 2),
        ("The roof leaks above the stage.", _MINUTES, 2),
        ("A builder looks at it in June.", _MINUTES, 3),
    ],
)
def test_the_evidence_begins_with_the_sentence_that_has_the_words(
    answer: str, source: str, line: int
) -> None:
    verdicts = SourceChecker().check(Private(answer), [Document(Private("notes"), Private(source))])
    (evidence,) = next(v for v in verdicts if v.claim.kind is ClaimKind.STATEMENT).evidence
    assert source.count("\n", 0, evidence.span.start) + 1 == line


def test_two_sentences_that_share_the_words_are_both_taken() -> None:
    span = closest("The roof leaks and a builder comes in June.", _MINUTES, _whole(_MINUTES))
    assert _MINUTES[span.start : span.end].splitlines() == _MINUTES.splitlines()[1:3]


def test_a_place_without_any_of_the_words_stays() -> None:
    assert closest("Nothing alike.", _MINUTES, _whole(_MINUTES)) == _whole(_MINUTES)


def _whole(text: str) -> Span:
    return Span(0, len(text))
