"""Cells that hold a number: a reference, a telephone, a day; and those whose figures are sums or counts."""

from __future__ import annotations

import regex

from guards.detection.recognizers.references import ROUND

_DAY = regex.compile(
    r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}|\d{6}|\d{8}|.*\p{L}.*\d{4}|\d{1,2}.*\p{L}.*\d{2}"
)
# Runs of digits, of capitals, or of few small letters, a sign between them; a space before the first two only.
_RUN = r"(?:\d++|\p{Lu}{1,10}+|\p{Ll}{1,4}+(?!\p{Ll}))"
_REFERENCE = regex.compile(rf"\#?{_RUN}(?:(?:[-/._]|[ ]?[-/]?[ ](?=\d|\p{{Lu}}))?{_RUN})*+")
_NO_REFERENCE = regex.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|[\d ]+\.\d{1,2}|.*\.\p{L}{1,4}\d?", regex.IGNORECASE
)
_LETTER_OR_SIGN = regex.compile(r"[\p{L}/_-]")


def is_day(value: str) -> bool:
    """Whether a cell holds a day: « 12/03/1961 », « 12 mars 1961 »."""
    return _DAY.fullmatch(value) is not None


def anything(_: str) -> bool:
    """Any cell will do."""
    return True


def is_numbered(value: str) -> bool:
    """Whether a cell holds a digit."""
    return any(map(str.isdigit, value))


def is_long(value: str) -> bool:
    """Whether a cell holds eight digits or more."""
    return _digits(value) >= 8


def _digits(value: str) -> int:
    return sum(map(str.isdigit, value))


def is_code(value: str) -> bool:
    """Whether a cell may hold a code: a word, or anything with a digit."""
    return is_numbered(value) or " " not in value


def is_reference(value: str) -> bool:
    """« 4471 », « A-118 », « HX 4471 882 »; « 12,50 », « 12 mois », « page2.pdf », a day and « 100 000 » are none."""
    if (
        _REFERENCE.fullmatch(value) is None
        or _NO_REFERENCE.fullmatch(value)
        or ROUND.fullmatch(value)
    ):
        return False
    return _digits(value) >= (3 if value.strip("#").replace(" ", "").isdigit() else 2)


def is_no_price(value: str) -> bool:
    """Under « Facture » stands its number or its sum: a letter, a sign or a nought in front tells."""
    return is_reference(value) and (
        _LETTER_OR_SIGN.search(value) is not None or value.startswith("0") or _digits(value) >= 7
    )
