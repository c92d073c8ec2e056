"""Bank data and amounts."""

from __future__ import annotations

import regex

from assistant.types import Kind
from guards.detection.recognizers.france import luhn
from guards.detection.rule import Rule

_IBAN_LENGTHS = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24,
    "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21,
    "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24,
    "SE": 24, "SI": 19, "SK": 24, "TN": 24, "MA": 28, "TR": 26, "UA": 29,
}  # fmt: skip
"""Lengths by country from the IBAN registry of SWIFT (ISO 13616)."""
_SHORTEST = min(_IBAN_LENGTHS.values())


def iban(value: str) -> bool | None:
    """True when the modulo 97 check passes (ISO 7064); None for the right length and a wrong key."""
    compact = regex.sub(r"\W", "", value).upper()
    if len(compact) != _IBAN_LENGTHS.get(compact[:2], max(len(compact), _SHORTEST)):
        return False
    moved = compact[4:] + compact[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1 or None


def _iban_of_any_country() -> str:
    """Groups of four up to the country's length: a word after the number is not taken along."""
    return "|".join(
        rf"(?i:{country})\d{{2}}(?:[ .-]?\n?[A-Za-z\d]{{4}}){{{(length - 4) // 4}}}"
        + (rf"[ .-]?\n?[A-Za-z\d]{{{length % 4}}}" if length % 4 else "")
        for country, length in _IBAN_LENGTHS.items()
    )


def card(value: str) -> bool:
    """Whether the digits make a payment card: known prefix, known length, Luhn."""
    digits = regex.sub(r"\D", "", value)
    return luhn(digits) and len(set(digits)) > 1 and digits[0] in "123456"


# Possessive and bounded: a line of plain numbers costs no more than any other.
_NUMBER = r"\d{1,3}(?:[ .,]\d{3}){1,6}+(?:[.,]\d{1,2})?+|\d+(?:[.,]\d{1,2})?"
_NOT_DECIMAL = r"(?<!\w)(?<!\d\.)(?<!(?<!\d)0,)"

_NUMERO = r"(?:num[ée]ros?|n[°ºo.]{1,2}s?|num\.?)"
_ACCOUNT = r"comptes?(?: (?:bancaires?|courants?|joint|[àa] vue|(?:d')?[ée]pargne|de d[ée]p[ôo]t))?"

RULES = (
    Rule(
        "iban",
        Kind.IBAN,
        rf"(?<!\w)(?=[A-Za-z]{{2}}\d\d)(?:(?:{_iban_of_any_country()})(?!\w)|"
        r"[A-Za-z]{2}\d{2}(?:(?:\.[A-Za-z\d]{4}){2,7}(?:\.[A-Za-z\d]{1,4})?(?!\w)|(?:[ -]?\n?[A-Za-z\d]{4}){2,7}(?:[ -]?[A-Za-z\d]{1,4})?)(?!\w))",
        score=0.75,
        check=iban,
        context=r"iban|rib|compte|account|virement",
        within=r"\b[A-Za-z]{2}\d\d[\w .\n-]*",
    ),
    Rule(
        "fr_rib",
        Kind.BANK_ACCOUNT,
        r"(?<!\w)\d{5}[ ]\d{5}[ ][A-Z\d]{11}[ ]\d{2}(?!\w)",
        score=0.7,
    ),
    Rule(
        # From seven digits on: accounts of the general ledger have six.
        "fr_account_number",
        Kind.BANK_ACCOUNT,
        rf"(?<!\w)(?:{_NUMERO}[ \n]?(?:de|du)[ \n](?:mon |son |notre |votre |leur )?{_ACCOUNT}|{_ACCOUNT},?[ \n]?{_NUMERO})"
        r"(?:[ \n](?:est|[ée]tait|sera))?(?:[ \n]le)?[ ]?:?[ ]?(?P<v>(?=[A-Z\d]*\d{3})[A-Z\d]{11}|\d{7,14}|\d{3,5}(?:[ ]\d{3,5}){1,3})(?![\w-]|[.,]\d|[ ]?[%€])",
        score=0.8,
        ignore_case=True,
        needs=("compte",),
    ),
    Rule(
        "bic",
        Kind.BANK_ACCOUNT,
        r"(?<!\w)(?:BIC|SWIFT)[ ]?(?:code)?[ ]?[:=]?[ ]?(?P<v>[A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?)(?!\w)",
        score=0.9,
        needs=("bic", "swift"),
    ),
    Rule(
        "ethereum_address",
        Kind.BANK_ACCOUNT,
        r"(?<!\w)0x[\da-fA-F]{40}(?!\w)",
        score=0.85,
        needs=("0x",),
    ),
    Rule(
        "payment_card",
        Kind.CREDIT_CARD,
        # An IMEI is long and passes the check too.
        rf"{_NOT_DECIMAL}(?<!(?i:imei)[ :n°º]{{1,4}})(?:(?<!\d-)\d{{4}}([ .-])\d{{4}}\1\d{{4}}\1\d{{4}}(?!-\d{{4}})|(?<!\d-)3\d{{3}}[ .-]?\d{{6}}[ .-]?\d{{5}}|"
        r"3\d{13}|[1-6]\d{11,18})(?!\w|\.\d)",
        score=0.5,
        check=card,
        context=r"carte|card|visa|mastercard|amex|cb|paiement|payment|credit",
        within=r"\d[\d .-]{11,}\w*",
    ),
    Rule(
        # Apart from the sixteen digits, for a date of expiry often follows those.
        "long_payment_card",
        Kind.CREDIT_CARD,
        rf"{_NOT_DECIMAL}(?<!\d-)\d{{4}}([ .-])\d{{4}}\1\d{{4}}\1\d{{4}}\1?\d{{1,3}}(?!\w|\.\d)",
        score=0.5,
        check=card,
        context=r"carte|card|visa|mastercard|amex|cb|paiement|payment|credit",
    ),
    Rule(
        "amount",
        Kind.AMOUNT,
        rf"(?<![\w.,])(?:(?:€|\$|£|EUR|USD|GBP|CHF)[ ]?(?:{_NUMBER})(?:[ ]?(?:k|K|M|m|bn|million|billion)s?\b)?|"
        rf"(?:{_NUMBER})[ ]?(?:k|K|M|millions? d[e']|milliards? d[e'])?[ ]?(?:€|\$|£|EUR\b|euros?\b|USD\b|CHF\b|GBP\b|"
        r"dollars?\b|pounds?\b|livres sterling\b|francs?\b))",
        score=0.8,
        needs=(
            "€",
            "$",
            "£",
            "eur",
            "usd",
            "gbp",
            "chf",
            "dollar",
            "pound",
            "livres sterling",
            "franc",
        ),
    ),
    Rule(
        # « une remise de 12,5 % », « 30 % des parts »: percentages of deals, not of cotton.
        "deal_percentage",
        Kind.AMOUNT,
        r"(?<![\w.,])\d{1,3}(?:[.,]\d{1,3})?[ ]?(?:%|pour cent\b|percent\b)",
        score=0.15,
        context=r"remises?|commissions?|marges?|rabais|ristournes?|redevances?|royalt(?:y|ies)|parts?|capital|participation|dividendes?|"
        r"honoraires|augmentation|intéressement|bonus|discounts?|rebates?|margins?|stakes?|equity|shares?|fees?|raise|success fee|mark-?up",
        needs=("%", "pour cent", "percent"),
    ),
)
