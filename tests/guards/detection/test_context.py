"""Values that a header, a label or the sentence around them gives away."""

import pytest

from assistant.types import Kind
from guards.detection.public_names import is_public
from guards.detection.recognizers import fields, institutions, places_adapter, spoken
from guards.detection.recognizers.tables import labelled_columns
from tests.guards.finding import values

CSV = (
    "Nom;Prénom;Téléphone;Ville\nguyot;Marcel;01 99 00 12 34;Roubaix\nPICHON;Paulette;;Sainte-Lucie\n\n"
    "Fin; de; liste; ici"
)
TABLE = "| Client | City | Qty |\n|---|---|---|\n| x | Leeds | 3 |"


def test_columns_of_csv() -> None:
    found = values(labelled_columns.RECOGNISERS, CSV)
    assert found == [
        "guyot",
        "Marcel",
        "01 99 00 12 34",
        "Roubaix",
        "PICHON",
        "Paulette",
        "Sainte-Lucie",
    ]


def test_columns_of_markdown_and_the_line_under_the_header() -> None:
    assert values(labelled_columns.RECOGNISERS, TABLE) == ["Leeds"]


@pytest.mark.parametrize(
    "text",
    ["Nom, c'est tout.", "a;b;c\n1;2;3", "name, value = line.split()\nx, y = 1, 2", "Ville | \n"],
)
def test_no_columns(text: str) -> None:
    assert values(labelled_columns.RECOGNISERS, text) == []


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("Nom : dupont", "dupont", Kind.PERSON),
        ("owner: marie van der berg", "marie van der berg", Kind.PERSON),
        ("owner: jean-paul de la tour", "jean-paul de la tour", Kind.PERSON),
        ("**Nom** : Dupont", "Dupont", Kind.PERSON),
        ('{"last_name": 1, "name": "dupont marie"}', "dupont marie", Kind.PERSON),
        ("Prénom : élodie\nVille : roubaix", "roubaix", Kind.LOCATION),
        ("Phone:\n467 3395\n", "467 3395", Kind.PHONE),
        ("ZIP: 394 13", "394 13", Kind.POSTAL_CODE),
        ("my driver's license number is 2270-66-1551", "2270-66-1551", Kind.ID_DOC),
        ("Matricule : E10442", "E10442", Kind.CODE),
        ("matricule : 10482. Suite", "10482", Kind.CODE),
        ("Manager : Franck Olivier.", "Franck Olivier", Kind.PERSON),
        ("Ville : Brest.", "Brest", Kind.LOCATION),
        ("Prénom : Solène.", "Solène", Kind.PERSON),
        ("Prénom : Léa.", "Léa", Kind.PERSON),
        ("Prénom : Solène. Ville : Brest.", "Solène", Kind.PERSON),
        ("Contact: Prof. Ndiaye", "Prof. Ndiaye", Kind.PERSON),
        ("Ville : St. Ives", "St. Ives", Kind.LOCATION),
        ("Name: Martin L.", "Martin L.", Kind.PERSON),
        ("Raised by: mtrev\nImpact: 12", "mtrev", Kind.PERSON),
        ("Rédigé par : kbs", "kbs", Kind.PERSON),
        ("Address: 2407 tawastintie 6, sé\n", "2407 tawastintie 6, sé", Kind.ADDRESS),
    ],
)
def test_fields(text: str, value: str, kind: Kind) -> None:
    assert value in values(fields.RECOGNISERS, text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "for nom in noms: print(nom)",
        "contact: please call us.",
        "name: str",
        "Nom : total",
        "- **owner**: Change the task owner (agent name)",
        "- **owner**: Agent ID if assigned, empty if available",
        '{"owner": "my-name"}',
        "city: None",
    ],
)
def test_no_field(text: str) -> None:
    assert values(fields.RECOGNISERS, text) == []


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("my brother turned 60 today", "60", Kind.AGE),
        ("a 65-year-old man", "65", Kind.AGE),
        ("nobody is answering at 78 651 450", "78 651 450", Kind.PHONE),
        ("she grew up in Nordhaven", "Nordhaven", Kind.LOCATION),
        ("il habite à Sainte-Lucie-sur-Orge depuis", "Sainte-Lucie-sur-Orge", Kind.LOCATION),
        ("voici : tristan chevallier, merci", "tristan chevallier", Kind.PERSON),
        ("Suite 824", "Suite 824", Kind.ADDRESS),
    ],
)
def test_spoken(text: str, value: str, kind: Kind) -> None:
    assert values(spoken.RECOGNISERS, text, kind) == [value]


@pytest.mark.parametrize(
    "text",
    ["at the age of reason", "turned 60 %", "il a 3 enfants et 2 chiens de 40 kg", "pages 12 14 16 18",
     "avec julie partout", "habite à côté", "pour louis demain matin,"],
)  # fmt: skip
def test_not_spoken(text: str) -> None:
    assert values(spoken.RECOGNISERS, text, Kind.PHONE, Kind.PERSON, Kind.LOCATION) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("le tribunal administratif de Nordhaven a jugé", "tribunal administratif de Nordhaven"),
        ("à l'université de Cergy-Sud hier", "université de Cergy-Sud"),
        ("the Bank of Nordhaven paid", "Bank of Nordhaven"),
        ("at Nordhaven General Hospital today", "Nordhaven General Hospital"),
        ("chez Gay et Fils", "Gay et Fils"),
        ("le conservatoire de Vordal", "conservatoire de Vordal"),
        ("la police de Vordal enquête", "police de Vordal"),
        ("au centre sportif départemental du Vordal", "centre sportif départemental du Vordal"),
        ("au centre de formation d'Osney", "centre de formation d'Osney"),
    ],
)
def test_institutions(text: str, value: str) -> None:
    assert values(institutions.RULES, text, Kind.ORG) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "une école de commerce",
        "the bank of the river",
        "Le tribunal de céans",
        "la police Arial",
        "l'opéra Carmen",
        "police d'assurance",
    ],
)
def test_no_institution(text: str) -> None:
    assert values(institutions.RULES, text) == []


def test_countries_from_the_list() -> None:
    assert values(
        places_adapter.RECOGNISERS, "L'Andorre, d'ALGÉRIE, la Chine, porcelaine de chine"
    ) == [
        "ALGÉRIE",
        "Chine",
    ]


UK = "Royaume - Uni de Grande - Bretagne et d’Irlande du Nord"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("contre la République de Turquie introduite", "République de Turquie"),
        (f"le {UK},", UK),
        ("dirigée contre le Royaume - Uni en mai", "Royaume - Uni"),
        ("a citizen of the Republic of Poland", "Republic of Poland"),
    ],
)  # fmt: skip
def test_countries_by_their_long_names_and_with_spaced_hyphens(text: str, place: str) -> None:
    assert values(places_adapter.RECOGNISERS, text) == [place]
    assert is_public(place)


@pytest.mark.parametrize(
    ("text", "rooms"),
    [
        ("en salle Garonne à 14 h", ["Garonne"]),
        ("Lieu : Salle de réunion Marie Curie", ["Marie Curie"]),
        ("the conference room Brindle is free", ["Brindle"]),
        ("bâtiment B, salle 12, une salle comble", []),
    ],
)
def test_rooms_bear_names(text: str, rooms: list[str]) -> None:
    assert values(places_adapter.RECOGNISERS, text, rule="room") == rooms
