from pathlib import Path

import pytest

from assistant.types import Document, Private
from guards.sources.checker import SourceChecker
from guards.sources.sensitive import subject
from guards.sources.strict import profile

HERE = Path(__file__).parent


def _questions(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(" | ", 1)) for line in lines if " | " in line and line[0] != "#"]  # type: ignore[misc]


def test_two_hundred_questions_take_the_profile_they_need() -> None:
    questions = _questions("questions.txt")
    right = [(subject(text) is None) == (kind == "none") for kind, text in questions]
    assert len(questions) == 200
    assert sum(right) >= 0.95 * len(questions)


def test_an_ordinary_question_never_seen_before_stays_ordinary() -> None:
    ordinary = [text for kind, text in _questions("questions_later.txt") if kind == "none"]
    assert [text for text in ordinary if subject(text)] == []


SOURCE = (
    "La dose est d'un comprimé toutes les six heures. Ne pas dépasser quatre comprimés par jour."
)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (SOURCE, "read it before use"),
        (f"{SOURCE} Buvez beaucoup d'eau et reposez-vous au calme.", "1 sentence has no sure"),
    ],
)
def test_a_sensitive_answer_asks_for_evidence_of_every_sentence(answer: str, said: str) -> None:
    checker = SourceChecker()
    found = checker.check(Private(answer), [Document(Private(""), Private(SOURCE))])
    caution = checker.caution(Private("Quelle dose de paracétamol donner ?"), found)
    assert said in caution
    assert checker.caution(Private("Résume ce texte en deux phrases."), found) == ""


def test_an_opening_needs_no_evidence() -> None:
    answer = f"Bien sûr ! {SOURCE}"
    found = SourceChecker().check(Private(answer), [Document(Private(""), Private(SOURCE))])
    assert profile("Quelle posologie ?").open(found) == 0


@pytest.mark.parametrize(
    "answer",
    [
        "[2]", "«\N{NO-BREAK SPACE}[2]\N{NO-BREAK SPACE}»", "[1], [2] et [3].", "Voir [2].", "Sources: [1][2]",
        "Bien sûr !", "Le document ne précise pas la dose.",
    ],
)  # fmt: skip
@pytest.mark.parametrize("question", ["Quelle dose de paracétamol donner ?", "Que dit ce texte ?"])
def test_an_answer_that_states_nothing_says_that_nothing_was_checked(
    answer: str, question: str
) -> None:
    checker = SourceChecker()
    found = checker.check(Private(answer), [Document(Private(""), Private(SOURCE))])
    assert "Nothing to check" in checker.caution(Private(question), found)


@pytest.mark.parametrize("answer", ["Oui [2].", "Quatre [2].", "4", "5 900 € [1]", "(2)"])
def test_a_short_answer_still_states_something(answer: str) -> None:
    checker = SourceChecker()
    found = checker.check(Private(answer), [Document(Private(""), Private(SOURCE))])
    assert checker.caution(Private("Que dit ce texte ?"), found) == ""
