"""Identifiers of the United Kingdom."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import united_kingdom
from tests.guards.finding import values


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("my NI number is QQ 12 34 56 C.", "QQ 12 34 56 C", Kind.NATIONAL_ID),
        ("on file: QQ 12 34 56 C", "QQ 12 34 56 C", Kind.NATIONAL_ID),
        ("National Insurance no. QQ123456C", "QQ123456C", Kind.NATIONAL_ID),
        ("sort code 60-16-13", "60-16-13", Kind.BANK_ACCOUNT),
        ("Sort code: 601613", "601613", Kind.BANK_ACCOUNT),
        ("acct 31926800", "31926800", Kind.BANK_ACCOUNT),
        ("account number is 00012345", "00012345", Kind.BANK_ACCOUNT),
        ("company no. 09817263", "09817263", Kind.COMPANY_ID),
        ("Company Registration Number: SC123456", "SC123456", Kind.COMPANY_ID),
        ("registered in England and Wales, no. 09817263", "09817263", Kind.COMPANY_ID),
        ("registered charity no. 1123456", "1123456", Kind.COMPANY_ID),
        ("the van WV19 KXR was seen", "WV19 KXR", Kind.PLATE),
        ("registration WV19KXR", "WV19KXR", Kind.PLATE),
        ("driver THROG 852141 PM9IJ", "THROG 852141 PM9IJ", Kind.ID_DOC),
        ("son permis THROG852141PM9IJ est joint", "THROG852141PM9IJ", Kind.ID_DOC),
        ("driving licence: throg 852141 pm9ij", "throg 852141 pm9ij", Kind.ID_DOC),
        ("licence no. FOX99 802141 PM9 IJ", "FOX99 802141 PM9 IJ", Kind.ID_DOC),
        ("permis de conduire THROG 892141 PM9IJ", "THROG 892141 PM9IJ", Kind.ID_DOC),  # mistyped
        ("on file: THROG 852141 PM9IJ", "THROG 852141 PM9IJ", Kind.ID_DOC),
    ],
)
def test_found(text: str, value: str, kind: Kind) -> None:
    assert values(united_kingdom.RULES, text, kind) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "FY24 YTD results", "the CD20 MAB study", "the order AB99 CDE", "model WV19KXR of the drill",
        "sort by code 60", "the account grew 310000 %", "an account of 2026", "accounts for 12,345,678 units",
        "the company number of employees", "registered 2500 users", "room QQ 12 34 56", "sort code order",
        "part ABCDE 123456 AB1CD", "ABCDE991399AB1CD", "total 99999 101011 AB1CD", "throg 852141 pm9ij",
        "THROG 852141", "the driver paid 52141 points", "licence AGPL3 or MIT", "driver GTX 4090 99",
    ],
)  # fmt: skip
def test_left(text: str) -> None:
    assert values(united_kingdom.RULES, text) == []
