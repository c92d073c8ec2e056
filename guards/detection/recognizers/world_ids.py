"""National, tax and company numbers of many countries; the checks are python-stdnum's.

A number whose check digit passes by chance one time in ten or more needs its name beside it.
"""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.recognizers.stdnum_adapter import stdnum_check
from guards.detection.rule import Rule

# Module of stdnum, kind, pattern, context, hint that makes it sure, how many digits it has at least.
_Row = tuple[str, Kind, str, str, str, int]

_ROWS: tuple[_Row, ...] = (
    # module, kind, pattern, names that stand beside it, "sure" when shape and check suffice, digits in a row
    ("de.idnr", Kind.TAX_ID, r"\d{2}[ ]?\d{3}[ ]?\d{3}[ ]?\d{3}", "idnr|steuer-?id\\w*|identifikationsnummer|tax id|steueridentifikation\\w*", "", 11),
    ("de.stnr", Kind.TAX_ID, r"\d{2,3}/\d{3}/\d{4,5}", "steuernummer|st\\.?-?nr\\.?|tax", "", 9),
    ("de.handelsregisternummer", Kind.COMPANY_ID, r"HR[AB][ ]?\d{3,6}", "handelsregister|amtsgericht|register", "", 3),
    ("at.uid", Kind.COMPANY_ID, r"ATU\d{8}", "", "sure", 8),
    ("at.vnr", Kind.NATIONAL_ID, r"\d{4}[ ]?\d{6}", "sozialversicherung\\w*|svnr|versicherungsnummer", "", 10),
    ("be.vat", Kind.COMPANY_ID, r"(?:BE[ ]?)?[01]\d{3}[.]?\d{3}[.]?\d{3}", "bce|kbo|tva|btw|vat|entreprise|ondernemings\\w*", "", 10),
    ("be.nn", Kind.NATIONAL_ID, r"\d{2}[.]?\d{2}[.]?\d{2}[- ]?\d{3}[.]?\d{2}", "registre national|rijksregister\\w*|niss|insz|national number", "", 11),
    ("ch.ssn", Kind.NATIONAL_ID, r"756\.?\d{4}\.?\d{4}\.?\d{2}", "", "sure", 13),
    ("ch.uid", Kind.COMPANY_ID, r"CHE-?\d{3}\.?\d{3}\.?\d{3}", "", "sure", 9),
    ("lu.tva", Kind.COMPANY_ID, r"LU[ ]?\d{8}", "", "sure", 8),
    ("es.cif", Kind.COMPANY_ID, r"[ABCDEFGHJNPQRSUVW]-?\d{7}[A-J\d]", "cif|nif|empresa|sociedad", "", 7),
    ("es.nie", Kind.NATIONAL_ID, r"[XYZ]-?\d{7}-?[A-Z]", "", "sure", 7),
    ("es.dni", Kind.NATIONAL_ID, r"\d{8}-?[A-Z]", "", "sure", 8),
    ("it.codicefiscale", Kind.TAX_ID, r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]", "", "sure", 7),
    ("it.iva", Kind.COMPANY_ID, r"(?:IT[ ]?)?\d{11}", "partita iva|p\\.? ?iva|vat", "", 11),
    ("pt.nif", Kind.TAX_ID, r"[125689]\d{2}[ ]?\d{3}[ ]?\d{3}", "nif|contribuinte|fiscal", "", 9),
    ("pt.cc", Kind.ID_DOC, r"\d{8}[ ]?\d[ ]?[A-Z\d]{2}\d", "cartão de cidadão|cc|citizen card", "", 9),
    ("nl.bsn", Kind.NATIONAL_ID, r"\d{4}[ .]?\d{2}[ .]?\d{3}|\d{9}", "bsn|burgerservicenummer|sofi\\w*", "", 9),
    ("nl.btw", Kind.COMPANY_ID, r"NL[ ]?\d{9}[ ]?B\d{2}", "", "sure", 9),
    ("gb.vat", Kind.COMPANY_ID, r"(?:GB[ ]?)?\d{3}[ ]?\d{4}[ ]?\d{2}", "vat", "", 9),
    ("gb.utr", Kind.TAX_ID, r"\d{5}[ ]?\d{5}", "utr|unique taxpayer", "", 10),
    ("ie.pps", Kind.NATIONAL_ID, r"\d{7}[A-W][AHWTX]?", "", "sure", 7),
    ("us.ein", Kind.COMPANY_ID, r"\d{2}-\d{7}", "ein|employer identification|tax id", "", 9),
    ("us.itin", Kind.TAX_ID, r"9\d{2}-\d{2}-\d{4}", "", "sure", 9),
    ("us.rtn", Kind.BANK_ACCOUNT, r"\d{9}", "routing|aba|rtn", "", 9),
    ("ca.sin", Kind.NATIONAL_ID, r"\d{3}[ -]?\d{3}[ -]?\d{3}", "sin|nas|social insurance|assurance sociale", "", 9),
    ("ca.bn", Kind.COMPANY_ID, r"\d{9}[ ]?(?:RC|RM|RP|RT)\d{4}", "", "sure", 9),
    ("dk.cpr", Kind.NATIONAL_ID, r"\d{6}-\d{4}", "cpr|personnummer", "", 10),
    ("se.personnummer", Kind.NATIONAL_ID, r"(?:19|20)?\d{6}[-+]\d{4}", "", "sure", 10),
    ("no.fodselsnummer", Kind.NATIONAL_ID, r"\d{6}[ ]?\d{5}", "fødselsnummer|personnummer", "", 11),
    ("fi.hetu", Kind.NATIONAL_ID, r"\d{6}[+\-A-FU-Y]\d{3}[A-Z\d]", "", "sure", 9),
    ("pl.pesel", Kind.NATIONAL_ID, r"\d{11}", "pesel", "", 11),
    ("pl.nip", Kind.TAX_ID, r"\d{3}-\d{3}-\d{2}-\d{2}|\d{10}", "nip", "", 10),
    ("cz.rc", Kind.NATIONAL_ID, r"\d{6}/\d{3,4}", "rodné číslo|r\\.?č\\.?|birth number", "", 9),
    ("ro.cnp", Kind.NATIONAL_ID, r"[1-8]\d{12}", "cnp|cod numeric", "", 13),
    ("bg.egn", Kind.NATIONAL_ID, r"\d{10}", "egn|егн", "", 10),
    ("hr.oib", Kind.NATIONAL_ID, r"\d{11}", "oib", "", 11),
    ("gr.amka", Kind.NATIONAL_ID, r"\d{11}", "amka|αμκα", "", 11),
    ("tr.tckimlik", Kind.NATIONAL_ID, r"[1-9]\d{10}", "tc kimlik|t\\.?c\\.?|kimlik", "", 11),
    ("br.cpf", Kind.NATIONAL_ID, r"\d{3}\.\d{3}\.\d{3}-\d{2}", "", "sure", 11),
    ("br.cnpj", Kind.COMPANY_ID, r"\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}", "", "sure", 14),
    ("mx.curp", Kind.NATIONAL_ID, r"[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d", "", "sure", 6),
    ("in_.aadhaar", Kind.NATIONAL_ID, r"[2-9]\d{3}[ ]\d{4}[ ]\d{4}", "aadhaar|uidai", "", 12),
    ("in_.pan", Kind.TAX_ID, r"[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z]", "pan", "", 4),
    ("au.tfn", Kind.TAX_ID, r"\d{3}[ ]?\d{3}[ ]?\d{3}", "tfn|tax file", "", 9),
    ("au.abn", Kind.COMPANY_ID, r"\d{2}[ ]\d{3}[ ]\d{3}[ ]\d{3}", "abn|business number", "", 11),
    ("za.idnr", Kind.NATIONAL_ID, r"\d{13}", "id number|identity number", "", 13),
    ("kr.rrn", Kind.NATIONAL_ID, r"\d{6}-[1-4]\d{6}", "", "sure", 13),
    ("cn.ric", Kind.NATIONAL_ID, r"\d{17}[\dX]", "", "sure", 17),
    ("imei", Kind.CODE, r"\d{2}-?\d{6}-?\d{6}-?\d", "imei", "", 15),
)  # fmt: skip


def _rule(row: _Row) -> Rule:
    module, kind, pattern, context, sure, digits = row
    return Rule(
        module.replace("_", "").replace(".", "_"), kind, rf"(?<![\w.,+/-])(?:{pattern})(?![\w]|[.,-]\d)",
        score=0.35, check=stdnum_check(module, certain=bool(sure)), context=context, digits=digits,
    )  # fmt: skip


RULES = tuple(map(_rule, _ROWS))
