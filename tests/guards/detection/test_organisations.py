"""Organisations end where their sentence ends, and begin after those they are named beside."""

import pytest

from assistant.types import Kind
from tests.guards.finding import RulesOnly


def found(text: str, kind: Kind) -> list[str]:
    findings = RulesOnly().find([text])[0]
    return [text[f.span.start : f.span.end] for f in findings if f.kind is kind]


def organisations(text: str) -> list[str]:
    return found(text, Kind.ORG)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Je suis à la mutuelle Ravinel. Mon numéro est prêt.", "Ravinel"),
        ("Elle dirige le cabinet Brumaire. Il faut écrire.", "Brumaire"),
        ("la société J. Talvère et St. Aubin. Elle répond.", "J. Talvère et St. Aubin"),
        ("le groupe Nordelle.fr recrute", "Nordelle.fr"),
        ("he left Hale U.S. Timber Corp. in May", "Hale U.S. Timber Corp."),
    ],
)
def test_a_sentence_ends_a_name_and_an_abbreviation_does_not(text: str, name: str) -> None:
    assert organisations(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("les contrats de M. Erwan Le Bihan et de Nordelle SAS", "Nordelle SAS"),
        ("the offers of Ada Hale and of Nordelle Ltd", "Nordelle Ltd"),
        ("Talvère et Fils SAS", "Talvère et Fils SAS"),
    ],
)
def test_what_stands_beside_a_company_is_no_part_of_its_name(text: str, name: str) -> None:
    assert organisations(text) == [name]


@pytest.mark.parametrize(
    ("text", "name", "person"),
    [
        ("la SCI Les Genêts et M. Aurélien Kerjean", "Les Genêts", "M. Aurélien Kerjean"),
        ("la SARL Dubreuil et M. Paul Morvan", "Dubreuil", "M. Paul Morvan"),
        ("la société Les Genêts et Aurélien Kerjean", "Les Genêts", "Aurélien Kerjean"),
        ("la société Dubreuil et Pierre Morvan", "Dubreuil", "Pierre Morvan"),
        ("le cabinet Roussel et Me Claire Dubosc", "Roussel", "Me Claire Dubosc"),
        ("la SCI Les Genêts et le Dr Morvan", "Les Genêts", "Dr Morvan"),
        ("the Agence Harlow and Mrs Ruth Gray", "Harlow", "Mrs Ruth Gray"),
    ],
)
def test_a_person_named_after_a_company_is_no_part_of_its_name(
    text: str, name: str, person: str
) -> None:
    assert organisations(text) == [name]
    assert found(text, Kind.PERSON) == [person]


@pytest.mark.parametrize(
    "name",
    [
        "Martin et Fils",
        "Durand et Associés",
        "Lemaire & Cie",
        "Pierre et Marie",
        "Pierre et Marie Roussel",
    ],
)
def test_a_company_that_bears_names_keeps_them(name: str) -> None:
    text = f"la société {name} recrute"
    assert " ".join(organisations(text)) == name
