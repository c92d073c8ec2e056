"""The forms of public references and official numbers: what can exist, and what cannot.

Without a look-up nothing here says that a reference exists: it is *well formed*, or its own check
digit or date says that it cannot exist. A number is judged where its name stands beside it
(« ISBN », « SIREN »), since most runs of digits are something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant.i18n import N_, _
from assistant.types import Span, Status

from .check_digits_adapter import holds
from .masking import masked
from .outcome import Outcome

CHECK = "form/1"
_S = "[ \u00a0\u202f.-]"
_IS = "[ \u00a0\u202f]*(?:n[°o]|no\\.|number|numéro)?[ \u00a0\u202f]*(?:is|est)?[ \u00a0\u202f]*[:=(]?[ \u00a0\u202f]*"
_FIRST_ARXIV = 704  # year and month of the first identifier of today's form
_EARLIEST_LAW, _LATEST = 1951, 2999
_URL_PORT = 65_535
_LABEL = 63  # characters of one part of a host name, RFC 1035

_DIGIT = N_("its check digit is wrong")
_FORM = N_("it does not have the form of one")
_MONTH = N_("there is no such month in it")
_HOST = N_("its address is no host name")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference of an answer: where, of what name, as it is looked up, and why it cannot exist."""

    span: Span
    name: str
    number: str
    fault: str = ""

    def outcome(self, written: str) -> Outcome:
        """Say what its form tells: never that it exists."""
        if self.fault:
            reason = _("“{answer}” cannot exist ({name}): {fault}.").format(
                answer=written, name=_(self.name), fault=_(self.fault)
            )
            return Outcome(Status.CONTRADICTED, reason)
        reason = _("Well formed ({name}); not looked up, so it may not exist.")
        return Outcome(Status.UNCHECKED, reason.format(name=_(self.name)))


@dataclass(frozen=True, slots=True)
class _Form:
    """How a kind of reference is written (group `n`), and what it is judged by."""

    name: str
    pattern: re.Pattern[str]
    judge: Callable[[str], str]


def _nothing(_number: str) -> str:
    return ""


def _digits(module: str) -> Callable[[str], str]:
    def judge(number: str) -> str:
        return _DIGIT if holds(module, number) is False else ""

    return judge


def _isbn(number: str) -> str:
    plain = re.sub(r"\W", "", number)
    if len(plain) not in (10, 13):
        return ""  # cut or joined with what follows: no proof
    return _DIGIT if holds("isbn", plain) is False else ""


def _orcid(number: str) -> str:
    return "" if holds("isni", number) is not False else _DIGIT


def _nir(number: str) -> str:
    return _digits("fr.nir")(re.sub(r"\W", "", number))


def _arxiv(number: str) -> str:
    month = int(number[2:4])
    return "" if 1 <= month <= 12 and int(number[:4]) >= _FIRST_ARXIV else _MONTH


def _celex(number: str) -> str:
    year = re.match(r"[0-9CE](\d{4})[A-Z]{1,2}\d", number)
    return "" if year and _EARLIEST_LAW <= int(year[1]) <= _LATEST else _FORM


def _ecli(number: str) -> str:
    form = r"ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:[12]\d{3}:[A-Z0-9.]{1,25}"
    return "" if re.fullmatch(form, number, re.IGNORECASE) else _FORM


def _nor(number: str) -> str:
    return "" if re.fullmatch(r"[A-Z]{3}[A-Z]\d{2}\d{5}[A-Z]", number) else _FORM


def _url(number: str) -> str:
    try:
        parts = urlsplit(number)
        port, host = parts.port or 0, (parts.hostname or "").removesuffix(".")
    except ValueError:
        return _HOST
    wrong = any(not 0 < len(label) <= _LABEL for label in host.split("."))
    return _HOST if wrong or port > _URL_PORT else ""


def _labelled(label: str, number: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{label})\b{_IS}(?P<n>{number})(?![\w]|-\w)", re.IGNORECASE)


