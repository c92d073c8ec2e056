"""Which references of an answer may be looked up online, and why the others may not.

Only the identifier ever leaves: so nothing is looked up that stands in the person's own texts, that
the guard finds anything confidential in, or whose address could name a person or open a door.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlsplit

from assistant.i18n import _
from assistant.types import Finding, Kind, Span

from .forms import Reference, references

MOST = 10
"""Look-ups of one answer; more would tell a registry what one is working on."""

_NAMES = ("DOI", "URL")
_LONGEST = 300
_PORTS = (None, 80, 443)
_INNER = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".corp", ".test", ".invalid",
          ".example", ".onion", ".arpa")  # fmt: skip
_OF_A_PERSON = re.compile(
    r"@|%40|(?:^|/)(?:~|users?/|u/|in/|profiles?/|accounts?/|members?/|invite|reset|share|join/|people/)",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"tok|key|sig|secret|pass|pwd|auth|session|sid|user|login|mail|code|invite|account|email",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"(?=[\w-]*\d)(?=[\w-]*[A-Za-z])(?<![\w-])(?![A-Z]{4,10}\d+\b)[\w-]{24,}|[0-9a-fA-F]{16,}"
)
_MAIL = re.compile(r"@|%40", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reference to look up; `withheld` says why it is not."""

    span: Span
    name: str
    number: str
    withheld: str = ""


def wanted(answer: str, own: Sequence[str], findings: Sequence[Finding]) -> tuple[Wanted, ...]:
    """Return the DOIs and URLs of an answer, each once; `own` are the person's texts.

    `findings` are what the guard found in the answer.
    """
    seen: dict[tuple[str, str], Wanted] = {}
    for reference in references(answer):
        key = (reference.name, reference.number)
        if reference.name in _NAMES and key not in seen:
            sent = sum(not one.withheld for one in seen.values())
            withheld = _withheld(reference, own, findings)
            if not withheld and sent >= MOST:
                withheld = _("too many to look each up")
            seen[key] = Wanted(reference.span, reference.name, reference.number, withheld)
    return tuple(sorted(seen.values(), key=lambda one: one.span.start))


def _withheld(reference: Reference, own: Sequence[str], findings: Sequence[Finding]) -> str:
    if reference.fault:
        return _("it cannot exist")
    if any(_plain(reference.number) in _plain(text) for text in own):
        return _("it stands in your own texts")
    if any(_hides(finding, reference) for finding in findings):
        return _("the guard finds something confidential in it")
    return next(_suspicious(reference), "")


def _hides(finding: Finding, reference: Reference) -> bool:
    """Whether a finding is more than the address that the reference is."""
    return finding.kind is not Kind.URL and finding.span.overlaps(reference.span)


def _suspicious(reference: Reference) -> Iterator[str]:
    """Yield why the identifier itself might tell of a person or open something."""
    number = reference.number
    if len(number) > _LONGEST or _TOKEN.search(number) or _MAIL.search(number):
        yield _("it may hold a name, an address or a key")
    if reference.name == "URL":
        yield from _suspicious_url(number)


def _suspicious_url(url: str) -> Iterator[str]:
    parts = urlsplit(url)
    if not is_public(url):
        yield _("it is not a public web address")
    if _OF_A_PERSON.search(parts.path) or any(map(_is_key, parse_qsl(parts.query, True))):
        yield _("it may hold a name, an address or a key")


def _is_key(pair: tuple[str, str]) -> bool:
    return bool(_KEY.search(pair[0]) or _MAIL.search(pair[1]))


def is_public(url: str) -> bool:
    """Whether an address is of the public web by its looks: a host name, no login, no odd port."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, (parts.hostname or "").lower().removesuffix(".")
    except ValueError:
        return False
    login = parts.username is not None or parts.password is not None
    if parts.scheme.lower() not in ("http", "https") or login or port not in _PORTS:
        return False
    return "." in host and not f".{host}".endswith(_INNER) and not _is_number(host)


def _is_number(host: str) -> bool:
    """Whether a host is an address in numbers, in any of the ways that resolvers take."""
    try:
        ip_address(host)
    except ValueError:
        return re.fullmatch(r"\d+|0x[0-9a-f]*", host.rsplit(".", 1)[-1]) is not None
    return True


def _plain(text: str) -> str:
    return text.casefold()
