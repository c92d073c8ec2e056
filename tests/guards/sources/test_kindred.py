"""Countries and their peoples, initials, capitals of no name, and years told by how long after."""

import pytest

from assistant.types import Status
from guards.sources.kindred import kindred

from .asking import claims

S, N, A, D = Status.SUPPORTED, Status.NOT_FOUND, Status.ALTERED, Status.DERIVED


@pytest.mark.parametrize(
    ("answer", "source", "name"),
    [
        ("On livre du gaz venu de Russie.", "Le gaz russe arrive par bateau.", {"Russie": S}),
        ("Une entreprise de Lyon s’en charge.", "Une entreprise lyonnaise signe.", {"Lyon": S}),
        ("Le juge suit la France ici.", "Un mandat français a été émis.", {"France": S}),
        ("He was sent to Kenya last week.", "A Kenyan court ruled today.", {"Kenya": S}),
        ("Les autorités des Pays-Bas disent non.", "La police néerlandaise se tait.", {"Pays-Bas": S}),
        ("Un juge des États-Unis l’a dit.", "Un juge américain s’est prononcé.", {"États-Unis": S}),
        ("They flew over Antarctica twice.", "Antarctic sea ice is low.", {"Antarctica": S}),
        ("On livre du gaz venu de Norvège.", "Le gaz russe arrive par bateau.", {"Norvège": N}),
        ("Il a vu M. Martin hier.", "Mme Martinet est venue.", {"Martin": N}),
        ("Il vit avec Lauren ici.", "Il vit avec Laurent ici.", {"Lauren": A}),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_people_and_no_other_name_by_one_like_it(
    answer: str, source: str, name: dict[str, Status]
) -> None:
    assert claims(answer, source) == name


@pytest.mark.parametrize(
    ("answer", "source", "name"),
    [
        ("On suit l’OMS sur ce point.", "L’Organisation mondiale de la santé le dit.", {"OMS": S}),
        ("Selon eux, l’AIEA est d’accord.", "L’Agence internationale de l’énergie atomique l’est.", {"AIEA": S}),
        ("On suit l’OMC sur ce point.", "L’Organisation mondiale de la santé le dit.", {"OMC": N}),
        ("On y lit que l’État et l’Assemblée tardent.", "Rien de neuf.", {}),
    ],
)  # fmt: skip
def test_initials_are_read_through_small_letters(
    answer: str, source: str, name: dict[str, Status]
) -> None:
    assert claims(answer, source) == name


@pytest.mark.parametrize(
    ("answer", "source", "year"),
    [
        ("Il fut rebâti en 1932.", "Détruit en 1930, il fut rebâti deux ans plus tard.", D),
        ("It reopened in 2021.", "It lost its star in 2019 and won it back two years later.", D),
        ("Il fut rebâti en 1933.", "Détruit en 1930, il fut rebâti deux ans plus tard.", N),
        ("Il fut rebâti en 1932.", "Détruit en 1930, il garde un bail de deux ans.", N),
    ],
)
def test_a_year_may_be_told_by_how_long_after_another(
    answer: str, source: str, year: Status
) -> None:
    assert list(claims(answer, source).values()) == [year]


def test_no_name_is_of_its_own_kin() -> None:
    assert ("russie",) not in kindred(("russie",))
    assert not kindred(("dupont",))
