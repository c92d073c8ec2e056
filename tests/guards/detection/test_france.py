"""French identifiers: found with their checks, in every way people group them."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import france, pupils
from tests.guards.finding import values

NBSP, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("NIR 1 84 12 76 451 089 46", "1 84 12 76 451 089 46", Kind.NATIONAL_ID),
        ("assuré 184127645108946.", "184127645108946", Kind.NATIONAL_ID),
        ("sécu : 2 91 04 2A 004 123 87", "2 91 04 2A 004 123 87", Kind.NATIONAL_ID),
        ("numéro de sécurité sociale 1 84 12 76 451 089", "1 84 12 76 451 089", Kind.NATIONAL_ID),
        ("SIREN 732 829 320", "732 829 320", Kind.COMPANY_ID),
        ("SIREN 732829320", "732829320", Kind.COMPANY_ID),
        ("SIRET 732 829 320 00074", "732 829 320 00074", Kind.COMPANY_ID),
        ("le 73282932000074 figure", "73282932000074", Kind.COMPANY_ID),
        (f"SIRET 732{NARROW}829{NARROW}320{NBSP}00074", f"732{NARROW}829{NARROW}320{NBSP}00074",
         Kind.COMPANY_ID),
        ("TVA FR 44 732 829 320", "FR 44 732 829 320", Kind.COMPANY_ID),
        ("FR44732829320", "FR44732829320", Kind.COMPANY_ID),
        ("RCS Lyon B 732 829 320", "732 829 320", Kind.COMPANY_ID),
        ("passeport n° 12AB34567", "12AB34567", Kind.ID_DOC),
        ("CNI : 880692310285", "880692310285", Kind.ID_DOC),
        ("carte d'identité X4RTBPFW4", "X4RTBPFW4", Kind.ID_DOC),
        ("numéro fiscal 30 12 345 678 901", "30 12 345 678 901", Kind.TAX_ID),
        ("RPPS 10001234567", "10001234567", Kind.CODE),
        ("immatriculé AB-123-CD", "AB-123-CD", Kind.PLATE),
        ("plaque AB 123 CD", "AB 123 CD", Kind.PLATE),
        ("voiture 1234 AB 75", "1234 AB 75", Kind.PLATE),
    ],
)  # fmt: skip
def test_found(text: str, value: str, kind: Kind) -> None:
    assert values(france.RULES, text, kind) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Le total est de 123 456 789 unités.",
        "commit 1a2b3c4d5e6f",
        "version 12.34.56",
        "π ≈ 3,141 592 653",
        "le lot 880692310285 est parti",
        "Il y a 30 12 345 cas",
        "WW-123-SS",
        "RAL 9010, ISO 27001, EN 60601",
    ],
)
def test_ordinary_numbers_are_left(text: str) -> None:
    assert values(france.RULES, text) == []


@pytest.mark.parametrize(
    ("value", "valid"),
    [("356 000 000 00048", True), ("732 829 320 00074", True), ("732 829 320 00075", False),
     ("00000000000000", False)],
)  # fmt: skip
def test_siret_check_and_the_exception_of_the_post(value: str, valid: bool) -> None:
    assert france.siret(value) is valid


def test_corsican_nir_key() -> None:
    number = int("2910419004123")
    assert france.nir(f"291042A004123{97 - number % 97:02d}")
    assert not france.nir("291042A00412300")


def test_a_checked_number_is_certain() -> None:
    rule = next(rule for rule in france.RULES if rule.name == "fr_siret")
    assert [hit.score for hit in rule.find("73282932000074")] == [1.0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("INE : 0123456789A", "0123456789A"),
        ("l'élève 123456789AB est absent", "123456789AB"),
        ("identifiant national 0AB1CD2EF3G", "0AB1CD2EF3G"),
        ("0123456789A", ""),
        ("commande 0123456789A", ""),
    ],
)
def test_pupils(text: str, value: str) -> None:
    assert values(pupils.RULES, text) == [value] * bool(value)
