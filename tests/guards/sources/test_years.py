"""An amount of one year is not the other's; « contre » and "against" deny nothing before a figure."""

import pytest

from assistant.types import Status

from .asking import claims, statements

FR = "Le revenu fiscal de référence est de 31 420 € pour 2023, contre 29 870 € en 2022."
EN = "Payments were £410 in 2023, against £395 in 2022."


@pytest.mark.parametrize(
    ("source", "answer", "figure"),
    [
        (FR, "Le revenu fiscal de référence est de 29 870 € pour 2023.", "29 870 €"),
        (FR, "En 2022, le revenu fiscal était de 31 420 €.", "31 420 €"),
        (EN, "Payments were £410 in 2022.", "£410"),
        (EN, "Payments were £395 in 2023, against £410 in 2022.", "£395"),
    ],
)
def test_an_amount_of_another_year_is_contradicted(source: str, answer: str, figure: str) -> None:
    assert claims(answer, source)[figure] is Status.CONTRADICTED


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        (FR, "Le revenu fiscal de référence était de 29 870 € en 2022."),
        (FR, "Le revenu fiscal de référence est de 31 420 € pour 2023."),
        (EN, "Payments were £395 in 2022."),
        (EN, "In 2022 payments were £395."),
        (EN, "Payments were £410 in 2023."),
        (EN, "The letter of 2024 gives payments of £410."),
        (EN + " Rents were £410 in 2022.", "Rents were £410 in 2022."),
    ],
)
def test_an_amount_of_its_own_year_is_not(source: str, answer: str) -> None:
    assert Status.CONTRADICTED not in claims(answer, source).values()


@pytest.mark.parametrize(
    ("source", "answer"),
    [(FR, FR.partition(",")[0] + "."), (EN, EN.partition(",")[0] + ".")],
)
def test_a_comparison_is_no_denial(source: str, answer: str) -> None:
    assert statements(answer, source) == [Status.SUPPORTED]


def test_against_a_number_of_things_is_a_denial() -> None:
    source = "Le conseil a voté contre 3 résolutions sur le bail."
    assert statements("Le conseil a voté 3 résolutions sur le bail.", source) != [Status.SUPPORTED]
