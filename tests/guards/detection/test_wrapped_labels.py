"""A value that stands on the line after its label is found as well as one beside it."""

import pytest

from assistant.types import Kind, Language, Span
from guards.detection.entity_filter import trimmed
from guards.detection.recognizers.tables import labelled_columns
from tests.guards.finding import RulesOnly, findings


def found(text: str) -> list[str]:
    spans = (finding.span for finding in RulesOnly().find([text])[0])
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sort code 00-00-00, account number\n00012345, in the name of Jo Smith.", "00012345"),
        ("Account number\n\n00012345", "00012345"),
        ("> your sort code is\n> 00-00-00", "00-00-00"),
        ("Votre numéro de compte est le\n00012345678.", "00012345678"),
        ("Votre numéro de compte est le 00012345678", "00012345678"),
        ("Compte n° 00012345678", "00012345678"), ("compte bancaire\nn° 0001 2345 678", "0001 2345 678"),
        ("my bank account\nnumber is 00012345", "00012345"), ("the sort\ncode 00-00-00", "00-00-00"),
        ("The password is\nTr0ub4dor.", "Tr0ub4dor"), ("Le mot de passe du partage est\nsoleil2026!", "soleil2026"),
        ("code PIN\n4821", "4821"), ("the door code is\n4821B", "4821B"),
        ("facture n°\n004512", "004512"), ("votre facture\nn° 004512", "004512"),
        ("customer number:\nC-00417", "C-00417"),
        ("registered charity no.\n1123456", "1123456"), ("passport number\n12AB34567", "12AB34567"),
        ("my National Insurance number is\nQQ 12 34 56 C", "QQ 12 34 56 C"),
    ],
)  # fmt: skip
def test_found_after_a_line_break(text: str, value: str) -> None:
    assert any(value in one for one in found(text)), found(text)


@pytest.mark.parametrize(
    "text",
    [
        "We keep an account.\n2 of us read it.", "the order\n1. first\n2. second", "Compte n° 606300",
        "le compte est bon :\n1200 fois",
        "the file\n3.14.2 is the version", "The account grew by\n310000 %", "patients\n120 people came",
    ],
)  # fmt: skip
def test_left(text: str) -> None:
    assert found(text) == []


def test_the_clause_below_a_label_is_no_code() -> None:
    text = "sort code and branch, account number\nto be given, in the name of O T Adeyemi-Clarke."
    assert findings(labelled_columns.RECOGNISERS, text) == []
    assert (
        len(
            findings(
                labelled_columns.RECOGNISERS, "service;matricule\nachats;DUPONTJ\nachats;E-00417"
            )
        )
        == 2
    )


@pytest.mark.parametrize(
    "cell", ["Ecran 27 pouces", "Cadeau départ", "Location véhicule", "Logistique", "Pharmacie"]
)
def test_what_a_cell_begins_with_is_no_name(cell: str) -> None:
    line = f"E-00417;{cell};118,20"
    word = cell.split()[0]
    span = Span(line.index(word), line.index(word) + len(word))
    for kind in (Kind.ORG, Kind.PERSON, Kind.LOCATION):
        assert trimmed(line, span, kind, Language.FR) is None
