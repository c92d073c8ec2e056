"""E-mail addresses, phones, user names."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import contact
from tests.guards.finding import values


@pytest.mark.parametrize(
    "address",
    [
        "marie.dupont@example.org", "m.d+tag@mail.example.co.uk", "MARIE@EXAMPLE.COM",
        "o'brien@example.ie", "élodie@exämple.fr", "a@b.example", "jean_paul-x@sub-domain.example",
        "marie.dupont (at) example.org", "marie.dupont [at] example [dot] org",
        "marie (arobase) example (point) fr", "marie\u200b.dupont@example.org",
        "marie.dupont＠example.org",
    ],
)  # fmt: skip
def test_email(address: str) -> None:
    assert values(contact.RULES, f"Écrivez à {address}, merci.", Kind.EMAIL) == [address]


@pytest.mark.parametrize("text", ["a @ b", "prix @ 12 €", "user@", "@decorator", "x@y", "1@2"])
def test_no_email(text: str) -> None:
    assert values(contact.RULES, text, Kind.EMAIL) == []


@pytest.mark.parametrize(
    "phone",
    [
        "01 99 00 12 34", "0199001234", "01.99.00.12.34", "01-99-00-12-34", "+33 1 99 00 12 34",
        "+33199001234", "0033 1 99 00 12 34", "+33 (0)1 99 00 12 34", "06\u202f39\u202f98\u202f00\u202f12",
        "+44 20 7946 0958", "020 7946 0958", "07700 900123", "(202) 555-0143", "202-555-0143",
        "+1 202 555 0143", "+49 30 23125 014", "+41 44 668 18 00", "+32 2 555 12 12",
    ],
)  # fmt: skip
def test_phone(phone: str) -> None:
    assert values(contact.RULES, f"Appelez le {phone} demain", Kind.PHONE) == [phone]


@pytest.mark.parametrize(
    "text",
    ["en 2023-2024", "version 1.2.3.4", "3,141 592 653 589", "20260312 commandes", "ISBN 978-2-07-036822-8",
     "12/05/2026", "10 000 000 habitants", "0.0123456789", "Compte client 00451289"],
)  # fmt: skip
def test_no_phone(text: str) -> None:
    assert values(contact.RULES, text, Kind.PHONE) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("GET /x?id=4&phone=07700900417", "07700900417"),
        ("GET /x?phone=07700900417&id=4", "07700900417"),
        ("GET /x?id=4&tel=0639984127", "0639984127"),
        ("/x?id=4&mobile=%2B447700900417&p=2", "%2B447700900417"),
        ("/x?id=4&customer_phone=07700+900417", "07700+900417"),
        ("/x?id=4&phone_number=07700%20900417&p=2", "07700%20900417"),
        ("/x?id=4;portable=07700-900417", "07700-900417"),
    ],
)
def test_phone_in_a_query(text: str, value: str) -> None:
    assert values(contact.RULES, text, Kind.PHONE) == [value]


@pytest.mark.parametrize(
    "text",
    ["/x?id=4&page=07700900417", "/x?id=4&phone=true&n=100000", "/x?id=4&phone=2", "/x?a=1&microphone=7700900",
     "/x?a=1&phone_model=7700900", "/x?a=1&phone=&id=4477009", "/x?a=1&hotel=7700900", "a phone & 7700 books"],
)  # fmt: skip
def test_no_phone_in_a_query(text: str) -> None:
    assert values(contact.RULES, text, Kind.PHONE) == []


def test_user_names() -> None:
    assert values(contact.RULES, "merci @mdupont42 !", Kind.USERNAME) == ["mdupont42"]
    assert values(contact.RULES, "login: mdupont", Kind.USERNAME) == ["mdupont"]
