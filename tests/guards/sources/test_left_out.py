"""What a source denies beside the same words is not supported by them."""

import pytest

from assistant.types import Status

from .asking import claims, statements, verdicts


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("The council voted 2 to 1 against selling the old hall.",
         "The council voted to sell the old hall."),
        ("She stopped smoking in 2011.", "She smokes."),
        ("Elle ne fume plus.", "Elle fume."),
        ("Aucun salarié n'a refusé la mutation.", "Un salarié a refusé la mutation."),
        ("Personne n'a signé l'avenant au contrat.", "Une personne a signé l'avenant au contrat."),
        ("Le directeur a renoncé à signer le contrat avec Alpha.",
         "Le directeur a signé le contrat avec Alpha."),
        ("Le directeur a oublié de signer le contrat avec Alpha.",
         "Le directeur a signé le contrat avec Alpha."),
        ("Le directeur nie avoir signé le contrat avec Alpha.",
         "Le directeur a signé le contrat avec Alpha."),
        ("The director forgot to sign the contract with Alpha.",
         "The director signed the contract with Alpha."),
        ("The director declined to sign the contract with Alpha.",
         "The director signed the contract with Alpha."),
        ("Blood tests were done. No sign of kidney disease was found.", "She has kidney disease."),
    ],
)  # fmt: skip
def test_a_denial_that_the_answer_leaves_out_is_not_supported(source: str, answer: str) -> None:
    assert statements(answer, source) == [Status.UNCHECKED]


def test_a_name_that_begins_like_a_denial_is_none() -> None:
    assert statements("Marie a signé le contrat.", "Denis et Marie ont signé le contrat.") == (
        statements("Marie a signé le contrat.", "Louis et Marie ont signé le contrat.")
    )


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("Sales of the shop did not decline in 2011.", "Sales of the shop declined in 2011."),
        ("Elle n'a pas oublié de signer le contrat de vente.",
         "Elle a oublié de signer le contrat de vente."),
        ("Le directeur n'a pas renoncé à la vente de Lyon.",
         "Le directeur a renoncé à la vente de Lyon."),
    ],
)  # fmt: skip
def test_what_was_not_left_undone_gainsays_that_it_was(source: str, answer: str) -> None:
    assert statements(answer, source) == [Status.CONTRADICTED]


def test_a_refusal_that_was_none_is_not_supported() -> None:
    source = "Le conseil n'a pas refusé la vente de Lyon."
    assert Status.SUPPORTED not in statements("Le conseil a refusé la vente de Lyon.", source)


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("La perceuse a une puissance de 850 W.", "La perceuse a une puissance de 850 kW."),
        ("Each tablet holds 500 mg of the drug.", "Each tablet holds 500 mcg of the drug."),
        ("Le bail commercial dure 12 mois.", "Le bail commercial dure 12 ans."),
    ],
)  # fmt: skip
def test_the_same_number_in_a_larger_or_smaller_unit_is_altered(source: str, answer: str) -> None:
    assert Status.ALTERED in claims(answer, source).values()


def test_the_same_amount_in_another_unit_is_found() -> None:
    source, answer = "La perceuse pèse 1,9 kg.", "La perceuse pèse 1 900 g."
    assert set(claims(answer, source).values()) == {Status.SUPPORTED}


def test_a_century_is_no_name() -> None:
    assert claims("L'abbaye date du XIIIe siècle.", "L'abbaye fut fondée en 1247.") == {}


def test_a_sentence_whose_figure_follows_is_not_said_to_be_without_support() -> None:
    source = "Sur 120 000 € de budget, 86 000 € sont engagés."
    assert statements("Il reste donc 34 000 € à dépenser.", source) == [Status.UNCHECKED]


def test_the_word_that_denies_is_named() -> None:
    found = verdicts(
        "La direction a tranché la question.", "La direction n'a pas encore tranché la question."
    )
    assert "“pas”" in found[-1].reason
