"""Initials of people who are named in full are hidden where they mean them, and short forms of things are not."""

import pytest

from assistant.types import Kind
from guards.detection.initials import initials_of, standing_initials
from guards.detection.mentions import Mentions
from guards.detection.rule import Hit

PEOPLE = (
    "Marie-Ève Poulain", "Anne-Thérèse Sorel", "Paul Martin", "Ursula Klein", "Camille Dubois", "Henri Renaud",
)  # fmt: skip


def hidden(text: str, *people: str) -> list[str]:
    """The initials that are hidden in a text beside the full names of people."""
    named, own = Mentions(), people or PEOPLE
    for person in own:
        named.learn(person, [Hit(0, len(person), 0.9, Kind.PERSON, "ner")])
    return [text[hit.start : hit.end] for hit in named.find(text) if hit.rule == "initials"]


@pytest.mark.parametrize(
    "text",
    [
        "Hier, MEP a appelé le client.",
        "MEP n'a pas répondu.",
        "Point vu avec MEP ce matin.",
        "Selon MEP, le budget tient.",
        "Marie-Ève Poulain (MEP) a présenté le budget.",
        "Relancer la banque (MEP)",
        "Présents : ABC, MEP, le notaire",
        "Apologies: MEP and the chair",
        "Je te rappelle demain.\nMEP",
        "- MEP : il faut avancer",
        "Action : MEP relance la banque",
        "MEP will call the bank.",
        "MEP agreed to the plan.",
    ],
)
def test_initials_are_hidden_where_somebody_is_meant(text: str):
    assert hidden(text) == ["MEP"]


def test_who_signs_and_who_types_are_hidden():
    assert hidden("Lettre du 3\nCD/hr\n") == ["CD", "hr"]


@pytest.mark.parametrize(
    "text",
    [
        "La MEP est prévue jeudi.",
        "Le plan de MEP du lot 2",
        "MEP prévue le 12, puis la recette.",
        "the ATS has failed twice",
        "Notre ATS a échoué.",
        "UK sales are up.",
        "Rendez-vous à 3 PM, heure de Londres",
        "pièce MEP-204",
        "mep a appelé",
    ],
)
def test_short_forms_of_things_stay(text: str):
    assert hidden(text) == []


def test_initials_of_nobody_in_the_text_stay():
    assert hidden("MEP a appelé le client.", "Luc Fabre") == []
    assert hidden("VH a signé.", "Victor Hugo") == []


def test_initials_that_are_no_short_form_need_the_words_around_as_well():
    assert hidden("Le dossier passe chez ZKW demain. ZKW News", "Zoé Kern-Wolff") == ["ZKW"]


def test_initials_count_the_parts_of_compounds_and_particles_or_leave_them():
    assert {"asdg", "asg", "ag"} <= {*initials_of(("anne-sophie", "de", "grandpré"))}


def test_long_lines_take_no_longer_than_they_grow():
    assert [*standing_initials("MEP, " * 20_000, {"mep"})] == []
