"""Surnames in capitals behind a word of the family, whole; acronyms and shouting are left."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import family_names
from tests.guards.finding import values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("le fils LE BIHAN est venu", "LE BIHAN"),
        ("la famille DE KERVASTOUÉ", "DE KERVASTOUÉ"),
        ("his cousin O'KERVAL called", "O'KERVAL"),
        ("les époux KRZ ont signé", "KRZ"),
        ("les consorts PMA demandent", "PMA"),
        ("la veuve D'ESTRAVEL-KERVAL", "D'ESTRAVEL-KERVAL"),
        ("le sieur PETIT", "PETIT"),
    ],
)
def test_found(text: str, found: str) -> None:
    assert values(family_names.RECOGNISERS, text, Kind.PERSON) == [found]


@pytest.mark.parametrize(
    "text",
    ["mon fils TDAH et ma fille HPI", "le fils PMA", "mon fils NE VEUT PAS manger", "la mère EST partie",
     "mes enfants ADORENT",
     "la famille IPS de processeurs", "Louis, époux II", "les époux ONT signé", "la mère DE TOUS les maux",
     "ÉPOUX LE BIHAN CONTRE ÉTAT"],
)  # fmt: skip
def test_left(text: str) -> None:
    assert values(family_names.RECOGNISERS, text) == []
