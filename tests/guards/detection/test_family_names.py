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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("la famille bodénès demande un délai", ["bodénès"]),
        ("la famille le bras et la famille petit", ["le bras", "petit"]),
        ("Famille quemeneur : 4 personnes", ["quemeneur"]),
        ("pour la famille dupré, la famille garcia", ["dupré", "garcia"]),
        ("famille van der elst, famille ben salah", ["van der elst", "ben salah"]),
        ("the penhale family, the o'dowd family", ["penhale", "o'dowd"]),
        ("a room for the willoughby family", ["willoughby"]),
    ],
)
def test_small_letters_beside_family(text: str, found: list[str]) -> None:
    assert values(family_names.RECOGNISERS, text, Kind.PERSON) == found


@pytest.mark.parametrize(
    "text",
    [
        "la famille nombreuse", "la famille recomposée, monoparentale, nucléaire", "la famille royale",
        "la famille veut",
        "la famille vivait ici", "la famille refusa", "la famille attend", "la famille viendra",
        "la famille habitant ici",
        "la famille et moi", "la famille aussi", "la famille n'a pas", "la famille d'accueil", "en famille samedi",
        "photo de famille pdf", "la famille svp", "la famille le plus souvent", "la famille le matin",
        "la famille de quatre",
        "les familles bretons", "en famille noël", "the royal family", "the whole family", "the extended family",
        "the foster family", "the bereaved family", "the young family", "the family doctor", "the holy family",
        "the font family",
        "the intel family", "my own family", "the happy family-run shop",
    ],
)  # fmt: skip
def test_what_else_stands_beside_family(text: str) -> None:
    assert values(family_names.RECOGNISERS, text, Kind.PERSON) == []
