"""References behind the name of a house, with a letter, and in series; and the ordinary numbers there."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import contracts
from tests.guards.finding import RulesOnly, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dossier 29-2024-00871", "29-2024-00871"),
        ("Dossier MDPH 29-2024-00871.", "29-2024-00871"),
        ("Order 402-1234567-8901234", "402-1234567-8901234"),
        ("ma commande Amazon 402-1234567-8901234 est perdue", "402-1234567-8901234"),
        ("Contrat d'assurance MAIF 4418827 H", "4418827 H"),
        ("Le contrat MAIF n° 4418827 H est échu", "4418827 H"),
        ("Le contrat n° 4418827 H", "4418827 H"),
        ("police d'assurance 4418827H", "4418827H"),
        ("police d'assurance 4418827.", "4418827"),
        ("le contrat d'assurance habitation Groupama n° 44188", "44188"),
        ("n° client EDF 6 012 345 678 901", "6 012 345 678 901"),
        ("n° client EDF : 6012345678", "6012345678"),
        ("numéro d'adhérent Harmonie 2284417", "2284417"),
        ("Le contrat n° 4418827 L'assureur refuse", "4418827"),
        ("Order 4418827 I placed it", "4418827"),
    ],
)
def test_references_of_houses(text: str, value: str) -> None:
    assert values(RulesOnly()._recognisers, text, Kind.CODE) == [value]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mon contrat 7745 8812 n'est plus valable.", ["7745 8812"]),
        ("my contract 7745 8812 is over", ["7745 8812"]),
        ("Contrat : 7745 8812. Police 30 998 127.", ["7745 8812", "30 998 127"]),
        ("Sinistre 2024 00912", ["2024 00912"]),
        ("vos contrats 7745 8812 et 7745 8813 arrivent", ["7745 8812", "7745 8813"]),
        ("contrat n° 7745 8812 et n° 7745 8813", ["7745 8812", "7745 8813"]),
        ("les dossiers 29-2024-00871 et 29-2024-00872", ["29-2024-00871", "29-2024-00872"]),
        ("the cases 29-2024-00871 and 29-2024-00872", ["29-2024-00871", "29-2024-00872"]),
        ("dossiers n° 88/4127 et 88/4128", ["88/4127", "88/4128"]),
    ],
)
def test_numbers_in_groups_without_a_sign_and_several_of_them(text: str, found: list[str]) -> None:
    spans = RulesOnly().find([text])[0]
    assert [text[f.span.start : f.span.end] for f in spans if f.kind is Kind.CODE] == found


@pytest.mark.parametrize("text",
    ["les contrats 2024 2025", "contrats 2023 2024 2025", "une commande 1 250 000 pièces", "facture 1500 2000 pages",
     "client 1200 1300 euros", "affaire 06 39 98 12 34",
     "dossier 2024", "Order 20260312", "Order Lyon 20260312", "client 100 000", "client n° 100 000",
     "le client Lyon n° 100 000", "dossier 29-12-2024", "dossier 2024-12-29", "dossier du 29-12-2024",
     "client Durand 06-39-98-41-27", "customer Smith 555-010-4477", "customer 0639984127",
     "client SIREN 732829320", "Order EUR 1250000", "contrat Python 1500000 lignes", "contrat Python 1500000",
     "marché Lyon 4418827 €", "le contrat EDF n° 12", "contrat EDF 2026", "facture EDF n° 12 250 €",
     "contrat MAIF n° 4412 12 mars", "dossier 10-20-30", "case 1234567.5", "contrat n° 4471 06 39 98 41 27",
     "client Durand n° 12 500 commandes"],
)  # fmt: skip
def test_ordinary_numbers(text: str) -> None:
    assert values(contracts.RULES, text) == []
