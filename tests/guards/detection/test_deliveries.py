"""Numbers of parcels, orders and meters, and what only looks like them."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import deliveries
from tests.guards.finding import RulesOnly


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("compteur PDL 14512345678901", "14512345678901"),
        ("PRM : 14512345678901", "14512345678901"),
        ("Le point de livraison (PDL) n° 14 512 345 678 901.", "14 512 345 678 901"),
        ("numéro de colis 6A12345678901", "6A12345678901"),
        ("recommandé n° 1A 204 556 7781 2", "1A 204 556 7781 2"),
        ("XY123456789FR", "XY123456789FR"),
        ("le colis XY 123 456 789 FR n'est pas arrivé", "XY 123 456 789 FR"),
        ("mon compte : le colis XY123456789FR", "XY123456789FR"),
        ("tracking number 1Z999AA10123456784", "1Z999AA10123456784"),
        ("numéro de suivi : 00340434161094", "00340434161094"),
        ("Voici : 402-1234567-8901234", "402-1234567-8901234"),
    ],
)
def test_deliveries(text: str, value: str) -> None:
    found = RulesOnly().find([text])[0]
    assert [(text[f.span.start : f.span.end], f.kind) for f in found] == [(value, Kind.CODE)]


@pytest.mark.parametrize("text",
    ["le compteur affiche 14512 kWh", "compteur 145123456789012345", "le colis pèse 12 500 g", "3 colis 2026",
     "numéro de colis manquant", "le PDL de 2026", "tracking 12 500 000 parcels", "1A 204 pages", "6A12345678901",
     "suivi n° 12", "numéro de suivi 2026", "tracking id VARCHAR255", "1-402-1234567-8901234", "EN 123 456 789 EU"],
)  # fmt: skip
def test_ordinary_numbers(text: str) -> None:
    assert [hit for rule in deliveries.RULES for hit in rule.find(text)] == []
