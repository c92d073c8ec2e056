"""Keys, tokens and passwords."""
# ruff: noqa: E501

import pytest

from assistant.types import Kind
from guards.detection.recognizers import secret_tokens, secrets
from tests.guards.finding import values


def made(*parts: str) -> str:
    """Join a token's parts, so that no scanner takes this file for a leak."""
    return "".join(parts)


@pytest.mark.parametrize(
    "token",
    [
        made("AKIA", "IOSFODNN7EXAMPLE"), made("ghp_", "a1B2" * 9), made("glpat-", "x1y2z3" * 4),
        made("xoxb-", "123456789012-abcdefGHIJ"), made("sk-proj-", "ab12CD34" * 5),
        made("sk_live_", "4eC39HqLyjWDarjtT1zdp7dc"), made("AIza", "SyA1234567890abcdefghijklmnopqrstuv"),
        made("hf_", "AbCd" * 8), made("npm_", "abcd1234" * 4 + "abcd"),
        made("SG.", "a1b2c3d4e5f6g7h8.", "i9j0k1l2m3n4o5p6"),
        made("eyJhbGciOiJIUzI1NiJ9.", "eyJzdWIiOiIxIn0.", "c2lnbmF0dXJl"),
        "postgres://app:s3cr3t@db.example:5432/paie",
        made("-----BEGIN RSA PRIVATE", " KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----"),
    ],
)  # fmt: skip
def test_token(token: str) -> None:
    assert values(secrets.RULES, f"voici {token} !", Kind.SECRET) == [token]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("password = 'Tr0ub4dor&3'", "Tr0ub4dor&3"),
        ("mot de passe : soleil2026!", "soleil2026!"),
        ("mot de passe : chaton", "chaton"),
        ("Wifi, mdp : sarrasin.\nBonne journée", "sarrasin"),
        ("Password: teapot", "teapot"),
        ("DB_PASSWORD=hunter2x", "hunter2x"),
        ("mdp: azerty123", "azerty123"),
        ("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
         "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        ("Authorization: Bearer abcdef1234567890", "abcdef1234567890"),
        ('{"api_key": "q9w8e7r6t5"}', "q9w8e7r6t5"),
    ],
)  # fmt: skip
def test_assigned(text: str, value: str) -> None:
    assert values(secrets.RULES, text, Kind.SECRET) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "password = None", "le mot de passe est obligatoire", "Mot de passe : obligatoire", "password: forgotten",
        "mot de passe : huit lettres au moins", "def f(password: str, name: str)", "password: required", "token: string",
        "my password is changeme", "api_key = ${API_KEY}", "passwords should be long",
        "the secret is out", "git commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
    ],
)  # fmt: skip
def test_left(text: str) -> None:
    assert values(secrets.RULES, text) == []


def test_entropy() -> None:
    assert secrets.entropy("aaaa") == 0
    assert secrets.entropy("abcd") == 2


def test_more_than_a_hundred_providers() -> None:
    assert len(secret_tokens.PROVIDERS) > 100


@pytest.mark.parametrize(
    "token",
    [
        made("sk-ant-", "api03-abcDEF123456ghiJKL"), made("gsk_", "a1B2c3D4" * 6), made("pplx-", "a1B2c3D4" * 6),
        made("nvapi-", "a1B2c3D4" * 6), made("r8_", "a1B2c3D4" * 4, "a1B2c"), made("dp.pt.", "a1B2c3D4" * 5),
        made("glsa_", "a1B2c3D4" * 4, "_1a2b3c4d"), made("pul-", "a1b2c3d4" * 5), made("PMAK-", "a1b2c3d4" * 3, "-", "a1b2c3d4" * 4, "ab"),
        made("shpat_", "a1b2c3d4" * 4), made("dt0c01.", "A1B2C3D4" * 3, ".", "A1B2C3D4" * 8), made("tskey-", "auth-k123-a1B2c3D4e5F6"),
        made("https://hooks.slack.com/", "services/T000/B000/XXXX"), made("hvs.", "CAESIJ1234567890abcdef"), made("figd_", "a1B2c3D4" * 5),
        made("xkeysib-", "a1b2c3d4" * 8, "-", "a1b2c3d4" * 2), made("123456789:AA", "a1B2c3D4" * 4, "a"), made("sntrys_", "a1B2c3D4" * 5),
    ],
)  # fmt: skip
def test_providers(token: str) -> None:
    assert values(secrets.RULES, f"voici {token} !", Kind.SECRET) == [token]
