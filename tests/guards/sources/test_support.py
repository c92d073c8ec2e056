"""What a sentence's risk is weighed from: runs of words, the question's words, ways of reporting."""

import time

import pytest

from assistant.types import ClaimKind, Document, Private, Status, Verdict
from guards.sources.checker import SourceChecker
from guards.sources.report import score
from guards.sources.runs import Runs

LEASE = (
    "Le bail commence le 1er mars 2025 pour trois ans. Le locataire entretient le jardin et rend "
    "les clés à l’agence de Vannes. Le loyer est dû le 5 du mois."
)


def _statement(answer: str, source: str, question: str = "") -> Verdict:
    found = SourceChecker().check(
        Private(answer), [Document(Private(""), Private(source))], Private(question)
    )
    return next(v for v in found if v.claim.kind is ClaimKind.STATEMENT)


def _risk(answer: str, source: str, question: str = "") -> float:
    return score([_statement(answer, source, question)])


@pytest.mark.parametrize(
    ("sentence", "density"),
    [
        ("a b c d", 4.0),
        ("x y z", 0.0),
        ("a b x c d", 8 / 5),
        ("c d e a b", 13 / 5),
        ("b", 1.0),
        ("", 0.0),
    ],
)
def test_density_is_the_mean_square_of_the_longest_shared_runs(
    sentence: str, density: float
) -> None:
    assert Runs(list("abcde")).density(sentence.split()) == pytest.approx(density)


def test_runs_of_repeated_words_are_followed_in_bounded_time() -> None:
    began = time.process_time()
    Runs(["mot"] * 20_000).density(["mot"] * 20_000)
    assert time.process_time() - began < 5


def test_a_sentence_taken_over_is_less_of_a_risk_than_its_words_in_another_order() -> None:
    taken = "Le locataire entretient le jardin et rend les clés."
    mixed = "Les clés du jardin, le locataire les entretient et rend."
    assert _risk(taken, LEASE) < _risk(mixed, LEASE)


def test_words_of_the_question_count_neither_against_an_answer_nor_for_it() -> None:
    answer = "Le préavis de résiliation du locataire est de trois ans."
    question = "Quel est le préavis de résiliation ?"
    assert _risk(answer, LEASE, question) < _risk(answer, LEASE)
    assert _statement(answer, LEASE, question).status is not Status.SUPPORTED


def test_a_leading_question_does_not_silence_the_check() -> None:
    told = "Le directeur a été licencié pour faute grave."
    question = "Pourquoi le directeur a-t-il été licencié pour faute grave ?"
    assert _statement(told, LEASE, question) == _statement(told, LEASE)


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("Le contrat dure douze mois et se renouvelle.", "Le contrat dure dix mois et se renouvelle."),
        ("Prendre un comprimé pendant trois mois.", "Prendre un comprimé pendant trois semaines."),
        ("Le patient prend un comprimé le matin.", "Le patient prend deux comprimés le matin."),
        ("Take it with food every six hours.", "Take it with food every six days."),
        ("The tenant must pay the deposit in May.", "The tenant may pay the deposit in May."),
        ("The lease lasts twelve months from May.", "The lease lasts ten months from May."),
        ("La prochaine réunion a lieu le 12 mars.", "La dernière réunion a lieu le 12 mars."),
        ("Le loyer est de 1 350 euros par mois.", "Le loyer est de 1 350 euros par an."),
        ("Le loyer mensuel est de 700 €.", "Le loyer mensuel n’est pas précisé."),
        ("The clinic refuses the tablets.", "The clinic provides the tablets."),
        ("Le bail vise la cave et le garage du bas.", "Le bail vise la cave ou le garage du bas."),
    ],
)  # fmt: skip
def test_a_near_copy_with_another_word_is_never_borne_out(source: str, answer: str) -> None:
    assert (
        _statement(answer, f"{source} Rien d’autre n’a été dit ici.").status is not Status.SUPPORTED
    )


def test_a_near_copy_that_changes_small_words_only_is_borne_out() -> None:
    source = "Le locataire entretient le jardin de la maison et rend toutes les clés à l’agence."
    answer = "Le locataire entretient un jardin de la maison et rend toutes les clés à l’agence."
    assert _statement(answer, source).status is Status.SUPPORTED


@pytest.mark.parametrize(
    ("reported", "told"),
    [
        (
            "Le document indique que le locataire entretient le jardin.",
            "Le voisin raconte que le locataire entretient le jardin.",
        ),
        (
            "The passage mentions that the tenant keeps the garden.",
            "The neighbour grumbles that the tenant keeps the garden.",
        ),
    ],
)
def test_speaking_of_the_source_adds_no_word_to_look_for(reported: str, told: str) -> None:
    source = "The tenant keeps the garden in good order." if "garden" in told else LEASE
    assert _risk(reported, source) < _risk(told, source) / 1.5


@pytest.mark.parametrize(
    "opening",
    [
        "Here's a short summary of the passage, with its main points:",
        "Here’s what the text says:",
        "I apologize for the confusion.",
        "I’m sorry for the confusion.",
        "Je suis désolé pour cette erreur.",
    ],
)
def test_openings_and_apologies_are_no_statements(opening: str) -> None:
    verdict = _statement(opening, LEASE)
    assert (verdict.status, verdict.check) == (Status.UNCHECKED, "aside/1")


@pytest.mark.parametrize(
    "claim",
    [
        "Désolé, l’agence est à Brest et le bailleur est Jean Dupont.",
        "I'm sorry, the dose is 500 mg.",
        "I apologize, Marie left the firm.",
        "My apologies: Wexler Ltd supplies the tablets.",
    ],
)
def test_an_apology_that_goes_on_with_a_claim_is_a_statement(claim: str) -> None:
    assert _statement(claim, LEASE).check != "aside/1"


def test_a_sentence_of_which_nothing_is_in_the_sources_ranks_below_an_altered_figure() -> None:
    nothing = _risk("Pandas sleep peacefully beneath bamboo.", LEASE)
    altered = _risk("Le bail commence le 1er mars 2024 pour trois ans.", LEASE)
    assert 0.5 < nothing < altered
