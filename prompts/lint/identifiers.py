"""Personal data and secrets that stand in a prompt itself, by shape and check digits.

The guard would hide them at each run; here they are named once, to be taken out of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.i18n import gettext as _

_MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_RESERVED = re.compile(
    r"(?:^|\.)(?:example(?:\.\w+)?|test|invalid|localhost|domain\.com|company\.com|email\.com)$",
    re.IGNORECASE,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")
_NIR = re.compile(
    r"\b[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}\b"
)
_PHONE = re.compile(r"(?<![\d.])(?:\+33 ?|0)[1-9](?:[ .-]?\d{2}){4}(?![\d.])")
_KEY = re.compile(
    r"\b(?:sk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}|ghp_[A-Za-z0-9]{36}|github_pat_\w{30,}|AKIA[0-9A-Z]{16}|xox[bap]-[\w-]{20,}|AIza[\w-]{35}|hf_[A-Za-z0-9]{30,})\b|-----BEGIN [A-Z ]*PRIVATE KEY-----"
)


def identifiers(text: str) -> Iterator[tuple[str, int]]:
    """Yield (what, offset) for every identifier of a text; reserved example domains do not count."""
    for match in _MAIL.finditer(text):
        if not _RESERVED.search(match[1]):
            yield _("an e-mail address"), match.start()
    for match in _IBAN.finditer(text):
        if _iban(match[0].replace(" ", "")):
            yield _("a bank account (IBAN)"), match.start()
    for match in _NIR.finditer(text):
        if _nir(match[0].replace(" ", "")):
            yield _("a French social security number"), match.start()
    for match in _PHONE.finditer(text):
        yield _("a phone number"), match.start()
    for match in _KEY.finditer(text):
        yield _("a key or password"), match.start()


def _iban(text: str) -> bool:
    """ISO 7064 mod 97-10."""
    return int("".join(str(int(c, 36)) for c in text[4:] + text[:4])) % 97 == 1


def _nir(text: str) -> bool:
    body = text[:13].replace("2A", "19").replace("2B", "18")
    return int(body) % 97 == 97 - int(text[13:])
