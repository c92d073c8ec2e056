"""What a look-up would send, and what it told: values and their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.types import Finding, Kind, Private, Request, Span


class Outcome(StrEnum):
    """How a look-up stands."""

    PENDING = "pending"
    KNOWN = "known"
    UNKNOWN = "unknown"
    UNREACHED = "unreached"
    WITHHELD = "withheld"


SIGNS = {
    Outcome.PENDING: "…", Outcome.KNOWN: "=", Outcome.UNKNOWN: "?", Outcome.UNREACHED: "·",
    Outcome.WITHHELD: "·",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LookedUp:
    """One reference of an answer; `span` is where it stands there, `host` whom a look-up asks."""

    span: Span
    name: str
    number: str
    host: str
    told: Outcome
    reason: str = ""
    """Why it is withheld."""

    @property
    def line(self) -> str:
        """Say what was told, on one line that begins with a sign."""
        return f"{SIGNS[self.told]} {self.said}"

    @property
    def said(self) -> str:
        """Say what was told in words alone: beside verdicts a sign would look like one of theirs."""
        return _("{label}: {text}").format(label=self.number, text=self._words())

    @property
    def leaving(self) -> str:
        """Say what leaves and whither, or why it stays."""
        return self.said if self.told is Outcome.WITHHELD else f"{self.number} → {self.host}"

    def _words(self) -> str:
        known = _("{host} knows it; that does not say that it holds what the answer says.")
        words = {
            Outcome.PENDING: _("{host} was not asked."),
            Outcome.KNOWN: known,
            Outcome.UNKNOWN: _("{host} does not know it."),
            Outcome.UNREACHED: _("{host} could not be reached, or did not tell."),
            Outcome.WITHHELD: _("not looked up: {reason}."),
        }[self.told]
        return words.format(host=self.host, reason=self.reason)

    def fields(self) -> dict[str, str]:
        """Return it for JSON."""
        return {"kind": self.name, "reference": self.number, "asked": self.host,
                "outcome": self.told.value, "reason": self.reason}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """An answer whose references are looked up; what is `own` or `hidden` never leaves with them."""

    answer: Private[str]
    own: tuple[Private[str], ...] = ()
    hidden: tuple[Private[str], ...] = ()
    """What the person had hidden by hand."""

    @classmethod
    def of(cls, answer: Private[str], request: Request) -> Question:
        """Return the question about an answer to a request."""
        draft = request.draft
        documents = (*draft.documents, *draft.background)
        own = (draft.text, *(each.text for each in documents), *(m.text for m in draft.history))
        return cls(answer, own, tuple(term for term, _kind in request.review.added))

    def hidden_places(self) -> list[Finding]:
        """Return where the answer holds what the person had hidden, in any case, however joined."""
        text = self.answer.reveal()
        return [
            Finding(span, Kind.COMPANY_TERM, 1.0, "review")
            for term in self.hidden
            for span in _places(text, term.reveal())
        ]


def _places(text: str, term: str) -> list[Span]:
    """Addresses write « Project Owl » as project-owl, project_owl or projectowl."""
    pattern = r"[\W_]*".join(map(re.escape, term.split()))
    return [Span(*match.span()) for match in re.finditer(pattern, text, re.IGNORECASE)]


def tally(found: Sequence[LookedUp]) -> list[str]:
    """Return how many references came out how; what did not happen is left out."""
    count = Counter(one.told for one in found)
    n = count.__getitem__
    words = {
        Outcome.KNOWN: ngettext("{n} found", "{n} found", n(Outcome.KNOWN)),
        Outcome.UNKNOWN: ngettext("{n} not found", "{n} not found", n(Outcome.UNKNOWN)),
        Outcome.UNREACHED: _("{n} could not be reached"),
        Outcome.WITHHELD: ngettext("{n} not looked up", "{n} not looked up", n(Outcome.WITHHELD)),
        Outcome.PENDING: ngettext("{n} not asked", "{n} not asked", n(Outcome.PENDING)),
    }
    return [said.format(n=n(told)) for told, said in words.items() if n(told)]
