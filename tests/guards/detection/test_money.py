"""Bank data and amounts."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import money
from tests.guards.finding import values

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("IBAN FR76 3000 6000 0112 3456 7890 189", "FR76 3000 6000 0112 3456 7890 189", Kind.IBAN),
        ("FR7630006000011234567890189", "FR7630006000011234567890189", Kind.IBAN),
        ("le DE89 3704 0044 0532 0130 00 suit", "DE89 3704 0044 0532 0130 00", Kind.IBAN),
        ("gb29 nwbk 6016 1331 9268 19", "gb29 nwbk 6016 1331 9268 19", Kind.IBAN),
        ("FR76 3000 6000 0112\n3456 7890 189", "FR76 3000 6000 0112\n3456 7890 189", Kind.IBAN),
        ("RIB 30006 00001 12345678901 89", "30006 00001 12345678901 89", Kind.BANK_ACCOUNT),
        ("BIC AGRIFRPP", "AGRIFRPP", Kind.BANK_ACCOUNT),
        ("carte 4111 1111 1111 1111", "4111 1111 1111 1111", Kind.CREDIT_CARD),
        ("4111-1111-1111-1111", "4111-1111-1111-1111", Kind.CREDIT_CARD),
        ("378282246310005", "378282246310005", Kind.CREDIT_CARD),
        (f"4111{NARROW}1111{NARROW}1111{NARROW}1111", f"4111{NARROW}1111{NARROW}1111{NARROW}1111",
         Kind.CREDIT_CARD),
        ("il coûte 1 250,50 € net", "1 250,50 €", Kind.AMOUNT),
        ("12 k€", "12 k€", Kind.AMOUNT), ("$1,200.50 due", "$1,200.50", Kind.AMOUNT),
        ("une remise de 12,5 % sur tout", "12,5 %", Kind.AMOUNT), ("a stake of 30% in it", "30%", Kind.AMOUNT),
        ("3 millions d'euros", "3 millions d'euros", Kind.AMOUNT),
    ],
)  # fmt: skip
def test_found(text: str, value: str, kind: Kind) -> None:
    assert values(money.RULES, text, kind) == [value]


@pytest.mark.parametrize(
    "text",
    ["1234567890123456", "20261121-1234-5678", "commande 4512 3344", "le modèle AB12 CDEF",
     "100 % coton", "la batterie est à 12,5 %", "growth of 3% in May", "3.14159265358979", "0000 0000 0000 0000"],
)  # fmt: skip
def test_left(text: str) -> None:
    assert values(money.RULES, text) == []


def test_iban_of_wrong_key_needs_its_name() -> None:
    wrong = "FR76 3000 6000 0112 3456 7890 188"
    assert values(money.RULES, f"IBAN : {wrong}", Kind.IBAN) == [wrong]
    assert money.iban(wrong) is None
    assert money.iban("FR76 3000") is False
