"""References behind a noun and the name of a house: « contrat MAIF n° 4418827 H », « dossier MDPH 29-2024-00871 »."""

from __future__ import annotations

import regex

from assistant.types import Kind
from guards.detection.recognizers.references import (
    AMOUNT,
    END,
    GROUPS,
    LABEL_STARTS,
    NEEDS,
    NO_SERIES,
    NOUN,
    OF,
    ROUND,
    SIGN,
    STARTS,
)
from guards.detection.rule import Rule

# Two words at most; the names of other numbers are none: « client SIREN 732829320 ».
_OTHER = r"(?i:sire[nt]|t[ée]l|phone|mobile|fax|port|nir|nhs|iban|rib|bic)"
_HOUSE = rf"(?:[ ]{NO_SERIES}(?!{_OTHER}(?!\w))[A-ZÀ-ÖØ-Þ][\w'&.-]{{0,20}})"
# « order 4418827 I placed », « le dossier 4418827 A été … »: the letter is a word.
_LETTER = r"(?:[ ]?[A-Z](?![\w'’])(?<![ ][AIOY](?=[ ][a-zà-ÿ])))?"
# Four groups of three and more are no telephone number, though they may look like one from the second on.
_GROUPED = rf"(?:\d{{1,3}}(?:[ ]\d{{3}}){{3,5}}(?![ ]?\d)|\d{{1,12}}{GROUPS % 1})"
_PHONE = r"0\d(?:[ .-]?\d{2}){4}(?!\d)|\d{3}-\d{3}-\d{4}(?!\d)|\d{3}-\d{2}-\d{4}(?!\d)"
# Groups of four are no amount; groups of three behind such a noun are one only with what they count.
_UNSIGNED = r"(?:\d{4,6}(?:[ ]\d{4,6}){1,3}|\d{2,3}(?:[ ]\d{3}){2,3})"
_HYPHENED = r"\d{2,7}(?:-\d{2,8}){2,4}"
_LISTED = rf"(?:{_UNSIGNED}|{_HYPHENED}|\d{{2,6}}/\d{{2,6}})"
_YEARS = regex.compile(r"(?:(?:19|20)\d{2}[ ]?)+")
_DAY = regex.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")


def _is_contract(value: str) -> bool | None:
    """« commande Lyon 20260312 » is a day, « marché Python 1500000 » a count."""
    if _DAY.fullmatch(value) or ROUND.fullmatch(value) or value.endswith("000"):
        return False
    return None


def _is_bare(value: str) -> bool | None:
    """« les contrats 2024 2025 » are of two years, « commande 1 250 000 » is a count."""
    return False if _YEARS.fullmatch(value) or value.endswith("000") else None


def _is_series(value: str) -> bool | None:
    """Dates and telephone numbers have fewer digits, or others together."""
    return None if sum(map(str.isdigit, value)) >= 9 else False


RULES = (
    Rule(
        "contract_number",
        Kind.CODE,
        rf"(?<!\w)(?i:{NOUN}{OF}){_HOUSE}{{0,2}}+[ ](?!{_PHONE})(?P<v>\d{{7,12}}{_LETTER}){END}",
        score=0.76,
        check=_is_contract,
        digits=7,
        starts=STARTS,
    ),
    Rule(
        "signed_contract_number",
        Kind.CODE,
        rf"(?<!\w)(?:(?i:{NOUN}{OF}){_HOUSE}{{0,2}}+[ ]\(?(?i:{SIGN})|(?i:{SIGN})[ ]?(?i:de |du |d')?(?i:{NOUN}){_HOUSE}{{0,2}}+)[ ]?:?[ ]?"
        rf"(?!{AMOUNT}|{_PHONE})(?P<v>(?:{_GROUPED}(?<=(?:\d[ ]?){{7}})|[A-Z]{{0,4}}\d{{5,14}}){_LETTER}){END}",
        score=0.76,
        check=_is_contract,
        digits=5,
        needs=NEEDS,
        starts=LABEL_STARTS,
    ),
    Rule(
        # « dossier 29-2024-00871 », « Order 402-1234567-8901234 »
        "long_series",
        Kind.CODE,
        rf"(?<!\w)(?i:{NOUN}s?{OF}){_HOUSE}?[ ](?!{_PHONE})(?P<v>{_HYPHENED}){END}",
        score=0.76,
        check=_is_series,
        digits=9,
        starts=STARTS,
    ),
    Rule(
        # « mon contrat 7745 8812 », « Police : 30 998 127 »
        "bare_contract_number",
        Kind.CODE,
        rf"(?<!\w)(?i:{NOUN}s?{OF}){_HOUSE}?(?:[ ]?:)?[ ](?!{AMOUNT}|{_PHONE})(?P<v>{_UNSIGNED}){END}",
        score=0.76,
        check=_is_bare,
        digits=8,
        starts=STARTS,
    ),
    Rule(
        # « les dossiers 29-2024-00871 et 29-2024-00872 », « contrat n° 7745 8812 et n° 7745 8813 »
        "listed_contract_numbers",
        Kind.CODE,
        rf"(?<=(?<!\w)(?i:{NOUN}s?{OF}(?:[ ]{SIGN})?(?:[ ]?:)?)[ ](?:{_LISTED}(?:,|[ ](?i:et|and|ou|or|&))[ ](?:(?i:{SIGN})[ ]?)?){{1,6}})"
        rf"(?!{AMOUNT}|{_PHONE})(?P<v>{_LISTED}){END}",
        score=0.76,
        check=_is_bare,
        digits=4,
        needs=NEEDS,
    ),
)
