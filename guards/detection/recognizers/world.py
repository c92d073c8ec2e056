"""Identifiers of other countries, each with its checksum where it has one (python-stdnum)."""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.recognizers.stdnum_adapter import stdnum_check
from guards.detection.rule import Rule

RULES = (
    Rule("us_ssn", Kind.NATIONAL_ID, r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])", score=0.8),
    Rule(
        "us_itin_plain",
        Kind.NATIONAL_ID,
        r"(?<![\w-])\d{3} \d{2} \d{4}(?![\w-])",
        score=0.3,
        context="ssn|social security",
    ),
    Rule(
        "uk_nino",
        Kind.NATIONAL_ID,
        r"(?<!\w)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ ]?\d{2}[ ]?\d{2}[ ]?\d{2}[ ]?[A-D](?!\w)",
        score=0.75,
    ),
    Rule(
        "uk_nhs",
        Kind.NATIONAL_ID,
        r"(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])",
        score=0.3,
        check=stdnum_check("gb.nhs", certain=False),
        context="nhs|patient",
    ),
    Rule(
        "uk_postcode",
        Kind.POSTAL_CODE,
        r"(?<!\w)(?:GIR 0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY]) \d[ABD-HJLNP-UW-Z]{2})(?!\w)",
        score=0.7,
    ),
    Rule(
        "ie_eircode",
        Kind.POSTAL_CODE,
        r"(?<!\w)(?:[AC-FHKNPRTV-Y]\d{2}|D6W)[ ]?(?=[A-Z]*\d)[\dAC-FHKNPRTV-Y]{4}(?!\w)",
        score=0.3,
        context="eircode|ireland|irlande|dublin|cork|galway|limerick|co\\.",
        needs=("eircode", "irel", "irlande", "dublin", "cork", "galway", "limerick", "co."),
    ),
    Rule(
        "us_medicare",
        Kind.NATIONAL_ID,
        # Centers for Medicare & Medicaid Services, format of the Medicare Beneficiary Identifier.
        r"(?<!\w)[1-9][AC-HJKMNP-RT-Y][\dAC-HJKMNP-RT-Y]\d-?[AC-HJKMNP-RT-Y][\dAC-HJKMNP-RT-Y]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}(?!\w)",
        score=0.45,
        context="medicare|mbi|beneficiary",
        needs=("medicare", "mbi", "beneficiary"),
    ),
    Rule(
        "de_pension_number",
        Kind.NATIONAL_ID,
        r"(?<!\w)\d{2}[ ]?[0-3]\d[01]\d\d{2}[ ]?[A-Z][ ]?\d{3}(?!\w)",
        score=0.45,
        context=r"(?:renten|sozial)versicherungs?\w*|rvnr|svnr",
        needs=("versicherung", "rvnr", "svnr"),
    ),
    Rule(
        "ca_postcode",
        Kind.POSTAL_CODE,
        r"(?<!\w)[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d(?!\w)",
        score=0.7,
    ),
    Rule(
        "be_national_number",
        Kind.NATIONAL_ID,
        r"(?<![\w.])\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}(?!\w)",
        score=0.8,
        check=stdnum_check("be.nn"),
    ),
    Rule(
        "ch_ahv",
        Kind.NATIONAL_ID,
        r"(?<![\w.])756\.\d{4}\.\d{4}\.\d{2}(?!\w)",
        score=0.85,
        needs=("756.",),
    ),
    Rule(
        "es_nif",
        Kind.NATIONAL_ID,
        r"(?<!\w)(?:\d{8}|[XYZ]\d{7})-?[A-Z](?!\w)",
        score=0.4,
        check=stdnum_check("es.nif", certain=True),
    ),
    Rule(
        "it_fiscal_code",
        Kind.TAX_ID,
        r"(?<!\w)[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?!\w)",
        score=0.9,
    ),
    Rule(
        "nl_bsn",
        Kind.NATIONAL_ID,
        r"(?<![\w.])\d{9}(?!\w)",
        score=0.2,
        check=stdnum_check("nl.bsn", certain=False),
        context="bsn|burgerservicenummer|sofinummer",
    ),
    Rule(
        "eu_vat",
        Kind.COMPANY_ID,
        r"(?<!\w)(?:ATU|BE[ ]?[01]|BG|CY|CZ|DE|DK|EE|EL|ES[ ]?[A-Z\d]|FI|HR|HU|IE[ ]?\d|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK)"
        r"[ ]?[\d. ]{7,14}[A-Z\d]{0,3}(?!\w)",
        score=0.4,
        check=stdnum_check("eu.vat"),
        context="vat|tva|ust|iva|btw|tax",
    ),
)
