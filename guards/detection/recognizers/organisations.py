"""Organisations by their legal form, by the word before them, and by the domain of a mail address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import regex

from assistant.types import Kind
from guards.detection.recognizers.parties import Parties, before_party
from guards.detection.rule import MATCH_SECONDS, Hit, Recogniser

# A dot within a word, or after a short one (« St. », « J. »); after a longer one the sentence ends.
_CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:[\w'’-]|\.(?=\w))*+(?:(?<=(?<!\w)\w{1,3})\.)?"
_WORD = rf"(?:{_CAPITAL}|&|et|de|du|des|la|le|les|d'|l'|and|of|the)"
_NAME = rf"{_CAPITAL}(?:[ ]{_WORD}){{0,4}}"
# « M. Le Bihan et de Nordelle SAS » are two.
_TWO = regex.compile(r".*?[ ](?:et[ ](?:de|du|des)|and[ ]of)[ ](?=\p{Lu})")
_FORM = (
    r"(?:SAS|SASU|SARL|EURL|SA|SCI|SNC|SCOP|SCP|SELARL|GIE|SE|S\.A\.S\.?|S\.A\.R\.L\.?|S\.A\.?|"
    r"Inc\.?|Incorporated|LLC|L\.L\.C\.|Ltd\.?|Limited|PLC|plc|LLP|Corp\.?|Corporation|GmbH|AG|KG|B\.?V\.?|N\.?V\.?|"
    r"S\.?p\.?A\.?|S\.?r\.?l\.?|S\.?L\.?|Oy|AB|A/S|ASBL|SRL|Pty|& Cie|& Co\.?|& Associés|& Associates|& Fils|& Sons)"
)
_BEFORE = (
    r"(?:[Ss]ociété|SOCIÉTÉ|[Ee]ntreprise|[Gg]roupe|[Cc]abinet|[Ss]tart-up|[Ff]iliale|[Aa]gence|[Aa]ssociation|[Ff]ondation|"
    r"[Cc]linique|[Ll]aboratoires?|[Bb]anque|[Mm]utuelle|[Cc]oopérative|SAS|SASU|SARL|EURL|SCI|S\.A\.R\.L\.)"
)
_PUBLIC = frozenset(
    [
        "gmail",
        "googlemail",
        "hotmail",
        "outlook",
        "live",
        "yahoo",
        "ymail",
        "icloud",
        "proton",
        "protonmail",
        "gmx",
        "aol",
        "orange",
        "wanadoo",
        "free",
        "sfr",
        "laposte",
        "bbox",
        "numericable",
        "mail",
        "example",
        "test",
        "invalid",
        "localhost",
        "email",
        "web",
        "mailbox",
        "fastmail",
        "zoho",
        "yandex",
        "qq",
    ]
)
_DOMAIN = regex.compile(r"(?<=@)(?P<host>(?:[\w-]+\.)+[^\W\d_][\w-]+)")


class NamePattern:
    """A pattern whose group `v` is the organisation's name."""

    kinds: tuple[Kind, ...] = (Kind.ORG,)

    def __init__(self, name: str, pattern: str, score: float) -> None:
        self.name, self.score = name, score
        self._source = pattern

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The pattern, compiled at first use."""
        return regex.compile(self._source)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the names found."""
        for match in self.pattern.finditer(text, timeout=MATCH_SECONDS):
            start, end = match.span("v")
            if two := _TWO.match(text, start, end):
                start = two.end()
            yield Hit(start, end, self.score, Kind.ORG, self.name)


class AfterCompanyWord(NamePattern):
    """A name after « la société » or the like, which ends before a person who is named next."""

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the names found."""
        for hit in super().find(text):
            yield replace(hit, end=before_party(text, hit.start, hit.end))


class MailDomains:
    """A name that is also the domain of a mail address in the text: « Brivelle » by @brivelle.fr."""

    name = "mail_domain"
    kinds: tuple[Kind, ...] = (Kind.ORG,)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield capitalised occurrences of domain names, with the capitalised word after them."""
        if "@" not in text:
            return
        names = {label for match in _DOMAIN.finditer(text) for label in _labels(match["host"])}
        if not names:
            return
        forms = "|".join(sorted((_spaced(name) for name in names), key=len, reverse=True))
        pattern = regex.compile(
            rf"(?<![\w.@/-])(?=[A-ZÀ-ÖØ-Þ])(?i:{forms})(?:[ ][A-ZÀ-ÖØ-Þ][\w'-]+)?(?![\w@])"
        )
        for match in pattern.finditer(text, timeout=MATCH_SECONDS):
            yield Hit(*match.span(), 0.75, Kind.ORG, self.name)


def _labels(host: str) -> Iterator[str]:
    label = host.lower().split(".")[-2]
    if len(label) > 3 and label not in _PUBLIC:
        yield label
    # In example.org and the like the name stands one level below.
    below = host.lower().split(".")[:-2]
    if label in _PUBLIC and below and len(below[-1]) > 3 and below[-1] not in _PUBLIC:
        yield below[-1]


def _spaced(name: str) -> str:
    return r"[ -]".join(map(regex.escape, name.split("-")))


_COMPANY_WORD = (
    "company_word",
    rf"(?<!\w){_BEFORE}[ ](?P<v>{_NAME}(?<![ ](?:et|de|du|des|la|le|les|and|of|the)))",
    0.7,
)

RECOGNISERS: tuple[Recogniser, ...] = (
    NamePattern("legal_form", rf"(?<![\w@./-])(?P<v>{_NAME},?[ ]{_FORM})(?![\w-])", 0.85),
    AfterCompanyWord(*_COMPANY_WORD),
    Parties(NamePattern(*_COMPANY_WORD)),
    MailDomains(),
)
