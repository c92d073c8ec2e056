"""Forms that spaces lay out: the label says what the value is, whatever case it is in."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import spaced_forms
from tests.guards.finding import values

FRENCH = """\
FICHE DE RENSEIGNEMENTS

Nom                  kerouanton
Prénom               rose
Situation            marié, 2 enfants
Poste                Chargée de recouvrement
N+1                  le bail
Matricule            004471
"""
ENGLISH = """\
Surname              fitzwarren
Forename             hazel
Job title            Credit controller
Line manager         wood
Employee no          1044
"""


@pytest.mark.parametrize(
    ("text", "people", "codes"),
    [
        (FRENCH, ["kerouanton", "rose", "le bail"], ["004471"]),
        (ENGLISH, ["fitzwarren", "hazel", "wood"], ["1044"]),
        (ENGLISH.replace("\n", "\r\n"), ["fitzwarren", "hazel", "wood"], ["1044"]),
        ("Nom d'utilisateur      jdupont\nNom complet            petit", ["petit"], []),
    ],
)
def test_values_behind_their_labels(text: str, people: list[str], codes: list[str]) -> None:
    assert values(spaced_forms.RECOGNISERS, text, Kind.PERSON) == people
    assert values(spaced_forms.RECOGNISERS, text, Kind.CODE) == codes


@pytest.mark.parametrize(
    "text",
    [
        "Nom   petit",
        "Nom      petit\nrien à voir\nAutre chose",
        "Nom      petit\nPrix          12",  # not below each other
        "name    = petit\nsize    = 3",
        "    name  petit\n\n    other  roux",
        "Total HT      1 356,00\nTVA 20 %        271,20",
        "Prénom      oui\nNom         non",
        "owner     Change the owner\nuser      Manage users\nclient    Start the client",
        "client    Créer un client\nutilisateur   x\nclient    Ouvrir la fiche\nnom       Changer le nom",
    ],
)
def test_no_form(text: str) -> None:
    assert values(spaced_forms.RECOGNISERS, text) == []
