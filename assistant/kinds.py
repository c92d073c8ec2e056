"""The kinds of confidential values in the person's words, with the letter of their marks."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.i18n import N_, gettext
from assistant.types import Kind

RISKY = frozenset({Kind.SECRET, Kind.IBAN, Kind.NATIONAL_ID, Kind.CREDIT_CARD})
"""Kinds that are asked about once more before they leave in clear."""


def riskiest_last(values: Mapping[str, Kind]) -> list[tuple[str, Kind]]:
    """Return values by kind in an order that is always the same: of two that read alike the last counts."""
    return sorted(values.items(), key=lambda pair: (pair[1] in RISKY, pair[1], pair[0]))


SENSE = frozenset(
    {
        Kind.DATE, Kind.AGE, Kind.AMOUNT, Kind.NRP, Kind.JOB_TITLE, Kind.RELATION, Kind.MARKING,
        Kind.SPECIAL,
    }
)  # fmt: skip
"""Kinds that carry the sense of a text and name nobody by themselves."""

_WORDS = {
    Kind.PERSON: ("P", N_("person")),
    Kind.ORG: ("O", N_("organisation")),
    Kind.LOCATION: ("L", N_("place")),
    Kind.ADDRESS: ("A", N_("address")),
    Kind.POSTAL_CODE: ("Z", N_("postal code")),
    Kind.DATE: ("D", N_("date")),
    Kind.AGE: ("G", N_("age")),
    Kind.NRP: ("N", N_("origin or belief")),
    Kind.JOB_TITLE: ("J", N_("job")),
    Kind.RELATION: ("R", N_("relation")),
    Kind.EMAIL: ("E", N_("e-mail")),
    Kind.PHONE: ("T", N_("telephone")),
    Kind.IBAN: ("B", N_("IBAN")),
    Kind.CREDIT_CARD: ("C", N_("bank card")),
    Kind.BANK_ACCOUNT: ("B", N_("bank account")),
    Kind.NATIONAL_ID: ("I", N_("national number")),
    Kind.TAX_ID: ("X", N_("tax number")),
    Kind.COMPANY_ID: ("K", N_("company number")),
    Kind.ID_DOC: ("I", N_("identity paper")),
    Kind.PLATE: ("V", N_("number plate")),
    Kind.IP: ("M", N_("IP address")),
    Kind.MAC: ("M", N_("device address")),
    Kind.URL: ("U", N_("web address")),
    Kind.HOST: ("H", N_("machine name")),
    Kind.PATH: ("F", N_("file path")),
    Kind.USERNAME: ("U", N_("user name")),
    Kind.SECRET: ("S", N_("secret")),
    Kind.CODE: ("Q", N_("code")),
    Kind.AMOUNT: ("€", N_("amount")),
    Kind.COMPANY_TERM: ("Y", N_("company term")),
    Kind.MARKING: ("R", N_("marking")),
    Kind.SPECIAL: ("W", N_("sensitive")),
    Kind.LITERAL: ("#", N_("marker of yours")),
}


_OWN = (Kind.LITERAL, Kind.MARKING, Kind.SPECIAL)
"""What hygie alone finds: nobody names a text so."""


def nameable() -> tuple[Kind, ...]:
    """Return the kinds that a person may say of a text, in the order of their names."""
    return tuple(sorted((kind for kind in Kind if kind not in _OWN), key=label))


def kind_named(words: str) -> Kind | None:
    """Return the kind of a name in the person's language, or by its own name; None for neither."""
    wanted = words.strip().casefold()
    return next((k for k in nameable() if wanted in (label(k).casefold(), k.casefold())), None)


def letter(kind: Kind) -> str:
    """Return the letter of a kind's marks."""
    return _WORDS[kind][0]


def label(kind: Kind) -> str:
    """Return the name of a kind in the person's language."""
    return gettext(_WORDS[kind][1])


def own_label(kind: Kind) -> str:
    """Return what to call a lasting decision: a term that a person typed is of no kind but theirs."""
    return gettext("your own term") if kind is Kind.COMPANY_TERM else label(kind)
