"""French identifiers: NIR, SIREN, SIRET, VAT, identity documents, tax and health numbers, plates."""

from __future__ import annotations

import regex

from assistant.types import Kind
from guards.detection.rule import Rule

_NOT_DIGIT = regex.compile(r"\D")
_LA_POSTE = "356000000"


def _digits(value: str) -> str:
    return _NOT_DIGIT.sub("", value)


def luhn(value: str) -> bool:
    """Whether the digits pass Luhn's check (ISO/IEC 7812-1, annex B)."""
    total = 0
    for index, char in enumerate(reversed(_digits(value))):
        digit = int(char) * (1 + index % 2)
        total += digit - 9 * (digit > 9)
    return total % 10 == 0


def nir(value: str) -> bool:
    """Whether a NIR's key fits: 97 minus the number modulo 97, 2A and 2B read as 19 and 18 (INSEE)."""
    compact = regex.sub(r"\W", "", value).upper().replace("2A", "19").replace("2B", "18")
    return (
        len(compact) == 15
        and compact.isdigit()
        and 97 - int(compact[:13]) % 97 == int(compact[13:])
    )


def siret(value: str) -> bool:
    """Whether a SIRET passes Luhn, or La Poste's rule (digit sum divisible by five)."""
    digits = _digits(value)
    if digits.startswith(_LA_POSTE):
        return sum(map(int, digits)) % 5 == 0 or luhn(digits)
    return luhn(digits) and len(set(digits)) > 1


def siren(value: str) -> bool:
    """Whether a SIREN passes Luhn."""
    return luhn(value) and len(set(_digits(value))) > 1


def french_vat(value: str) -> bool | None:
    """Whether the key of a numeric French VAT number fits its SIREN; None for letter keys."""
    digits = _digits(value)
    if len(digits) != 11:
        return None
    return (12 + 3 * (int(digits[2:]) % 97)) % 97 == int(digits[:2])


def _or_unsure(value: str) -> bool | None:
    return True if siret(value) else None


def _siren_shape(value: str) -> bool | None:
    return None if siren(value) else False


def _vat_or_unsure(value: str) -> bool | None:
    return True if french_vat(value) else None


def _nir_or_unsure(value: str) -> bool | None:
    return True if nir(value) else None


_COMPANY = (
    r"siren|siret|rcs|r\.c\.s\.?|immatricul\w+|registre du commerce|n° d['e ]*identification|"
    r"tva|capital|société|sas|sarl|sasu|eurl|sa|company|registration"
)

RULES = (
    Rule(
        "fr_nir",
        Kind.NATIONAL_ID,
        r"(?<!\w)(?<!\d\.)(?:(?<!\d-)|(?=[\dABab]{13}))"
        r"[1-478][ .-]?\d{2}[ .-]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .-]?(?:\d{2}|2[ABab])[ .-]?\d{3}[ .-]?\d{3}"
        r"(?:[ .|/-]{0,3}\d{2})?(?![\w])",
        score=0.6,
        check=_nir_or_unsure,
        context=r"nir|sécu|sécurité sociale|n° ?ss|securite sociale|assuré\w*|insee|social security",
    ),
    Rule(
        "fr_siret",
        Kind.COMPANY_ID,
        # Fourteen digits beside « card » are a card of Diners Club: both keys are Luhn's.
        r"(?<!\w)(?<!\d\.)(?<!(?<!\d)[03],)(?<!\b(?i:cards?|carte|cc|cb|diners)(?:[ ]n[°o.])?[ :#]{1,2})"
        r"\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{5}(?!\w)",
        score=0.45,
        check=_or_unsure,
        context=_COMPANY,
    ),
    Rule(
        "fr_siren",
        Kind.COMPANY_ID,
        r"(?<![\w+])(?<!\d\.)\d{3}([ .]?)\d{3}\1\d{3}(?!\w|[ .]\d|,\d{1,2}[ ]?(?:€|\$|EUR|euro|F|M))",
        score=0.45,
        check=_siren_shape,
        context=_COMPANY,
    ),
    Rule(
        "fr_vat",
        Kind.COMPANY_ID,
        r"(?<!\w)FR[ ]?[\dA-HJ-NP-Z]{2}[ ]?\d{3}[ .]?\d{3}[ .]?\d{3}(?!\w|[ ]?\d)",
        score=0.85,
        check=_vat_or_unsure,
        needs=("fr",),
    ),
    Rule(
        "fr_rcs",
        Kind.COMPANY_ID,
        r"(?<!\w)R\.?C\.?S\.?[ :]*(?:[A-ZÉÈ][\w' -]{1,25}?)?[ :]*(?:[ABCD][ ])?(?P<v>\d{3}[ .]?\d{3}[ .]?\d{3})(?!\d)",
        score=0.9,
        needs=("rcs", "r.c", "rc."),
    ),
    Rule(
        "fr_passport",
        Kind.ID_DOC,
        r"(?<!\w)\d{2}[A-Z]{2}\d{5}(?!\w)",
        score=0.55,
        context=r"passeport|passport|pièce d['e ]*identité|identit[éy]",
        needs=("passeport", "passport", "ident"),
    ),
    Rule(
        "fr_identity_card",
        Kind.ID_DOC,
        r"(?<!\w)(?:\d{12}|(?=[A-Z\d]*[A-Z])(?=[A-Z\d]*\d)[A-Z\d]{9})(?!\w)",
        score=0.3,
        context=r"cni|carte (?:nationale )?d['e ]*identité|pièce d['e ]*identité|identity card|titre de séjour|"
        r"permis(?: de conduire)?|driving licen[cs]e|residence permit",
        needs=("cni", "identit", "sejour", "permis", "licen", "residence permit"),
    ),
    Rule(
        "fr_tax_number",
        Kind.TAX_ID,
        r"(?<!\w)[0-3]\d[ ]?\d{2}[ ]?\d{3}[ ]?\d{3}[ ]?\d{3}(?!\w)",
        score=0.3,
        context=r"fiscal\w*|spi|impôts?|impots?|avis d['e ]*imposition|tax",
        needs=("fisc", "spi", "imp", "tax"),
    ),
    Rule(
        "fr_health_professional",
        Kind.CODE,
        r"(?<!\w)\d{9,11}(?!\w)",
        score=0.2,
        context=r"rpps|adeli|finess",
        needs=("rpps", "adeli", "finess"),
    ),
    Rule(
        "fr_plate_siv",
        Kind.PLATE,
        r"(?<![\w-])(?!SS|WW)[A-HJ-NP-TV-Z]{2}([ -])\d{3}[ -][A-HJ-NP-TV-Z]{2}(?![\w-])",
        score=0.85,
    ),
    Rule(
        "fr_plate_fni",
        Kind.PLATE,
        r"(?<![\w-])\d{1,4}[ -][A-HJ-NP-TV-Z]{2,3}[ -](?:\d{2}|2[AB]|97\d)(?![\w-])",
        score=0.4,
        context=r"immatricul\w+|plaque|véhicule|voiture|plate|vehicle",
        needs=("immatricul", "plaque", "vehicul", "voiture", "plate", "vehicle"),
    ),
)
