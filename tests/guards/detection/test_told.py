"""The kind of a name, told by the words and lines around it."""

import pytest

from assistant.types import Kind
from guards.detection.cards import from_lines
from guards.detection.mentions import Mentions
from guards.detection.partners import partners
from guards.detection.recognizers import addresses
from guards.detection.recognizers import places_adapter as places
from guards.detection.rule import Hit
from guards.detection.told import told
from tests.guards.finding import values

PERSON, PLACE, ORG, STREET = Kind.PERSON, Kind.LOCATION, Kind.ORG, Kind.ADDRESS


def guess(text: str, value: str, kind: Kind) -> Hit:
    at = text.index(value)
    return Hit(at, at + len(value), 0.8, kind, "ner")


@pytest.mark.parametrize(
    ("text", "value", "guessed", "is_"),
    [
        ("I work for Ellis-Vordal now", "Ellis-Vordal", PERSON, ORG),
        ("Elle travaille chez Vordal depuis", "Vordal", PERSON, ORG),
        ("Le PDG de Vordal démissionne", "Vordal", PLACE, ORG),
        ("Vordal is a small design agency", "Vordal", PERSON, ORG),
        ("Vordal est une société familiale", "Vordal", PLACE, ORG),
        ("The Vordal office is at the port", "Vordal", PLACE, ORG),
        ("The address of Vordal is new", "Vordal", PLACE, ORG),
        ("serving Southern Canada", "Southern Canada", ORG, PLACE),
        ("We like France a lot", "France", ORG, PLACE),
        # People stay people, places places.
        ("I work for Karim now", "Karim", PERSON, PERSON),
        ("I work for Mr Vordal now", "Vordal", PERSON, PERSON),
        ("Elle travaille pour Mme Vordal", "Vordal", PERSON, PERSON),
        ("The address of Vordal is new", "Vordal", PERSON, PERSON),
        ("Vordal is a good man", "Vordal", PERSON, PERSON),
        ("She works at Paris", "Paris", PLACE, PLACE),
        ("They work in Vordal", "Vordal", PLACE, PLACE),
    ],
)
def test_words_beside_a_name_tell_its_kind(text: str, value: str, guessed: Kind, is_: Kind) -> None:
    (hit,) = told([guess(text, value, guessed)], text)
    assert hit.kind is is_
    assert text[hit.start : hit.end] == value


@pytest.mark.parametrize(
    ("text", "value", "kind", "street"),
    [
        ("He lives on Peter Vorhove 188", "Peter Vorhove", PERSON, "Peter Vorhove 188"),
        ("it is in Hoge Vor 32.", "Hoge Vor", PLACE, "Hoge Vor 32"),
        ("address: 4241 Vorfelden 73\nHALDEN", "Vorfelden 73", PLACE, "Vorfelden 73"),
        ("we saw it in Vordal 2024.", "Vordal", PLACE, ""),
        ("I gave Marie 3.", "Marie", PERSON, ""),
        ("the number of Karim Benali 12.", "Karim Benali", PERSON, ""),
        ("the album of Vordal 182.", "Vordal", ORG, ""),
    ],
)
def test_a_house_number_tells_a_street(text: str, value: str, kind: Kind, street: str) -> None:
    (hit,) = told([guess(text, value, kind)], text)
    assert (text[hit.start : hit.end].rstrip(".") == street) is (hit.kind is STREET)
    assert (hit.kind is STREET) is bool(street)


def test_what_a_rule_found_keeps_its_kind() -> None:
    text = "I work for ACME-12"
    hit = Hit(11, 18, 0.9, Kind.CODE, "reference")
    assert list(told([hit], text)) == [hit]


