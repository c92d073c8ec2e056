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
    ],
)  # fmt: skip
def test_numbers_of_papers(text: str, number: str) -> None:
    assert values(papers.RULES, text, Kind.CODE) == [number]
    found = [one for one in RulesOnly().find([text])[0] if one.kind is not Kind.ORG]
    assert [text[one.span.start : one.span.end] for one in found] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "les factures 2026/88", "facture 2025/26", "devis 2025/2026", "invoice 2026-03", "facture 2026", "devis 1250",
        "devis 0,50 €", "quote 06 39 98 12 34", "contrat de service ISO-27001-A", "contrat CDI-2", "case A-1",
        "carte grise 2019", "carte grise barrée", "URSSAF 3957", "urssaf 0806 803 839 12", "URSSAF 2026",
        "URSSAF 120 000 euros",
    ],
)  # fmt: skip
def test_other_figures_behind_such_words(text: str) -> None:
    assert values(papers.RULES, text) == []
