import hashlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.types import ClaimKind, Document, Private, Status
from guards.sources.checker import SourceChecker

from .asking import statements, verdicts

SOURCE = (
    "La société Durand a versé 12 000 € le 3 mai 2024 à Mme Élodie Lefèvre. Le taux est de 12,5 %. "
    "« Rien ne sera perdu », a dit Jean Martin à 14 h 30. Réf. AB-2024-017."
)
PIECES = """le la the report Durand Lefèvre a versé 12 000 € 12,5 % 3 mai 2024 Not . , « » 1.234
1,234 A-12 -5 “so it is” M. ? pas l'État 14h30 2:30 pm May x² 07 +33 (3) [2] | # 5k"""
WORDS = st.sampled_from([*PIECES.split(), "pas\u00a0de"])


def test_each_sentence_ends_with_a_verdict_on_itself_in_order() -> None:
    found = verdicts("Il a versé 12 000 €. Rien d'autre ici. Le 4 mai 2024.", SOURCE)
    assert [v.claim.sentence for v in found] == [0, 0, 1, 2, 2]
    assert [v.claim.kind is ClaimKind.STATEMENT for v in found] == [False, True, True, False, True]
    assert [v.check for v in found[:2]] == ["figures/1", "statement/3"]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("Il a versé 12 000 € puis 12 000 $.", Status.ALTERED),
        ("Le taux est de 12,5 % puis 77,7 %.", Status.NOT_FOUND),
        ("Il a donc versé 12 000 € en tout.", Status.SUPPORTED),
        ("Il a donc bien versé la somme.", Status.UNCHECKED),
        ("Le taux est de 12,5 %.", Status.SUPPORTED),
    ],
)
def test_a_sentence_is_as_bad_as_its_worst_claim(answer: str, status: Status) -> None:
    assert statements(answer, SOURCE) == [status]


def test_evidence_points_at_the_text_of_the_source_by_its_digest() -> None:
    found = verdicts("Elle a reçu €12,000 en tout.", "Rien.", SOURCE)
    evidence = found[0].evidence[0]
    assert (evidence.source, evidence.method) == (1, "normalised")
    assert evidence.sha256 == hashlib.sha256(SOURCE.encode()).hexdigest()
    assert SOURCE[evidence.span.start : evidence.span.end] == "12 000 €"


def test_without_sources_everything_is_unchecked_and_says_why() -> None:
    found = verdicts("Il a versé 12 000 €. « Rien ne sera perdu pour nous ».")
    assert {v.status for v in found} == {Status.UNCHECKED}
    assert len(found) == 2
    assert "no sources" in found[0].reason


def test_an_empty_answer_has_no_verdicts_and_an_empty_source_supports_nothing() -> None:
    assert verdicts("", SOURCE) == ()
    assert verdicts(" \n\t ", SOURCE) == ()
    assert statements("Il a versé 12 000 €.", "", " \n") == [Status.NOT_FOUND]


def test_code_is_left_unchecked_and_tables_are_checked_by_row() -> None:
    answer = (
        "```\nx = 99 + 'Victor Hugo'\n```\n| Durand | 12 000 € |\n|---|---|\n| Durand | 13 000 € |"
    )
    assert statements(answer, SOURCE) == [
        Status.UNCHECKED,
        Status.SUPPORTED,
        Status.UNCHECKED,
        Status.NOT_FOUND,
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "😀 12 000 € 👩‍👩‍👧 versés 🇫🇷.",
        "\u202bשלום 12 000 € עולם\u202c.",
        "a\x00b \x07 12 000 € \x1b[31m\ud800.",
        "À la fin\u2028 12 000 € e\u0301té.",
        "((((«« ““ 12 000 € »» ”” [[[[",
        "٣٤٥٦ and ４５ and x² and ½ 12 000 €",
    ],
)
def test_unusual_characters_neither_fail_nor_hide_a_figure(answer: str) -> None:
    found = verdicts(answer, SOURCE)
    assert "12 000 €" in {v.claim.text.reveal() for v in found}
    assert all(
        answer[v.claim.span.start : v.claim.span.end] == v.claim.text.reveal() for v in found
    )


