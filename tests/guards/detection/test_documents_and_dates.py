"""References, marks, dates, ages, addresses, identifiers of other countries."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import addresses, dates, documents, world
from tests.guards.finding import values


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("contrat n° CT-2026-0042", "CT-2026-0042", Kind.CODE),
        ("dossier : 2026/118", "2026/118", Kind.CODE),
        ("RG n° 24/01234", "24/01234", Kind.CODE),
        ("the case CASE-2291 is open", "CASE-2291", Kind.CODE),
        ("employee no. E10442", "E10442", Kind.CODE),
        ("Emp no 004417", "004417", Kind.CODE),
        ("order id INT4471", "INT4471", Kind.CODE),
        ("client n° CHAR-255", "CHAR-255", Kind.CODE),
        ("requête no 12345/06", "12345/06", Kind.CODE),
        ("commande 4500123987", "4500123987", Kind.CODE),
        ("purchase order 4500123987 is late", "4500123987", Kind.CODE),
        ("bon de livraison n° 80012345", "80012345", Kind.CODE),
        ("n° RG F 24/00873", "24/00873", Kind.CODE),
        ("Compte client 00451289", "00451289", Kind.CODE),
        ("Voir la facture 2026-017 ci-jointe", "2026-017", Kind.CODE),
        ("affaire RG 24/01873 devant", "24/01873", Kind.CODE),
        ("case 1:24-cv-01873", "1:24-cv-01873", Kind.CODE),
        ("voir TWA/HR/2026/0117 en annexe", "TWA/HR/2026/0117", Kind.CODE),
        ("voir QLN-48213 demain", "QLN-48213", Kind.CODE),
        ("bug PAY-212 dans jira", "PAY-212", Kind.CODE),
        ("TLP:AMBER", "TLP:AMBER", Kind.MARKING),
        ("Diffusion restreinte", "Diffusion restreinte", Kind.MARKING),
        ("Classification : C2", "C2", Kind.MARKING),
        ("sensitivity level: Restricted", "Restricted", Kind.MARKING),
        ("C2 - Confidentiel", "C2 - Confidentiel", Kind.MARKING),
    ],
)
def test_references(text: str, value: str, kind: Kind) -> None:
    assert values(documents.RULES, text, kind) == [value]


@pytest.mark.parametrize("text",
    ["le contrat social", "file.py", "order by 2", "case 3:", "ref", "la commande 20260312 comporte",
     "facture 2025-2026", "client 1500000 €", "contrats 2500000 fois", "un écran RTX-4090", "ISO-27001", "RFC-21190",
     "COVID-19", "CVE-2024-12345", "customers 12000000 visits",
     "minute 24/30", "affaire 24/7", "dossier 2026-12", "F/A/B", "PAY-212",
     "order id VARCHAR255", "the file id UUID4 is kept", "client id INT64 NOT NULL", "the file number SHA256 gives"],
)  # fmt: skip
def test_no_reference(text: str) -> None:
    assert values(documents.RULES, text) == []


def test_every_number_of_a_list() -> None:
    text = "commandes 4500123987, 4500123988 et 4500123989 pour 4500123980"
    assert values(documents.RULES, text) == ["4500123987", "4500123988", "4500123989"]


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("née le 12 mars 1984", "12 mars 1984", "birth_date"),
        ("date of birth: 1984-03-12", "1984-03-12", "birth_date"),
        ("your date of birth, 23 September 1991, on file", "23 September 1991", "birth_date"),
        ("date de naissance, le 12 mars 1984", "12 mars 1984", "birth_date"),
        ("né(e) le 12/03/1984", "12/03/1984", "birth_date"),
        ("née à Lyon, le 3 avril 1990", "3 avril 1990", "birth_date"),
        ("born in Leeds on 4 May 1980", "4 May 1980", "birth_date"),
        ("date de naissance de l'assurée : 03/04/1990", "03/04/1990", "birth_date"),
        ("date of birth (4th of May 1980)", "4th of May 1980", "birth_date"),
        ("the new born project began on 4 May 1980", "4 May 1980", "english_date"),
        ("le 12/03/2026", "12/03/2026", "numeric_date"),
        ("le 1er mai", "1er mai", "french_date"),
        ("on March 3rd, 2026", "March 3rd, 2026", "english_date"),
        ("âgée de 42 ans", "42", "age"),
        ("a 42 years old man", "42", "age"),
    ],
)
def test_dates(text: str, value: str, rule: str) -> None:
    assert values(dates.RULES, text, rule=rule) == [value]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-01-31 10:30:05/02/2026", ["2026-01-31 10:30", "05/02/2026"]),
        ("2026-01-31T10:30:15.", ["2026-01-31T10:30:15"]),
        ("12/03/2026 10:30.04.2026", ["12/03/2026", "30.04.2026"]),
    ],
)
def test_a_date_beside_the_time_of_another(text: str, found: list[str]) -> None:
    assert values(dates.RULES, text, rule="numeric_date") == found


@pytest.mark.parametrize(
    "text", ["1/2", "3.5.7", "ratio 12/8", "chapitre 12", "tous les 3 ans de suite"]
)
def test_no_date(text: str) -> None:
    assert values(dates.RULES, text, Kind.DATE) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("habite 12 bis, rue des Lilas, 69003 Lyon.", "12 bis, rue des Lilas, 69003 Lyon"),
        ("au 4 avenue Jean Jaurès", "4 avenue Jean Jaurès"),
        ("221B Baker Street, London", "221B Baker Street, London"),
        ("BP 123, 35000 Rennes", "BP 123, 35000 Rennes"),
        ("PO Box 442", "PO Box 442"),
        ("Hauptstraße 12, 10115 Berlin", "Hauptstraße 12, 10115 Berlin"),
        ("1600 Amphitheatre Parkway", "1600 Amphitheatre Parkway"),
    ],
)
def test_addresses(text: str, value: str) -> None:
    assert values(addresses.RULES, text, Kind.ADDRESS) == [value]


@pytest.mark.parametrize(
    "text",
    ["une place de parking", "3 places", "La route est longue", "in place of it", "12 cours"],
)
def test_no_address(text: str) -> None:
    assert values(addresses.RULES, text) == []


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("SSN 078-05-1120", "078-05-1120", Kind.NATIONAL_ID),
        ("NI: QQ 12 34 56 C", "", Kind.NATIONAL_ID),
        ("AB 12 34 56 C", "AB 12 34 56 C", Kind.NATIONAL_ID),
        ("NHS 943 476 5919", "943 476 5919", Kind.NATIONAL_ID),
        ("SW1A 1AA", "SW1A 1AA", Kind.POSTAL_CODE),
        ("K1A 0B1", "K1A 0B1", Kind.POSTAL_CODE),
        ("85.07.30-033.28", "85.07.30-033.28", Kind.NATIONAL_ID),
        ("756.9217.0769.85", "756.9217.0769.85", Kind.NATIONAL_ID),
        ("DNI 12345678Z", "12345678Z", Kind.NATIONAL_ID),
        ("RCCMNL83S18D969H", "RCCMNL83S18D969H", Kind.TAX_ID),
        ("VAT DE136695976", "DE136695976", Kind.COMPANY_ID),
        ("BSN 111222333", "111222333", Kind.NATIONAL_ID),
    ],
)
def test_world(text: str, value: str, kind: Kind) -> None:
    assert values(world.RULES, text, kind) == [value] * bool(value)
