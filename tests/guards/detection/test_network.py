"""Machines and places on a network."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import network, paths
from tests.guards.finding import values


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("10.20.30.40", Kind.IP), ("192.0.2.17", Kind.IP), ("192.0.2.0/24", Kind.IP),
        ("2001:db8::8a2e:370:7334", Kind.IP), ("2001:0db8:85a3:0000:0000:8a2e:0370:7334", Kind.IP),
        ("fe80::1ff:fe23:4567:890a", Kind.IP),
        ("00:00:5E:00:53:af", Kind.MAC), ("00-00-5e-00-53-af", Kind.MAC),
        ("https://wiki.example.org/x?id=3", Kind.URL), ("ssh://git.example.org/a.git", Kind.URL),
        ("www.example.org/a", Kind.URL),
        ("db01.prod.internal", Kind.HOST), ("nas.nordelle.lan", Kind.HOST),
        ("srv-paie-02", Kind.HOST), ("web-front-12", Kind.HOST), ("ferrandine-sql01:1433", Kind.HOST),
        ("s3://ferrandine-rh/a.csv", Kind.URL), ("sql-prd-01:5432", Kind.HOST),
        ("sql-prd-01.ferrandine.test:5432", Kind.HOST),
        ("prd-pay-02", Kind.HOST), ("staging-app3", Kind.HOST),
        ("jdbc:postgresql://sql-prd-01.ferrandine.test:5432/paie", Kind.URL),
        ("redis://cache.ferrandine.example:6379/0", Kind.URL), ("amqp://file.ferrandine.example/paie", Kind.URL),
        ("/home/mdupont/paie.xlsx", Kind.PATH), ("/Users/marie/notes", Kind.PATH),
        ("C:\\Users\\marie\\paie.xlsx", Kind.PATH), ("\\\\srv-rh\\partage\\2026", Kind.PATH),
    ],
)  # fmt: skip
def test_found(value: str, kind: Kind) -> None:
    assert values((*network.RULES, *paths.RULES), f"Voir {value} pour la suite", kind) == [value]


@pytest.mark.parametrize(
    "text",
    ["version 1.2.3", "127.0.0.1", "::1", "12:30:45", "std::vector<int>", "a.b.c", "e.g. this", "a/b/c",
     "postgres://localhost:5432/app", "redis://redis:6379", "prod-like", "staging-area", "a prd-1",
     "999.1.1.1", "nginx-alpine:8080", "DB_HOST=localhost", "DB_HOST=get_host()", "localhost:8000", "10:20 à 11:30"],
)  # fmt: skip
def test_left(text: str) -> None:
    assert values((*network.RULES, *paths.RULES), text) == []


@pytest.mark.parametrize(
    "text", ["DB_USER=paiement_rw", "POSTGRES_USER: paiement_rw", 'APP_LOGIN="paiement_rw"']
)
def test_account_of_a_setting(text: str) -> None:
    assert values(network.RULES, text, Kind.USERNAME) == ["paiement_rw"]


@pytest.mark.parametrize(
    "text",
    [
        "DB_USER=postgres",
        "DB_USER=${USER}",
        "current_user = paie",
        "DB_USER=get_user()",
        "MAX_USER=12",
    ],
)
def test_no_account_of_a_setting(text: str) -> None:
    assert values(network.RULES, text) == []


def test_host_of_a_setting() -> None:
    assert values(network.RULES, "REDIS_HOST=cache01", Kind.HOST) == ["cache01"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sshd[2211]: Accepted password for otuckwell from 198.51.100.23", ["otuckwell"]),
        ("Failed password for invalid user k.lamb from 198.51.100.23", ["k.lamb"]),
        ("session opened for user otuckwell(uid=1001) by otuckwell(uid=0)", ["otuckwell"]),
        ("Accepted password for root from 198.51.100.23", []),
        ("send a new password for the portal from your page", []),
        ("the login for staff by default", []),
    ],
)
def test_who_signed_in(text: str, found: list[str]) -> None:
    assert values(network.RULES, text, rule="signed_in") == found
