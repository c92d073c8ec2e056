"""A figure in the place of the source's is said to be altered; one with no place there is not found."""

import pytest

from assistant.types import Status

from .asking import claims, statements, verdicts

A, N, D = Status.ALTERED, Status.NOT_FOUND, Status.DERIVED


@pytest.mark.parametrize(
    ("source", "answer", "status"),
    [
        ("Le loyer annuel de la boutique est de 24 600 €.",
         "Le loyer annuel de la boutique est de 26 400 €.", A),
        ("Le bail commercial dure 9 ans.", "Le bail commercial dure 12 ans.", A),
        ("The yearly rent of the shop is £24,600.", "The yearly rent of the shop is £26,400.", A),
        ("Le vaccin se garde à 5 °C au réfrigérateur.",
         "Le vaccin se garde à 15 °C au réfrigérateur.", A),
        ("La commune compte 24 600 habitants.", "La commune compte 26 400 habitants.", A),
        ("La commune compte 24 600 logements.", "La commune compte 26 400 habitants.", N),
        ("Le bail commercial dure 9 ans. Le dépôt est de 300 €.",
         "La garantie décennale dure 12 ans.", N),
        ("Le loyer annuel était de 600 €. Plus tard le loyer annuel était de 640 €.",
         "Le loyer annuel était de 705 €.", N),
        ("Le loyer annuel est de 24 600 €.", "Le loyer annuel passe de 24 600 € à 26 400 €.", N),
        ("Le loyer annuel est de 24 600 €.", "Le loyer annuel est de 26 400 $.", N),
        ("Le prix de vente fut de 80 €, et de 60 € ensuite.",
         "Le prix de vente a baissé de 20 €.", D),
    ],
)  # fmt: skip
def test_a_figure_in_the_place_of_another(source: str, answer: str, status: Status) -> None:
    assert status in claims(answer, source).values()


def test_the_reason_names_both_figures() -> None:
    found = verdicts("Le bail commercial dure 12 ans.", "Le bail commercial dure 9 ans.")[0]
    assert "9 ans" in found.reason
    assert "12 ans" in found.reason
    assert found.evidence


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("The supplier shall deliver the software by June.", "The supplier must deliver the software by June."),
        ("We turned down the offer from Delta.", "They turned down the offer from Delta."),
        ("Tom won't be in Hull on Monday morning.", "Tom will not be in Hull on Monday morning."),
        ("Nous avons refusé l’offre de Delta lundi.", "Ils ont refusé l’offre de Delta lundi."),
    ],
)  # fmt: skip
def test_words_that_say_the_same_replace_nothing(source: str, answer: str) -> None:
    assert statements(answer, source) == [Status.SUPPORTED]


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("Sœur suivie pour épilepsie à Brest.", "Elle est suivie pour épilepsie à Brest."),
        ("Sister treated for epilepsy in Hull.", "She is treated for epilepsy in Hull."),
        ("The supplier must not deliver by June.", "The supplier must deliver by June."),
    ],
)
def test_a_pronoun_takes_nobody_else_s_place(source: str, answer: str) -> None:
    assert Status.SUPPORTED not in statements(answer, source)


@pytest.mark.parametrize(
    ("source", "answer", "status"),
    [
        ("Le préavis est de 3 mois pour un logement vide.",
         "Pour un logement vide, le préavis est de 3 mois.", Status.SUPPORTED),
        ("The notice is three months for an empty flat.",
         "For an empty flat the notice is three months.", Status.SUPPORTED),
        ("Le bailleur paie la taxe et le locataire les charges.",
         "Le locataire paie la taxe et le bailleur les charges.", Status.UNCHECKED),
        ("Le préavis est de trois mois pour un logement vide.",
         "Pour un local loué, le préavis est de trois mois.", Status.UNCHECKED),
    ],
)  # fmt: skip
def test_a_phrase_may_stand_before_its_sentence(source: str, answer: str, status: Status) -> None:
    assert statements(answer, source) == [status]


@pytest.mark.parametrize(
    ("source", "answer", "small"),
    [
        ("Le préavis est de 3 mois pour un meublé.", "Le préavis est de 2 mois pour un meublé.", "2 mois"),
        ("The notice for staff is 6 weeks in Hull.", "The notice for staff is 4 weeks in Hull.", "4 weeks"),
    ],
)  # fmt: skip
def test_a_digit_in_the_place_of_another_of_its_unit_is_altered(
    source: str, answer: str, small: str
) -> None:
    assert claims(answer, source)[small] is Status.ALTERED


@pytest.mark.parametrize(
    "answer",
    [
        "Le préavis est de 3 mois.",
        "Le dépôt de garantie est rendu sous 2 mois.",
        "Le préavis est de 2 ans pour un logement vide.",
    ],
)
def test_a_digit_is_no_claim_where_nothing_else_stands_in_its_place(answer: str) -> None:
    assert claims(answer, "Hier : le préavis est de 3 mois environ, la garantie court 2 ans.") == {}
