"""Verbs that are first names besides, addresses as one value, cards beside company numbers."""

import pytest

from assistant.types import Finding, Kind, Span
from guards.detection.address_tails import with_tails
from guards.detection.clauses import opens_clause
from guards.detection.recognizers import addresses, all_recognisers, spoken
from tests.guards.finding import values


@pytest.mark.parametrize(
    ("text", "word", "opens"),
    [
        ("Can I pay?", "Can", True),
        ("Can you help", "Can", True),
        ("Don't go", "Don", True),
        ("Will the train leave", "Will", True),
        ("May someone call", "May", True),
        ("Can Yılmaz called", "Can", False),
        ("Will is here", "Will", False),
        ("Don and Ada", "Don", False),
        ("May Iverson wrote", "May", False),
    ],
)
def test_a_verb_before_its_subject(text: str, word: str, opens: bool) -> None:
    start = text.index(word)
    assert opens_clause(text, start, start + len(word)) is opens


def joined(text: str, *parts: tuple[str, Kind]) -> list[str]:
    spans = [(text.index(value), value, kind) for value, kind in parts]
    findings = [Finding(Span(at, at + len(v)), k, 0.8, "test") for at, v, k in spans]
    return [text[f.span.start : f.span.end] for f in with_tails(findings, text)]


STREET, TOWN = Kind.ADDRESS, Kind.LOCATION


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        (
            "12 Elm Road, Apt. 26, Beder, Denmark 56905 is mine",
            [("12 Elm Road", STREET), ("Beder", TOWN), ("Denmark", TOWN)],
            ["12 Elm Road, Apt. 26, Beder, Denmark 56905"],
        ),
        (
            "12 rue des Lilas\n69003 Lyon",
            [("12 rue des Lilas", STREET), ("Lyon", TOWN)],
            ["12 rue des Lilas\n69003 Lyon"],
        ),
        (
            "4 Elm Way, Reading and Leeds",
            [("4 Elm Way", STREET), ("Reading", TOWN), ("Leeds", TOWN)],
            ["4 Elm Way, Reading", "Leeds"],
        ),
        (
            "7 Elm Way Apt. 9\nVordal\n, NC\n 29451 is new",
            [("7 Elm Way Apt. 9", STREET), ("Vordal", Kind.ORG), ("NC", Kind.PERSON)],
            ["7 Elm Way Apt. 9\nVordal\n, NC\n 29451"],
        ),
        (
            "> 7 Elm Way\n> Suite 9\n> Vordal\n> Denmark",
            [("7 Elm Way", STREET), ("Vordal", Kind.PERSON), ("Denmark", TOWN)],
            ["7 Elm Way\n> Suite 9\n> Vordal\n> Denmark"],
        ),
        (
            "7 Elm Way, Ida Holm and Brivelle",
            [("7 Elm Way", STREET), ("Ida Holm", Kind.PERSON), ("Brivelle", Kind.ORG)],
            ["7 Elm Way", "Ida Holm", "Brivelle"],
        ),
        (
            "7 Elm Way, Apt. 9, Marie, who lives there",
            [("7 Elm Way, Apt. 9", STREET), ("Marie", Kind.PERSON)],
            ["7 Elm Way, Apt. 9", "Marie"],
        ),
        (
            "from 4 Elm Way to Leeds",
            [("4 Elm Way", STREET), ("Leeds", TOWN)],
            ["4 Elm Way", "Leeds"],
        ),
        (
            "Leeds, 4 Elm Way. Paris",
            [("Leeds", TOWN), ("4 Elm Way", STREET), ("Paris", TOWN)],
            ["Leeds", "4 Elm Way", "Paris"],
        ),
    ],
)
def test_an_address_is_one_value(
    text: str, parts: list[tuple[str, Kind]], expected: list[str]
) -> None:
    assert joined(text, *parts) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("at 75956 Rákóczi út 66. Apt. 268 now", "75956 Rákóczi út 66. Apt. 268"),
        ("Storgata 52 Suite 894", "Storgata 52 Suite 894"),
        ("see Suite 240", ""),
        ("the suite of 3 songs", ""),
        ("12 apt candidates", ""),
    ],
)
def test_a_flats_number_tells_a_street(text: str, value: str) -> None:
    assert values(addresses.RULES, text, rule="unit_address") == [value] * bool(value)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("My card 30243755250032 expires", Kind.CREDIT_CARD),
        ("carte n° 30243755250032", Kind.CREDIT_CARD),
        ("SIRET 73282932000074", Kind.COMPANY_ID),
        ("732 829 320 00074", Kind.COMPANY_ID),
    ],
)
def test_fourteen_digits_beside_card_are_a_card(text: str, kind: Kind) -> None:
    assert len(values(all_recognisers(), text, kind)) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("au 14 impasse des Tilleuls à Kerval. Monsieur Oriel, notre voisin", "14 impasse des Tilleuls à Kerval"),
        ("au 3 rue du Gal. Oriel, 29999 Kerval", "3 rue du Gal. Oriel, 29999 Kerval"),
        ("au 8 rue St. Jean. Demain", "8 rue St. Jean"),
        ("demeurant 3 résidence Oriel, et la société Kerval", "3 résidence Oriel"),
        ("lives at 12 oriel rise, kerval, and works there", "12 oriel rise, kerval"),
        ("habite 3 les Ormes, Kerval, qui est loin", "3 les Ormes, Kerval"),
    ],
)  # fmt: skip
def test_an_address_ends_with_its_sentence_or_clause(text: str, value: str) -> None:
    assert value in values([*addresses.RULES, *spoken.RECOGNISERS], text, Kind.ADDRESS)
