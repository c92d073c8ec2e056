"""What a person decides at the review: frozen, so that undo is the value before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assistant.types import Action, Kind, Private, Proposal, Redaction, Review, Role, Span
from tui.kinds import RISKY, letter


@dataclass(frozen=True, slots=True)
class Entity:
    """One distinct value, with its mark and how often it occurs."""

    mark: str
    redaction: Redaction
    count: int

    @property
    def value(self) -> Private[str]:
        """The value itself."""
        return self.redaction.original

    @property
    def kind(self) -> Kind:
        """What it is."""
        return self.redaction.finding.kind


@dataclass(frozen=True, slots=True)
class Decisions:
    """Values whose action was changed, and terms to hide besides."""

    actions: Mapping[Private[str], Action] = field(default_factory=dict)
    added: tuple[Private[str], ...] = ()

    def action(self, redaction: Redaction) -> Action:
        """Return what happens to a redaction's value."""
        return self.actions.get(redaction.original, redaction.action)

    def hides(self, redaction: Redaction) -> bool:
        """Whether a redaction's value is replaced before it leaves."""
        return self.action(redaction) is not Action.ALLOW

    def toggled(self, entity: Entity) -> Decisions:
        """Return the decisions with a value turned from hidden to shown, or back."""
        chosen = Action.ALLOW if self.hides(entity.redaction) else Action.PLACEHOLDER
        return replace(self, actions={**self.actions, entity.value: chosen})

    def with_term(self, term: str) -> Decisions:
        """Return the decisions with one more term to hide."""
        return replace(self, added=(*self.added, Private(term)))

    def without_term(self, number: int) -> Decisions:
        """Return the decisions without one of the added terms."""
        return replace(self, added=self.added[:number] + self.added[number + 1 :])

    def review(self) -> Review:
        """Return the decisions as the engine takes them."""
        return Review(self.actions, tuple((term, Kind.COMPANY_TERM) for term in self.added))


def entities(proposal: Proposal) -> tuple[Entity, ...]:
    """Return the distinct values in order of appearance, the hidden ones first."""
    own = [redaction for redaction in proposal.redactions if not _built_in(proposal, redaction)]
    counts = Counter(redaction.original for redaction in own)
    first: dict[Private[str], Redaction] = {}
    for redaction in own:
        first.setdefault(redaction.original, redaction)
    numbers: Counter[str] = Counter()
    found = []
    for redaction in first.values():
        sign = letter(redaction.finding.kind)
        numbers[sign] += 1
        found.append(Entity(f"{sign}{numbers[sign]}", redaction, counts[redaction.original]))
    return tuple(sorted(found, key=lambda entity: entity.redaction.action is Action.ALLOW))


def _built_in(proposal: Proposal, redaction: Redaction) -> bool:
    """Whether a redaction is of the markers that hygie's own instructions name as examples."""
    role = proposal.messages[redaction.message].role
    return redaction.finding.kind is Kind.LITERAL and role is Role.SYSTEM


def risky_shown(found: tuple[Entity, ...], decisions: Decisions) -> tuple[Entity, ...]:
    """Return the values of risky kinds that would leave in clear."""
    return tuple(e for e in found if e.kind in RISKY and not decisions.hides(e.redaction))


def places(text: str, term: str) -> list[Span]:
    """Return where a term stands in a text as a word of its own, in any case: as the guard hides it."""
    pattern = re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", re.IGNORECASE)
    return [Span(*match.span()) for match in pattern.finditer(text)]
