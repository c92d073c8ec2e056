"""A login and its password side by side."""

import pytest

from guards.detection.recognizers import logins
from tests.guards.finding import values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Login oakhanger / Tr0ub4dor&3", ["oakhanger", "Tr0ub4dor&3"]),
        ("Compte FTP : mtranche / Crepe-29!", ["mtranche", "Crepe-29!"]),
        ("identifiants : m.tranche@x.test | Crepe29, merci", ["m.tranche@x.test", "Crepe29"]),
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
        "Login page / version_two",
    ],
)  # fmt: skip
def test_what_else_stands_beside_a_login(text: str) -> None:
    assert values(logins.RULES, text) == []
