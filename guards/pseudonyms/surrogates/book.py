"""The stand-ins of one conversation: which value each stands for, whole or in part.

What is given out for one value is never given for another, so that each comes back exactly; where no
realistic form is known, or the form is taken, the placeholder serves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

import regex

from assistant.types import Kind, Mention, Private
from guards.detection.folding import fold
from guards.pseudonyms.essence import essence
from guards.pseudonyms.surrogates import numbers
from guards.pseudonyms.surrogates.lists import drawn
from guards.pseudonyms.surrogates.words import WordPairs, in_case_of

_LEGAL = r"SASU?|SARL|EURL|SA|SCI|SNC|SCOP|GIE|Inc\.?|LLC|Ltd\.?|Limited|PLC|LLP|Corp\.?|GmbH|AG|[BN]\.V\.|S\.p\.A\."
_FORM = regex.compile(
    rf"(?P<before>(?:(?:{_LEGAL}|Société|Groupe|Cabinet|Banque)[ ])?)(?P<core>.+?)(?P<after>(?:,?[ ](?:{_LEGAL}))?)\Z",
    regex.DOTALL,
)
_SHAPED: dict[Kind, Callable[[str], str | None]] = {
    Kind.PHONE: numbers.phone, Kind.IBAN: numbers.iban, Kind.CREDIT_CARD: numbers.card, Kind.IP: numbers.ip,
    Kind.MAC: numbers.mac, Kind.NATIONAL_ID: numbers.identifier, Kind.TAX_ID: numbers.identifier,
    Kind.COMPANY_ID: numbers.identifier, Kind.ID_DOC: numbers.identifier, Kind.BANK_ACCOUNT: numbers.identifier,
    Kind.PLATE: numbers.identifier, Kind.CODE: numbers.identifier,
}  # fmt: skip
_LISTED = {Kind.ORG: "companies", Kind.COMPANY_TERM: "companies", Kind.LOCATION: "towns"}
# Where a stand-in is known again: as a word of its own, in no address and no compound.
BEFORE, AFTER = r"(?<![\w@])(?<!\w[.-])", r"(?![\w@]|[.-]\w)"
_BEFORE, _AFTER = regex.compile(BEFORE), regex.compile(AFTER)
_NAME = regex.compile(r"[\p{L}\p{M}\s.'’-]+")
_ADDRESS = regex.compile(r"[\w.+-]+@[\w.-]+")
_PARTED = regex.compile(r"[^\W_]+")
_TRIES = 20


class SurrogateBook:
    """Gives stand-ins and knows what is behind them."""

    def __init__(self) -> None:
        self._words = WordPairs()
        self._given: dict[str, Private[str]] = {}
        self._of: dict[tuple[Kind, Private[str], str], str] = {}

    def keep_out_of(self, texts: Iterable[str]) -> None:
        """Give no stand-in from here on that occurs in one of these texts."""
        self._words.texts = tuple(map(fold, texts))

    def surrogate(self, mention: Mention) -> str | None:
        """Return the stand-in of a value, or None where only a placeholder will do."""
        key = (mention.kind, mention.value, mention.title)
        if key not in self._of:
            made = self._fresh(mention)
            if made is None:
                return None
            self._of[key], self._given[made] = made, mention.value
        return self._of[key]

    def original(self, written: str) -> Private[str] | None:
        """Return the value behind a stand-in or behind a word of one, None when it was never given."""
        if (exact := self._given.get(written)) is not None:
            return exact
        if (word := self._words.behind(written)) is not None:
            return Private(word)
        # Two names side by side may read like a third in other capitals: each word is its own.
        if (joined := self._words.phrase_behind(written, self._given)) is not None:
            return Private(joined)
        folded = fold(written)
        near = (value for made, value in self._given.items() if fold(made) == folded)
        found = next(near, None)
        return None if found is None else Private(in_case_of(written, found.reveal()))

    def given(self) -> tuple[str, ...]:
        """Every stand-in and every word of one, longest first."""
        return tuple(sorted({*self._given, *self._words.stand_ins()}, key=len, reverse=True))

    def _fresh(self, mention: Mention) -> str | None:
        for _ in range(_TRIES):
            made = self._made(mention)
            if made is None or self._given.get(made) == mention.value:
                return made
            if made not in self._given and not self._is_taken(made):
                return made
        return None

    def _is_taken(self, made: str) -> bool:
        """Whether it is one of the real values, or stands in a text as it is."""
        folded = fold(made)
        return any(folded in text for text in self._words.texts) or any(
            folded == fold(value.reveal()) for value in self._given.values()
        )

    def _made(self, mention: Mention) -> str | None:
        value = mention.value.reveal()
        if mention.kind is Kind.PERSON and _NAME.fullmatch(value):
            return self._words.person(value, mention.title)
        if mention.kind in _LISTED:
            return self._listed(mention.kind, value)
        if mention.kind is Kind.EMAIL and _ADDRESS.fullmatch(value):
            return self._address(value)
        shaped = _SHAPED.get(mention.kind)
        return shaped(value) if shaped else None

    def _listed(self, kind: Kind, value: str) -> str:
        """A company or place: its legal form stays, the rest is one invented name."""
        match = _FORM.match(value) if kind is Kind.ORG else None
        core = match["core"] if match else value
        new = self._words.word(core, _LISTED[kind], essence(kind, core))
        self._given.setdefault(new, Private(core))
        return f"{match['before']}{new}{match['after']}" if match else new

    def _address(self, value: str) -> str:
        """An e-mail address at a domain that cannot exist (RFC 2606), made of the same person's words."""
        local, _, domain = value.partition("@")
        parts = [self._words.known(part) or "" for part in _PARTED.findall(local)]
        known = iter(parts)
        if all(parts):
            local = _PARTED.sub(lambda _: next(known), local)
        else:
            local = fold(drawn("surnames", (), self._words.texts))
        return f"{local}@{self._domain(domain)}"

    def _domain(self, domain: str) -> str:
        label = self._words.word(domain.lower(), "companies").lower()
        made = f"{fold(label)}.example"
        self._given.setdefault(made, Private(domain))
        return made

    def written(self) -> Private[str]:
        """Return everything as text, to be encrypted and kept."""
        entries = [
            [kind.value, value.reveal(), title, made]
            for (kind, value, title), made in self._of.items()
        ]
        parts = {made: value.reveal() for made, value in self._given.items()}
        return Private(json.dumps([entries, parts, self._words.rows()]))

    def take(self, kept: Private[str]) -> None:
        """Take over what `written` gave; raises ValueError."""
        entries, parts, pairs = json.loads(kept.reveal())
        self._of = {(Kind(k), Private(v), title): made for k, v, title, made in entries}
        self._given = {made: Private(value) for made, value in parts.items()}
        self._words.take(pairs)


def stands_apart(text: str, start: int, end: int) -> bool:
    """Whether a stand-in put in this place would be known again."""
    return bool(_BEFORE.match(text, start) and _AFTER.match(text, end))
