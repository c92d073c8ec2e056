"""Identifiers of the United Kingdom that a label or a shape gives away: they carry no check digit."""

from __future__ import annotations

import regex

from assistant.types import Kind
from guards.detection.rule import Rule

_IS = r"(?:[ \n](?:is|was))?[ ]?:?[ ]?#?[ ]?"
_NO = r"(?:number|num\.?|no\.?|nos\.?|n°)"
_ROAD = (
    r"cars?|vans?|truck|lorry|vehicles?|motorcycle|plates?|registration|reg\.?|registered|number ?plate|parked|parking|driver|driving|"
    r"v[ée]hicules?|voitures?|plaque|immatricul\w+|fourgonnette|camion"
)

_DRIVER = regex.compile(
    r"(?=.{5}\d)[A-Z]+9*\d(?:[05][1-9]|[16][0-2])(?:0[1-9]|[12]\d|3[01])\d[A-Z][A-Z9]\d[A-Z]{2}"
)


def _driver_number(value: str) -> bool | None:
    """A name, a date of birth (50 is added to a woman's month), initials: the form published by the DVLA."""
    return None if _DRIVER.fullmatch(value.replace(" ", "").replace("-", "")) else False


RULES = (
    Rule(
        "uk_driving_licence",
        Kind.ID_DOC,
        r"(?<![\w-])[A-Z9]{5}[ -]?\d{6}[ -]?[A-Z9]{2}[ ]?\d[ ]?[A-Z]{2}(?![\w-])",
        score=0.75,
        check=_driver_number,
        context=r"drivers?|driver'?s|driving|licen[cs]es?|dvla|permis|conduct(?:eur|rice)s?",
        ignore_case=True,
        digits=6,
    ),
    Rule(
        # Any two letters: examples and test data use « QQ », which is never issued.
        "uk_nino_spaced",
        Kind.NATIONAL_ID,
        r"(?<![\w-])[A-Z]{2}[ ]\d{2}[ ]\d{2}[ ]\d{2}[ ][A-D](?![\w-])",
        score=0.75,
    ),
    Rule(
        "uk_nino_labelled",
        Kind.NATIONAL_ID,
        rf"(?<!\w)(?:(?i:nino|national insurance)|NI)(?:[ ](?i:{_NO}))?(?i:{_IS})"
        r"(?P<v>[A-Za-z]{2}[ ]?\d{2}[ ]?\d{2}[ ]?\d{2}[ ]?[A-Da-d])(?!\w)",
        score=0.85,
        needs=("nino", "ni ", "national insurance"),
    ),
    Rule(
        "uk_sort_code",
        Kind.BANK_ACCOUNT,
        rf"(?<!\w)sort[ \n-]?code{_IS}(?P<v>\d{{2}}([ -]?)\d{{2}}\2\d{{2}})(?![\w-])",
        score=0.9,
        ignore_case=True,
        needs=("sort",),
    ),
    Rule(
        "account_number",
        Kind.BANK_ACCOUNT,
        rf"(?<!\w)(?:(?:bank[ \n])?account|acct|acc|a/c)\.?(?:[ \n]?{_NO})?{_IS}(?P<v>\d{{6,12}}|\d{{4}}[ ]\d{{4}})(?![\w-]|[.,]\d|[ ]?%)",
        score=0.78,
        ignore_case=True,
        needs=("acc", "a/c"),
    ),
    Rule(
        "uk_company_number",
        Kind.COMPANY_ID,
        rf"(?<!\w)(?:(?:company|registered|registration|co\.?)[ ](?:reg(?:istration|\.)?[ ])?{_NO}|(?:registered )?charity[ ]{_NO}|companies house(?:[ ]{_NO})?|"
        rf"registered in (?:england(?:[ ](?:and|&)[ ]wales)?|scotland|northern ireland|wales)[ ,(]*(?:(?:under|with|company)[ ])?(?:{_NO})?)"
        rf"{_IS}(?P<v>(?:(?:SC|NI|OC|SO|NC|R)\d{{5,6}}|\d{{7,8}}))(?![\w-]|[.,]\d)",
        score=0.85,
        ignore_case=True,
        needs=("company n", "company r", "registered", "registration", "co. ", "co n", "charity", "companies house"),
    ),
    Rule(
        # Two letters, the age mark (02 to 29 or 51 to 79), three letters. « FY24 YTD » is a fiscal year.
        "uk_plate",
        Kind.PLATE,
        r"(?<![\w-])(?!FY|CY|HY|PY|CD|CO|IL|TC)[A-HJ-PR-Y][A-HJ-PR-Y](?:0[2-9]|[12]\d|5[1-9]|[67]\d)[ ][A-HJ-PR-Z]{3}(?![\w-])",
        score=0.65,
    ),
    Rule(
        "uk_plate_joined",
        Kind.PLATE,
        r"(?<![\w-])[A-HJ-PR-Y]{2}(?:0[2-9]|[12]\d|5[1-9]|[67]\d)[A-HJ-PR-Z]{3}(?![\w-])",
        score=0.3,
        context=_ROAD,
        needs=("car", "van", "truck", "lorry", "vehic", "plate", "reg", "park", "driv", "voiture", "plaque", "immatricul", "camion", "motorc", "fourgon"),
    ),
)  # fmt: skip
