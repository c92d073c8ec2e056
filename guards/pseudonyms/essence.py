"""What makes two ways of writing one value the same: « Nordelle SAS » and « NORDELLE »."""

from __future__ import annotations

from collections.abc import Callable

import regex

from assistant.types import Kind
from guards.detection.folding import fold
from guards.detection.view import normalise
from guards.forgetting import remembered

_LEGAL = regex.compile(
    r"(?<!\w)(?:s\.?a\.?s\.?u?|s\.?a\.?r\.?l\.?|s\.?a\.?|e\.?u\.?r\.?l\.?|s\.?c\.?i\.?|s\.?n\.?c\.?|scop|gie|"
    r"inc\.?|ltd\.?|llc|llp|plc|corp\.?|corporation|co\.?|company|gmbh|ag|kg|b\.?v\.?|n\.?v\.?|s\.?p\.?a\.?|s\.?r\.?l\.?|"
    r"the|le|la|les|société|societe|groupe|group)(?!\w)\.?"
)
_ARTICLE = regex.compile(r"\A(?:l[ea]s?|the|el|los|las)[ ](?=\w)")
_NOT_WORD = regex.compile(r"[\W_]+")
_PHONE_PREFIX = regex.compile(r"\A(?:\+|00)\s?33\s?(?:\(0\))?\s?")


def _letters(value: str) -> str:
    return _NOT_WORD.sub(" ", fold(value)).strip()


def _organisation(value: str) -> str:
    return _letters(_LEGAL.sub(" ", fold(value))) or _letters(value)


def _place(value: str) -> str:
    """« Le Mans » is the town of « le maire du Mans »."""
    return _ARTICLE.sub("", _letters(value))


def _compact(value: str) -> str:
    return _NOT_WORD.sub("", fold(value))


def _phone(value: str) -> str:
    return _compact(_PHONE_PREFIX.sub("0", value))


_READ: dict[Kind, Callable[[str], str]] = {
    Kind.ORG: _organisation, Kind.COMPANY_TERM: _letters, Kind.LOCATION: _place,
    Kind.ADDRESS: _letters, Kind.EMAIL: str.casefold, Kind.HOST: str.casefold, Kind.PHONE: _phone,
    Kind.IBAN: _compact, Kind.CREDIT_CARD: _compact, Kind.NATIONAL_ID: _compact,
    Kind.COMPANY_ID: _compact, Kind.TAX_ID: _compact, Kind.PLATE: _compact, Kind.MAC: _compact,
}  # fmt: skip


@remembered(8_192)  # a conversation has the same values at every turn
def essence(kind: Kind, value: str) -> str:
    """Return the same string for two ways of writing one value; the value itself where none is known."""
    read = _READ.get(kind)
    return (read(normalise(value).text) if read else "") or value
