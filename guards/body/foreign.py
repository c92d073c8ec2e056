"""Personal data in a reply that was never in the request: a model's memory of someone, or a leak.

Only what rules are sure of is masked: numbers with a form, addresses, secrets. Names are left: an
answer about literature is full of them.
"""

from __future__ import annotations

import regex

from assistant.protocols import Finder
from assistant.types import Kind
from guards.policy.generalising import MASK
from guards.pseudonyms.placeholders import FORM

KINDS = frozenset(
    {
        Kind.EMAIL, Kind.PHONE, Kind.IBAN, Kind.CREDIT_CARD, Kind.BANK_ACCOUNT, Kind.NATIONAL_ID,
        Kind.TAX_ID, Kind.ID_DOC, Kind.SECRET,
    }
)  # fmt: skip
_SUSPECT = regex.compile(r"@|%40|\d[\d\s.()/-]{5,}\d|[A-Za-z0-9_+/=-]{16,}|eyJ|-----BEGIN")
# What may still become one of these when more comes: a number in groups, or a token without a space.
_GROWING = regex.compile(
    r"(?:[A-Z]{2}\d{2}(?:[ \u00a0\u202f]?[A-Z0-9]{1,4}){0,9}[ \u00a0\u202f]?"
    r"|(?:[+(]\s?)?\d[\d \u00a0\u202f.()/-]{0,40}|[^\s\"{}<>]{1,120})\Z"
)
_KEPT = 60
_LOOKED_AT = 180


class ForeignData:
    """Masks foreign data in a text that streams; `sent` is the request as it left, in lower case."""

    def __init__(self, words: Finder, sent: str) -> None:
        self._words, self._sent = words, sent
        self._before = self._held = ""
        self.masked = 0

    def feed(self, chunk: str) -> str:
        """Take a chunk as received; return what can be passed on."""
        text = self._held + chunk
        tail = text[-_LOOKED_AT:]
        growing = _GROWING.search(tail)
        cut = len(text) - (len(tail) - growing.start() if growing else 0)
        self._held = text[cut:]
        return self._checked(text[:cut])

    def close(self) -> str:
        """Return the rest."""
        text, self._held = self._held, ""
        return self._checked(text)

    def _checked(self, text: str) -> str:
        if not text:
            return ""
        context, self._before = self._before, (self._before + text)[-_KEPT:]
        if not _SUSPECT.search(text):
            return text
        return self._masked(context + text, len(context))

    def _masked(self, text: str, start: int) -> str:
        ours = [match.span() for match in FORM.finditer(text)]
        pieces: list[str] = []
        at = start
        for finding in self._words.find([text])[0]:
            first, last = finding.span.start, finding.span.end
            if finding.kind not in KINDS or first < at or self._is_known(text[first:last]):
                continue
            if any(first < end and begin < last for begin, end in ours):
                continue
            pieces += [text[at:first], MASK]
            at = last
            self.masked += 1
        return "".join([*pieces, text[at:]])

    def _is_known(self, value: str) -> bool:
        return value.casefold() in self._sent
