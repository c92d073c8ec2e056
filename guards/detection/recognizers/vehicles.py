"""Vehicles: plates of the countries around France, and the number of a chassis (ISO 3779).

Most plates have the shape of an article number, so that a word of vehicles must stand beside them.
"""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.rule import Rule

_VEHICLE = (
    r"immatricul\w+|plaques?|véhicules?|vehicules?|voitures?|camion(?:nette)?s?|(?:number|licen[cs]e|registration|car)[ -]?plates?|"
    r"vehicles?|kennzeichen|matr[ií]culas?|targ(?:a|he)|kenteken|nummerplaat"
)
_NEEDS = (
    "immatricul", "plaque", "vehicul", "voiture", "camion", "plate", "vehicle", "kennzeichen",
    "matricul", "targ", "kenteken", "nummerplaat",
)  # fmt: skip
_PLATES = (
    r"\d-?[A-Z]{3}-?\d{3}",  # Belgium
    r"[A-ZÄÖÜ]{1,3}[ -][A-Z]{1,2}[ ]?\d{1,4}[EH]?",  # Germany, Luxembourg, Switzerland with a district
    r"\d{4}[ -]?[BCDFGHJ-NPR-TV-Z]{3}",  # Spain
    r"[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}",  # Italy, France without dashes
    r"(?:AG|AI|AR|BE|BL|BS|FR|GE|GL|GR|JU|LU|NE|NW|OW|SG|SH|SO|SZ|TG|TI|UR|VD|VS|ZG|ZH)[ -]?\d{1,6}",  # Switzerland
    r"[A-Z]{2}[ -]?\d{4}",  # Luxembourg
    r"[A-Z\d]{1,3}-[A-Z\d]{2,3}-[A-Z\d]{1,3}",  # Netherlands, Portugal
)

RULES = (
    Rule(
        "foreign_plate",
        Kind.PLATE,
        rf"(?<![\w-])(?!(?:EN|NF|CE|UE|EU|ISO|DIN|RN|CV|KM)[ -]?\d)(?=[A-Z\d -]{{0,11}}\d)(?:{'|'.join(_PLATES)})(?![\w-])",
        score=0.25,
        context=_VEHICLE,
        needs=_NEEDS,
    ),
    Rule(
        "vehicle_number",
        Kind.CODE,
        r"(?<!\w)(?=[A-Z\d]*\d{4}(?!\w))(?=[A-Z\d]*[A-Z])[A-HJ-NPR-Z\d]{17}(?!\w)",
        score=0.3,
        context=r"vin|ch[âa]ssis|véhicules?|vehicles?|voitures?|numéro de série|carte grise|fahrgestell\w*",
        needs=("vin", "chassis", "vehic", "voiture", "serie", "carte grise", "fahrgestell"),
    ),
)
