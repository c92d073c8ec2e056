"""Numbers of papers in running text."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import papers
from tests.guards.finding import RulesOnly, values


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Votre facture 2026/88 est due", "2026/88"), ("See Invoice 2026/88, please", "2026/88"),
        ("INVOICE 2026/88 is late", "2026/88"), ("Le devis 0091 est signé.", "0091"),
        ("our Quote 0091 was signed", "0091"),
        ("la facture 2026-118 est due", "2026-118"),
        ("ma police d'assurance AX-778812-B court", "AX-778812-B"), ("le contrat de location KD.4471/2", "KD.4471/2"),
        ("carte grise n° 2019BX44512", "2019BX44512"), ("la carte grise : 2019BX44512.", "2019BX44512"),
        ("Numéro de compte cotisant 117 29123456", "117 29123456"),
        ("URSSAF n° 117000001512345678", "117000001512345678"),
        ("Urssaf : 117 000 001 512 345 678", "117 000 001 512 345 678"),
        ("facture 2026/118", "2026/118"), ("Dossier 118", "118"), ("le dossier 118 est clos", "118"),
        ("je reviens sur le dossier 2291.", "2291"), ("notre affaire 417, enfin", "417"),
        ("case 118 is still open", "118"), ("ask for the claim 4471 again", "4471"),
        ("the order 883120 for her", "883120"), ("la facture 48213 aussi", "48213"),
        ("son badge est perdu (n° 40312)", "40312"), ("she lost her card, no. 40312.", "40312"),
        ("virement (réf. VIR0098812)", "VIR0098812"), ("the ref TR-0098/B has it", "TR-0098/B"),
    ],
)  # fmt: skip
def test_numbers_of_papers(text: str, number: str) -> None:
    assert values(papers.RULES, text, Kind.CODE) == [number]
    found = [one for one in RulesOnly().find([text])[0] if one.kind is not Kind.ORG]
    assert [text[one.span.start : one.span.end] for one in found] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "les factures 2026/88", "facture 2025/26", "facture 2026/03", "Facture 2026/12 à venir", "devis 2025/2026",
        "invoice 2026-03", "facture 2026", "devis 1250",
        "devis 0,50 €", "quote 06 39 98 12 34", "contrat de service ISO-27001-A", "contrat CDI-2", "case A-1",
        "carte grise 2019", "carte grise barrée", "URSSAF 3957", "urssaf 0806 803 839 12", "URSSAF 2026",
        "URSSAF 120 000 euros", "le dossier 118 pages", "le contrat 120 mois", "dossier 12", "Case 1: x = 2",
        "Claim 101: The method, as said", "Case 123: default", "dossier 118 : voir plus bas",
        "in case 118 people come", "the file 1024 bytes", "the ticket 404", "le dossier 2026 est lancé",
        "the policy 1000 is off", "le devis 1250 à 1300 euros", "la facture 350 est trop chère",
        "the order 120 to 130",
        "the order 12000 for her", "la loi n° 78171", "un jugement n° 1800923", "n° 100000", "au n° 118",
        "the ref ABC",
        "la référence 2026",
    ],
)  # fmt: skip
def test_other_figures_behind_such_words(text: str) -> None:
    assert values(papers.RULES, text) == []