_CODES = r"code(?: (?:général|de|du|des|d['’]|la|le|les|l['’]|et|en|à|[a-zà-ÿ'’-]{3,})){1,6}|CGI|Constitution"
_FORMS = (
    _Form("DOI", re.compile(
            r"(?:https?://(?:dx\.)?doi\.org/)?(?<![\w.])(?P<n>10\.\d{4,9}/[^\s\"<>«»{}|\\^`\x00]{1,200})",
            re.IGNORECASE,
        ), _nothing),
    _Form(
        "ISBN",
        _labelled(r"ISBN(?:-1[03])?", rf"(?:97[89]{_S}?)?(?:\d{_S}?){{9}}[\dX]"),
        _isbn,
    ),
    _Form("ISSN", _labelled(r"e?-?ISSN(?:-L)?", r"\d{4}-\d{3}[\dX]"), _digits("issn")),
    _Form(
        "ORCID",
        re.compile(
            rf"(?:(?:https?://)?orcid\.org/|\bORCID(?: iD)?\b{_IS})(?P<n>\d{{4}}-\d{{4}}-\d{{4}}-\d{{3}}[\dX])\b",
            re.IGNORECASE,
        ),
        _orcid,
    ),
    _Form(
        "arXiv",
        re.compile(
            r"(?:https?://)?\barxiv(?::\s?|\.org/(?:abs|pdf)/)(?P<n>\d{4}\.\d{4,5})(?!\d)",
            re.IGNORECASE,
        ),
        _arxiv,
    ),
    _Form("SIRET", _labelled("SIRET", rf"\d{{3}}{_S}?\d{{3}}{_S}?\d{{3}}{_S}?\d{{5}}"), _digits("fr.siret")),
    _Form("SIREN", _labelled("SIREN", rf"\d{{3}}{_S}?\d{{3}}{_S}?\d{{3}}"), _digits("fr.siren")),
    _Form(
        "IBAN",
        re.compile(
            r"(?-i:\bIBAN\b)" + _IS + r"(?P<n>[A-Z]{2}\d{2}(?:[ \u00a0\u202f]?[A-Z0-9]{4}){2,7}"
            r"(?:[ \u00a0\u202f]?[A-Z0-9]{1,3})?)(?!\w)",
        ),
        _digits("iban"),
    ),
    _Form(
        N_("French social security number"),
        _labelled(
            r"NIR|num[ée]ro de s[ée]curit[ée] sociale|num[ée]ro INSEE|social security number",
            rf"[12]{_S}?\d\d{_S}?\d\d{_S}?\d[\dAB]{_S}?\d{{3}}{_S}?\d{{3}}{_S}?\d\d",
        ),
        _nir,
    ),
    _Form(
        "ECLI", re.compile(r"(?<![\w:])(?P<n>ECLI:[\w.]+(?::[\w.]+){1,5})", re.IGNORECASE), _ecli
    ),
    _Form("CELEX", _labelled("CELEX", r"[0-9A-Z]{8,14}(?:\(\d\d\))?"), _celex),
    _Form("NOR", re.compile(r"\bNOR[ \u00a0\u202f]?:[ \u00a0\u202f]?(?P<n>[A-Z0-9]{8,16})\b"), _nor),
    _Form(
        N_("article of a French code"),
        re.compile(
            rf"\b(?P<n>art(?:icles?|\.)\s(?:(?:LO|[LRDA])\*?[.\s]{{0,2}})?\d{{1,4}}(?:-\d{{1,3}}){{0,4}}"
            rf"(?:\s(?:bis|ter|quater|[A-Z]{{1,2}}))?\s(?:du|de\sla)\s(?:{_CODES}))",
            re.IGNORECASE,
        ),
        _nothing,
    ),
    _Form(
        N_("act of the European Union"),
        re.compile(
            r"\b(?P<n>(?:règlement|directive|décision|regulation|decision)s?\s(?:d['’]exécution\s)?"
            r"(?:\((?:UE|EU|CE|EC)(?:,\s?Euratom)?\)\s)?(?:n[°o]\s?|No\.?\s)?"
            r"(?:(?:19|20)\d\d/\d{1,4}|\d{1,4}/(?:19|20)\d\d)(?:/(?:UE|EU|CE|EC|CEE|EEC|JAI|JHA))?)",
            re.IGNORECASE,
        ),
        _nothing,
    ),
    _Form("URL", re.compile(r"(?P<n>\bhttps?://[^\s<>\"»”\]\x00]{2,500})", re.IGNORECASE), _url),
)  # fmt: skip
_TRAILING = re.compile(r"[.,;:!?*_'’)\]]+$")


def references(text: str) -> Iterator[Reference]:
    """Yield the references whose form is known, each place once, in the order of the forms."""
    left = text
    for form in _FORMS:
        taken = []
        for match in form.pattern.finditer(left):
            number = _closed(match["n"])
            span = Span(match.start("n"), match.start("n") + len(number))
            taken.append(Span(match.start(), span.end))
            yield Reference(span, form.name, number, form.judge(number))
        left = masked(left, taken) if taken else left


def _closed(written: str) -> str:
    """Leave out what punctuation follows; a bracket that was opened inside stays."""
    cut = _TRAILING.sub("", written)
    opened = cut.count("(") > cut.count(")") and written[len(cut) :][:1] == ")"
    return f"{cut})" if opened else cut
