"""Stand-ins for numbers: the same shape, in ranges that nobody can have.

Telephones are of the ranges kept for fiction (ARCEP decision 2018-0881; Ofcom; 555-0100 to 0199 in North
America), addresses on networks of those kept for documentation (RFC 5737, 3849, 7042).
"""

from __future__ import annotations

import random

import regex

from guards.detection.recognizers.france import luhn

_RANDOM = random.SystemRandom()
_DIGIT = regex.compile(r"\d")
_SIGN = regex.compile(r"[A-Za-z\d]")
_FRENCH_FICTION = {
    "1": "19900", "2": "26191", "3": "35301", "4": "46571", "5": "53649", "6": "63998", "7": "63998",
}  # fmt: skip


def phone(value: str) -> str | None:
    """A number of the same country and form kept for fiction, or None where none is known."""
    digits = "".join(_DIGIT.findall(value))
    for prefix, national in (("00330", 9), ("330", 9), ("0033", 9), ("33", 9), ("0", 9)):
        if digits.startswith(prefix) and len(digits) == len(prefix) + national:
            return _french(value, digits, len(prefix))
    if digits.startswith(("447", "07")) and len(digits) in (11, 12):
        return _filled(value, digits[:-10] + "7700900" + _some(3))
    if len(digits) in (10, 11) and digits[-10] in "23456789" and not digits.startswith("0"):
        return _filled(value, digits[:-7] + "55501" + _some(2))
    return None


def _french(value: str, digits: str, head: int) -> str | None:
    fiction = _FRENCH_FICTION.get(digits[head])
    return _filled(value, digits[:head] + fiction + _some(4)) if fiction else None


def iban(value: str) -> str:
    """The same country with the check digits 00, which no account has (ISO 13616)."""
    bare = _SIGN.findall(value)
    return _signs(value, "".join(bare[:2]) + "00" + _like("".join(bare[4:])))


def card(value: str) -> str:
    """A card whose first digit, 0, no card of payment has."""
    return _filled(value, "0" + _some(len(_DIGIT.findall(value)) - 1))


def identifier(value: str) -> str:
    """The same shape with other digits and letters, whose sum fails and whose first digit is 9."""
    while True:
        bare = "".join(_SIGN.findall(value))
        made = _like(bare)
        made = "9" + made[1:] if made[:1].isdigit() else made
        if not luhn(made) or not any(map(str.isdigit, made)):
            return _signs(value, made)


def ip(value: str) -> str:
    """An address kept for documentation."""
    if ":" in value:
        return f"2001:db8::{_RANDOM.randrange(1, 0xFFFF):x}"
    return f"{_RANDOM.choice(('192.0.2', '198.51.100', '203.0.113'))}.{_RANDOM.randrange(1, 255)}"


def mac(value: str) -> str:
    """An address kept for documentation, with the signs of the original."""
    return _signs(value, "00005E0053" + f"{_RANDOM.randrange(256):02X}")


def _some(count: int) -> str:
    return "".join(_RANDOM.choices("0123456789", k=count))


def _like(bare: str) -> str:
    """Other signs of the same sort in the same places."""
    sorts = ("0123456789", "ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghjkmnpqrstuvwxyz")
    return "".join(
        _RANDOM.choice(sorts[0] if sign.isdigit() else sorts[1] if sign.isupper() else sorts[2])
        for sign in bare
    )


def _filled(value: str, digits: str) -> str:
    rest = iter(digits)
    return _DIGIT.sub(lambda _: next(rest), value)


def _signs(value: str, signs: str) -> str:
    rest = iter(signs)
    return _SIGN.sub(lambda _: next(rest), value)