@pytest.mark.parametrize(
    "answer",
    [
        "Il a versé 12 345 € à Paul Hugo, réf. ZZ-99-1, « ce sera vite perdu ici ». " * 1300,
        "a" * 100_000,
        "1" * 100_000,
        "1." * 50_000,
        "1 000 " * 16_000,
        "- " * 50_000 + "a. b. c. " * 100,
        "“" * 50_000 + "x" * 50_000,
        "A-" * 50_000,
        "M. " * 33_000,
        "Aa " * 33_000,
        "\n" * 100_000,
        "0 " * 50_000,
        "www." + "a." * 50_000,
    ],
)
def test_a_very_long_answer_is_checked_in_bounded_time(answer: str) -> None:
    started = time.process_time()
    verdicts(answer, SOURCE * 5, "Autre chose. " * 100)
    assert time.process_time() - started < 8


def test_five_hundred_sources_are_read_once_each_in_bounded_time() -> None:
    sources = [f"{SOURCE} Dossier {number} du client {number * 7}. " * 3 for number in range(500)]
    started = time.process_time()
    found = verdicts("Le dossier 499 concerne le client 3493. Il a versé 12k€ à Lefèvre.", *sources)
    assert time.process_time() - started < 5
    assert found[0].evidence[0].source == 166 or found[0].status is Status.SUPPORTED


def test_an_ordinary_answer_costs_little() -> None:
    source = [
        f"Le point {n} coûte {n * 37} euros à M. Durand, soit {n} % de plus. " for n in range(150)
    ]
    answer = "Le point 12 coûte 444 euros à M. Durand, soit 12 % de plus que prévu. " * 14
    documents = [Document(Private(""), Private("".join(source)))]
    best = 1.0
    for _attempt in range(5):
        started = time.process_time()
        SourceChecker().check(Private(answer), documents)
        best = min(best, time.process_time() - started)
    assert best < 0.15  # the bar; some 60 ms on an idle machine


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_a_text_checked_against_itself_is_never_faulted(text: str) -> None:
    faults = [v for v in verdicts(text, text) if v.status in (Status.ALTERED, Status.NOT_FOUND)]
    assert faults == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.lists(st.text(max_size=200), max_size=3))
def test_no_text_makes_the_check_fail(answer: str, sources: list[str]) -> None:
    for verdict in verdicts(answer, *sources):
        assert verdict.reason
        for evidence in verdict.evidence:
            assert 0 <= evidence.span.start < evidence.span.end <= len(sources[evidence.source])


def test_a_verdict_does_not_show_the_answer_when_printed() -> None:
    assert "Lefèvre" not in repr(verdicts("Voici Élodie Lefèvre.", SOURCE)[0].claim)


@pytest.mark.parametrize(
    ("question", "answer", "status"),
    [
        ("Quel est le taux ?", "12 000 €", Status.UNCHECKED),
        ("Qui a parlé ?", "Élodie Lefèvre", Status.UNCHECKED),
        ("Quel est le taux ?", "Le taux est de 12,5 %.", Status.SUPPORTED),
        ("", "Le taux est de 12,5 %.", Status.SUPPORTED),
    ],
)
def test_a_bare_answer_is_never_borne_out(question: str, answer: str, status: Status) -> None:
    source = Document(Private(""), Private(SOURCE))
    found = SourceChecker().check(Private(answer), [source], Private(question))
    assert found[-1].status is status


@pytest.mark.parametrize(
    "answer", ["Mme Durand a 54 ans.", "Paul a payé chez lui.", "Le bail a 9 pages."]
)
def test_a_short_french_sentence_is_not_taken_for_english(answer: str) -> None:
    source = "Mme Durand, 45 ans, a signé. Paul a payé. Le bail compte 8 pages."
    assert "other language" not in verdicts(answer, source)[-1].reason
