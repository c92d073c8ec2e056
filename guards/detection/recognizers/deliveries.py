"""Parcels on their way and points where electricity and gas are delivered: « colis 6A12345678901 », « PDL 14512345678901 »."""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.rule import Rule

_PARCEL = (
    r"colis|suivi|colissimo|chronopost|mondial relay|envois?|recommandée?s?|r\.?a\.?r\.?|lrar|lettres?|la poste|livraison|"
    r"tracking|parcels?|packages?|shipments?|royal mail|delivery|registered"
)
_PARCEL_NEEDS = (
    "colis", "suivi", "chronopost", "mondial", "envoi", "recommand", "rar", "r.a.r", "lettre", "poste", "livraison",
    "tracking", "parcel", "package", "shipment", "royal mail", "delivery", "registered",
)  # fmt: skip
_NUMBER = r"(?:num[ée]ro|n[°º]|number|no\.?|id|code|réf(?:érence)?\.?|ref(?:erence)?\.?)"
_TOLD = rf"(?:{_NUMBER}[ ]?(?:de |du |d')?(?:colis|suivi|envoi|recommandé)|(?:colis|recommandé|envoi|tracking|parcel|package|shipment)[ ]?{_NUMBER})"

RULES = (
    Rule(
        # The Universal Postal Union's S10: two letters, nine digits, a country.
        "parcel",
        Kind.CODE,
        r"(?<![\w-])(?:[A-Z]{2}\d{9}[A-Z]{2}|1Z[A-Z\d]{9}\d{7})(?![\w-])",
        score=0.9,
        digits=7,
        within=r"\S{13,}",
    ),
    Rule(
        "parcel_nearby",
        Kind.CODE,
        r"(?<![\w-])(?:\d[A-Z](?:[ ]?\d){11}|[A-Z]{2}(?:[ ]?\d){9}[ ]?[A-Z]{2})(?![\w-])",
        score=0.4,
        context=_PARCEL,
        digits=9,
        needs=_PARCEL_NEEDS,
    ),
    Rule(
        "parcel_told",
        Kind.CODE,
        rf"(?<!\w)(?i:{_TOLD})(?:[ ](?i:est|is)(?:[ ]le)?)?[ ]?:?[ ]?(?P<v>(?=(?:[A-Z]*\d){{6}})[A-Z\d]{{8,30}}|\d{{2,5}}(?:[ ]\d{{2,5}}){{2,6}})(?![\w-])",
        score=0.96,
        digits=6,
        needs=_PARCEL_NEEDS,
    ),
    Rule(
        "online_order",
        Kind.CODE,
        r"(?<![\w-])\d{3}-\d{7}-\d{7}(?![\w-])",
        score=0.8,
        digits=17,
    ),
    Rule(
        # Fourteen digits, as a SIRET has.
        "energy_meter",
        Kind.CODE,
        r"(?<!\w)(?:pdl|prm|pce|point de (?:livraison|comptage|mesure|référence)(?: mesure)?|r[ée]f[ée]rence mesure|compteur|linky|gazpar)(?!\w)"
        r"[^\d\n]{0,25}(?P<v>\d{14}|\d{2}(?:[ ]\d{3}){4}|\d{2}(?:[ ]\d{4}){3}|GI\d{6})(?![\w-])",
        score=0.86,
        ignore_case=True,
        digits=6,
        needs=("pdl", "prm", "pce", "point de", "mesure", "compteur", "linky", "gazpar"),
    ),
)