@pytest.mark.parametrize(
    ("text", "value", "guessed", "is_"),
    [
        ("Dreux Vorly\nPaxola\nPSC 3294, Box 9\n", "Paxola", PERSON, ORG),
        ("> Ida Holm\n> Paxola\n> Ida Holm\n> 7 Elm Way", "Paxola", PERSON, ORG),
        ("Ida Holm\n\nVORDAL\nUnited Kingdom", "VORDAL", PERSON, PLACE),
        ("Ida Holm\nVordal\nSpain 20411", "Vordal", ORG, PLACE),
        ("Ida Holm\nKarim\n7 Elm Way", "Karim", PERSON, PERSON),
        ("Ida Holm\nVordal\nPaul Elm", "Vordal", PERSON, PERSON),
        ("Ida Holm\nat Vordal\n7 Elm Way", "Vordal", PERSON, PERSON),
    ],
)
def test_lines_around_a_name_tell_its_kind(text: str, value: str, guessed: Kind, is_: Kind) -> None:
    people = [guess(text, who, PERSON) for who in ("Ida Holm", "Dreux Vorly") if who in text]
    hits = list(from_lines([*people, guess(text, value, guessed)], text))
    assert hits[-1].kind is is_
    assert all(hit.kind is PERSON for hit in hits[:-1])


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Lopez, Vordal and Coleman is a design agency", "Lopez, Vordal and Coleman"),
        ("Durand, Vordal et Lefort est un cabinet", "Durand, Vordal et Lefort"),
        ("Ada is from Lopez, Vordal and Coleman.", "Lopez, Vordal and Coleman"),
        ("our founders: Lopez, Vordal and Coleman. They", ""),
        ("I met Lopez, Vordal and Coleman yesterday", ""),
        ("Karim, Paul and Marie's mother", ""),
        ("Japan, Brazil and Canada is a hard group", ""),
    ],
)
def test_a_firm_called_by_its_partners(text: str, firm: str) -> None:
    names = ("Lopez", "Vordal", "Coleman", "Durand", "Lefort", "Karim", "Paul", "Marie", "Japan")
    hits = [guess(text, name, PERSON) for name in names if name in text]
    found = [text[hit.start : hit.end] for hit in partners(hits, text)]
    assert found == [firm] * bool(firm)


def test_an_enumeration_without_names_is_no_firm() -> None:
    assert not list(partners([], "Reading, Writing and Arithmetic is a play"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the corner of Bygget 64 and Vordal Club now", "Bygget 64 and Vordal Club"),
        ("à l'angle de la rue Vordal et de la rue Foch.", "rue Vordal et de la rue Foch"),
        ("in the corner of the room and the hall", ""),
        ("to 760 Vorsauer Strasse 33, please", "760 Vorsauer Strasse 33"),
        ("it is at hegyalja út 98.", "hegyalja út 98"),
        ("departs from gate 12", ""),
    ],
)
def test_streets_without_a_word_of_the_list(text: str, value: str) -> None:
    assert value in [*values(addresses.RULES, text, STREET), *[""] * (not value)]
    assert value or not values(addresses.RULES, text, STREET)


def test_a_name_of_two_kinds_is_learnt_as_it_is_decided() -> None:
    """A country that the model takes for a company is a place wherever it stands."""
    text = "glad that France moves"
    rule = Hit(10, 16, 0.6, PLACE, "public_place")
    mentions = Mentions()
    mentions.learn(text, [guess(text, "France", ORG), rule])
    assert {hit.kind for hit in mentions.find("France again")} == {PLACE}


def test_a_first_name_alone_says_less_than_the_model() -> None:
    text = "near San Antonio"
    first = Hit(9, 16, 0.6, PERSON, "first_name")
    mentions = Mentions()
    mentions.learn(text, [first, guess(text, "Antonio", PLACE)])
    assert {hit.kind for hit in mentions.find("Antonio")} == {PLACE}


def test_a_meeting_room_is_no_person() -> None:
    """« la salle Garonne »: the rule's word counts before the model's, wherever the name stands again."""
    text = "en salle Garonne, et Garonne est libre"
    (room,) = (hit for rule in places.RECOGNISERS for hit in rule.find(text) if hit.rule == "room")
    mentions = Mentions()
    mentions.learn(text, [guess(text, "Garonne", PERSON), room])
    assert {hit.kind for hit in mentions.find(text)} == {PLACE}


@pytest.mark.parametrize(
    ("text", "value", "whole"),
    [
        ("Hier l'équipe de France a gagné", "France", "équipe de France"),
        ("La sélection nationale du Maroc joue", "Maroc", "sélection nationale du Maroc"),
        ("The France national team won", "France", "France national team"),
        ("Il signe avec les Tigres de Nantes", "Nantes", "Tigres de Nantes"),
        ("aux Ateliers de la Vordal", "Vordal", "Ateliers de la Vordal"),
        ("aux Grands Ateliers d'Osney", "Osney", "Grands Ateliers d'Osney"),
    ],
)  # fmt: skip
def test_the_team_of_a_country_and_the_bodies_of_a_town_are_organisations(
    text: str, value: str, whole: str
) -> None:
    [found] = told([guess(text, value, PLACE)], text)
    assert (text[found.start : found.end], found.kind) == (whole, ORG)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("L'équipe de Nantes a signé", "Nantes"),  # or whoever works there
        ("les Français de Nantes", "Nantes"),
        ("les Gorges de Vordal", "Vordal"),
        ("les habitants de Nantes", "Nantes"),
        ("The team in France won", "France"),
    ],
)  # fmt: skip
def test_people_and_landscapes_of_a_place_leave_it_a_place(text: str, value: str) -> None:
    own = guess(text, value, PLACE)
    assert [*told([own], text)] == [own]
