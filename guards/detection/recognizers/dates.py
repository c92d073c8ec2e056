"""Dates, births and ages. Found always; hidden only where the policy says so."""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.rule import Rule

_MONTHS_FR = r"(?:janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre|janv\.|févr\.|sept\.|oct\.|nov\.|déc\.)"
_MONTHS_EN = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
_DAYS_FR = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_DAYS_EN = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_NUMERIC = (
    r"(?:0?[1-9]|[12]\d|3[01])([/.-])(?:0?[1-9]|1[0-2])\1(?:19|20)?\d{2}|(?:19|20)\d{2}([-/.])(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12]\d|3[01])"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2})?)?|(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/(?:19|20)?\d{2}"
)
_WRITTEN_FR = rf"(?:{_DAYS_FR}[ ])?(?:(?:1er|1ᵉʳ|0?[1-9]|[12]\d|3[01])[ ])?{_MONTHS_FR}(?:[ ](?:19|20)\d{{2}})"
_DAY_MONTH_FR = rf"(?:{_DAYS_FR}[ ])?(?:1er|0?[1-9]|[12]\d|3[01])[ ]{_MONTHS_FR}(?!\w)"
_STEMS_FR = (
    "janv",
    "fevr",
    "mars",
    "avril",
    "mai",
    "juin",
    "juil",
    "aout",
    "sept",
    "oct",
    "nov",
    "dec",
)
_STEMS_EN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# « née à Lyon le … », « date of birth of the claimant is … »
_BORN_WHERE = r"(?:[ ](?i:à|au|in|at|du|de la|de l'|of|for)[ ]?[^\n.,;:()\d]{2,40}?(?=[ ]*[,(:]|[ ](?i:le|on|is|est)[ ]))?"

RULES = (
    Rule(
        "birth_date",
        Kind.DATE,
        rf"(?<!\w)(?:(?i:né\(?e?\)?s?|date[ _]?(?:de[ _])?naissance|naissance|ddn|d\.?o\.?b\.?|date[ _]of[ _]birth|birth[ _]?date|born|birthday|anniversaire){_BORN_WHERE}[ ]*(?i:,[ ]?(?:le|the|on)?|\(|est le|le|on|:|is|est)?[ :]*)"
        rf"(?P<v>{_NUMERIC.replace(chr(92) + '1', '(?:[/.-])').replace(chr(92) + '2', '(?:[/.-])')}|{_WRITTEN_FR}|{_MONTHS_EN}[ ]\d{{1,2}}(?:st|nd|rd|th)?,?[ ]\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?[ ](?:of[ ])?{_MONTHS_EN},?[ ]\d{{4}})(?!\w)",
        score=0.95,
        starts=(
            "ne",
            "naissance",
            "date de naissance",
            "date of birth",
            "date_",
            "datenaissance",
            "date naissance",
            "ddn",
            "birth",
            "d.o.b",
            "dob",
            "do.b",
            "d.ob",
            "birthday",
            "born",
            "anniversaire",
        ),
    ),
    Rule(
        "numeric_date",
        Kind.DATE,
        rf"(?<![\w/.-])(?:{_NUMERIC})(?![\w/-]|\.\d)",
        score=0.8,
        # What looks like minutes may be the day of the next date: « 10:30:05/02/2024 ».
        within=r"\d[\d/.-]{3,}(?:[T ]\d\d:\d\d(?![\d/-]|\.\d)(?::\d\d(?![\d/-]|\.\d))?)?[\w/.-]{0,2}",
    ),
    Rule(
        "french_date",
        Kind.DATE,
        rf"(?<!\w)(?:{_WRITTEN_FR}|{_DAY_MONTH_FR})(?!\w)",
        score=0.85,
        ignore_case=True,
        needs=_STEMS_FR,
        around=(24, 24),  # « mercredi 1er septembre 2026 »
    ),
    Rule(
        "english_date",
        Kind.DATE,
        rf"(?<!\w)(?:(?:{_DAYS_EN},?[ ])?(?:{_MONTHS_EN}[ ]\d{{1,2}}(?:st|nd|rd|th)?(?:,?[ ](?:19|20)\d{{2}})?|"
        rf"(?:the[ ])?\d{{1,2}}(?:st|nd|rd|th)?[ ](?:of[ ])?{_MONTHS_EN}(?:,?[ ](?:19|20)\d{{2}})?|{_MONTHS_EN}[ ](?:19|20)\d{{2}}))(?!\w)",
        score=0.85,
        needs=_STEMS_EN,
        around=(28, 28),  # « Wednesday, the 22nd of September 2026 »
    ),
    Rule(
        "weekday",
        Kind.DATE,
        rf"(?<!\w)(?:(?i:{_DAYS_FR})|{_DAYS_EN})(?!\w)",
        score=0.5,
        needs=("di", "day"),
    ),
    Rule(
        "year",
        Kind.DATE,
        r"(?<![\w./,-])(?:1[89]\d{2}|20[0-4]\d)(?![\w/-]|[.,]\d|[ ]?(?:€|%|euros?|km|kg|m²|fois|lignes|pages))",
        score=0.5,
    ),
    Rule(
        "age",
        Kind.AGE,
        r"(?<![\w.,])(?:âgée?s?[ ]de[ ]|aged[ ]|age[ ]:?[ ]?|âge[ ]?:?[ ]?)?(?P<v>\d{1,3})[ ](?:ans(?!\w)(?![ ](?:de|d'|après|plus tard|avant|et demi de))|"
        r"years?[ ]old|y/o|yo\b)|(?<!\w)(?:âgée?[ ]de|aged|a man of|a woman of)[ ]\d{1,3}(?!\w)",
        score=0.75,
        ignore_case=True,
        needs=("an", "year", "y/o", "yo", "age"),
    ),
)
