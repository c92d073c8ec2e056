"""Countries and their peoples, initials through small letters, capitals of no name: left open, never borne out."""

import pytest

from assistant.types import Status
from guards.sources.kindred import kindred

from .asking import claims

S, N, A, U = Status.SUPPORTED, Status.NOT_FOUND, Status.ALTERED, Status.UNCHECKED


@pytest.mark.parametrize(
    ("answer", "source", "name"),
    [
        ("On livre du gaz venu de Russie.", "Le gaz russe arrive par bateau.", {"Russie": U}),
        ("Le juge suit la France ici.", "Un mandat français a été émis.", {"France": U}),
        ("He was sent to Kenya last week.", "A Kenyan court ruled today.", {"Kenya": U}),
        ("Les autorités des Pays-Bas disent non.", "La police néerlandaise se tait.", {"Pays-Bas": U}),
        ("Un juge des États-Unis l’a dit.", "Un juge américain s’est prononcé.", {"États-Unis": U}),
        ("They flew over Antarctica twice.", "Antarctic sea ice is low.", {"Antarctica": U}),
        ("On livre du gaz venu de Norvège.", "Le gaz russe arrive par bateau.", {"Norvège": N}),
        ("He flew to the United States.", "He flew to the United Kingdom.", {"United States": N}),
        ("The minister met Jordan there.", "The Jordanian envoy left.", {"Jordan": N}),
        ("Une entreprise de Lyon s’en charge.", "Une entreprise lyonnaise signe.", {"Lyon": N}),
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
        ("On suit l’OMS sur ce point.", "L’Organisation mondiale de la santé le dit.", {"OMS": U}),
        ("Selon eux, l’AIEA est d’accord.", "L’Agence internationale de l’énergie atomique l’est.", {"AIEA": U}),
        ("On suit l’OMC sur ce point.", "L’Organisation mondiale de la santé le dit.", {"OMC": N}),
        ("On y lit que l’État et le Nord tardent.", "Rien de neuf.", {}),
    ],
)  # fmt: skip
def test_initials_are_read_through_small_letters(
    answer: str, source: str, name: dict[str, Status]
) -> None:
    assert claims(answer, source) == name


def test_no_name_is_of_its_own_kin() -> None:
    assert ("russie",) not in kindred(("russie",))
    assert not kindred(("dupont",))
