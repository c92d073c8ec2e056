"""Organisations end where their sentence ends, and begin after those they are named beside."""

import pytest

from assistant.types import Kind
from tests.guards.finding import RulesOnly


def organisations(text: str) -> list[str]:
    found = RulesOnly().find([text])[0]
    return [text[f.span.start : f.span.end] for f in found if f.kind is Kind.ORG]


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
