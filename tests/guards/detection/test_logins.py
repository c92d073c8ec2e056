"""A login and its password side by side."""

import pytest

from assistant.types import Kind
from guards.detection.detector import Detector
from guards.detection.recognizers import logins
from tests.guards.finding import values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Login oakhanger / Tr0ub4dor&3", ["oakhanger", "Tr0ub4dor&3"]),
        ("Compte FTP : mtranche / Crepe-29!", ["mtranche", "Crepe-29!"]),
        ("identifiants : m.tranche@x.test | Crepe29, merci", ["m.tranche@x.test", "Crepe29"]),
        ("Login oakhanger / Rq7!…", ["oakhanger", "Rq7!"]),
        ("Connexion kerouanton / Rq7!vale", ["kerouanton", "Rq7!vale"]),
        ("log in with oakhanger / Rq7!vale", ["oakhanger", "Rq7!vale"]),
        ("creds oakhanger:Rq7!vale", ["oakhanger", "Rq7!vale"]),
        ("Login oakhanger mdp Rq7!vale", ["oakhanger", "Rq7!vale"]),
        ("compte kerouanton, mot de passe Rq7!vale.", ["kerouanton", "Rq7!vale"]),
        ("user oakhanger and pass Rq7!vale", ["oakhanger", "Rq7!vale"]),
        ("username: oakhanger, pass: swallow", ["oakhanger", "swallow"]),
        ("The account is: oak_h / lilas#93.", ["oak_h", "lilas#93"]),
    ],
)
def test_a_login_and_its_password(text: str, found: list[str]) -> None:
    assert values(logins.RULES, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "compte Google / Office365", "Accès API / OAuth2.0", "user stories / Sprint12", "compte 411 / Facture-A12",
        "Compte client : Horizon / Bretagne", "login / password", "Login : oakhanger / 29000",
        "Login page / version_two", "user and password are wrong", "compte et mot de passe oubliés",
        "id: 12, password: required",
        "def login(username, password): pass", "Compte rendu: 12h30",
    ],
)  # fmt: skip
def test_what_else_stands_beside_a_login(text: str) -> None:
    assert values(logins.RULES, text) == []


@pytest.mark.parametrize(
    "text", ["Accès Armorlog. Login kerouanton", "Please use Login Oakhanger on Monday"]
)
def test_the_label_of_a_login_stays_readable(text: str, detector: Detector) -> None:
    found = [
        text[f.span.start : f.span.end] for f in detector.find([text])[0] if f.kind is not Kind.DATE
    ]
    assert text.split("Login ")[1].split(" ")[0] in found
    assert not any("Login" in one for one in found)
