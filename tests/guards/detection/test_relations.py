"""Family ties: found where they tie somebody to somebody, and left by the default policy."""

from __future__ import annotations

import pytest

from assistant.types import Action, Destination, Finding, Kind, Span
from guards.detection.recognizers import relations
from guards.policy import defaults
from tests.guards.finding import values

FOUND = [
    ("ma femme est partie", "femme"),
    ("Mon ex-mari a écrit", "ex-mari"),
    ("SA BELLE-SŒUR habite ici", "BELLE-SŒUR"),
    ("avec son petit-fils de six ans", "petit-fils"),
    ("leur demi-frère aussi", "demi-frère"),
    ("le frère de Mme Vasseur", "frère"),
    ("l'épouse d'Aurélien est venue", "épouse"),
    ("chez mes grands-parents, puis ma tante", "tante"),
    ("my late husband's car", "husband"),
    ("Her stepdaughter called", "stepdaughter"),
    ("Nadia's sister-in-law agreed", "sister-in-law"),
    ("the wife of Mr Okafor", "wife"),
    ("their twins are three", "twins"),
]
NOT = [
    "ma femme de ménage passe le mardi",
    "la mère de famille",
    "la maison mère du groupe",
    "les femmes et les hommes de l'entreprise",
    "the mother of all bugs",
    "son pair le plus proche",
    "a child process of the server",
    "les fils de fer",
    "my sonar is broken",
]


@pytest.mark.parametrize(("text", "value"), FOUND)
def test_is_found(text: str, value: str) -> None:
    assert value in values(relations.RULES, text)


@pytest.mark.parametrize("text", NOT)
def test_is_not(text: str) -> None:
    assert values(relations.RULES, text) == []


def test_stays_by_default() -> None:
    found = Finding(Span(0, 5), Kind.RELATION, "relation", 0.6)
    assert defaults.action(found, Destination.WORLD) is Action.ALLOW
