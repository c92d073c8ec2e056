"""A town and a trade are a company where the words beside them say so, and else a town."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import town_companies
from tests.guards.finding import values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Brest logistique a livré hier.", "Brest logistique"),
        ("Hier Nantes informatique nous a facturé deux fois.", "Nantes informatique"),
        ("chez Lyon transports on travaille", "Lyon transports"),
        ("Le camion de Brest logistique est en panne.", "Brest logistique"),
        ("le contrat avec Rennes sécurité", "Rennes sécurité"),
        ("Le Mans habitat nous répond", "Le Mans habitat"),
        ("Saint-Malo nettoyage s'engage", "Saint-Malo nettoyage"),
    ],
)
def test_found(text: str, found: str) -> None:
    assert values(town_companies.RECOGNISERS, text, Kind.ORG) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "À Brest logistique et transport manquent.", "Notre logistique a livré.", "Toulouse : logistique en panne",
        "à Lyon transports et énergie", "depuis Nantes formation est donnée", "Brest, logistique et transports",
        "Cette formation est longue.", "Chaque gestion a un prix.", "À Brest logistique est un mot.",
    ],
)  # fmt: skip
def test_left(text: str) -> None:
    assert values(town_companies.RECOGNISERS, text) == []
