"""What a person decides at the review: frozen, so that undo is the value before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from assistant.kinds import RISKY, letter
from assistant.store.records import Always, OwnRule
from assistant.types import Action, Kind, Private, Proposal, Redaction, Review, Role, Span

_COMPANY = "company_list"
"""The rule of what the company lists: a person may show it once, never for good."""


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
class Term:
    """A text to hide besides what was found, or `instead` of a value that was found otherwise."""

    text: Private[str]
    kind: Kind = Kind.COMPANY_TERM
    instead: Private[str] | None = None

    @property
    def placeholder(self) -> str:
        """What will stand for it; the number is given when it is sent."""
        return f"{{{{{self.kind}}}}}"


@dataclass(frozen=True, slots=True)
class Decisions:
    """Values whose action was changed, terms to hide besides, and which of both hold from now on."""

    actions: Mapping[Private[str], Action] = field(default_factory=dict)
    added: tuple[Term, ...] = ()
    lasting: frozenset[Private[str]] = frozenset()

    def action(self, redaction: Redaction) -> Action:
        """Return what happens to a redaction's value."""
        return self.actions.get(redaction.original, redaction.action)

    def hides(self, redaction: Redaction) -> bool:
        """Whether a redaction's value is replaced before it leaves."""
        return self.action(redaction).hides

    def toggled(self, entity: Entity) -> Decisions:
        """Return the decisions with a value turned from hidden to shown, or back."""
        chosen = _other(self.action(entity.redaction), entity.redaction.action)
        return replace(self, actions={**self.actions, entity.value: chosen})

    def with_term(self, term: Term) -> Decisions:
        """Return the decisions with one more term to hide.

        What it leaves of a value that it stands instead of stays hidden, see `assistant.uncovered`; a value that
        it is no part of stays as it is, to be shown at its own line.
        """
        before, actions = term.instead, dict(self.actions)
        if before is not None and before.reveal() not in term.text.reveal():
            if places(before.reveal(), term.text.reveal()):
                actions[before] = Action.ALLOW
            else:
                before, term = None, replace(term, instead=None)
        lasting = self.lasting - {before}
        return replace(self, actions=actions, added=(*self.added, term), lasting=lasting)

    def without_term(self, number: int) -> Decisions:
        """Return the decisions without one of the added terms; a value it stood for is as it was found."""
        before = self.added[number].instead
        actions = {value: action for value, action in self.actions.items() if value != before}
        return replace(self, actions=actions, added=self.added[:number] + self.added[number + 1 :])

    def listed(self, found: Iterable[Entity]) -> tuple[Entity, ...]:
        """Return the found values that no term stands instead of."""
        edited = {term.instead for term in self.added}
        return tuple(entity for entity in found if entity.value not in edited)

    def with_lasting(self, value: Private[str]) -> Decisions:
        """Return the decisions with what is decided about a value kept for good, or no longer so."""
        return replace(self, lasting=self.lasting ^ {value})

    def rules(self, found: Iterable[Entity]) -> tuple[OwnRule, ...]:
        """Return the lasting decisions as rules to keep, see `assistant.own_rules`.

        What the policy keeps hidden in spite of them is left out, and so are secrets shown.
        """
        own_terms = (term for term in self.added if term.text in self.lasting)
        added = [OwnRule(0, term.text, Always.HIDE, term.kind) for term in own_terms]
        own = (entity for entity in found if entity.value in self.lasting)
        return (*added, *(rule for entity in own if (rule := self._rule(entity))))

    def _rule(self, entity: Entity) -> OwnRule | None:
        action = self.action(entity.redaction)
        if action is Action.ALLOW:
            listed = entity.redaction.finding.rule == _COMPANY
            risky = listed or entity.kind in RISKY or entity.kind is Kind.LITERAL
            return None if risky else OwnRule(0, entity.value, Always.SHOW, entity.kind)
        undecided = action in (Action.ASK, Action.BLOCK)
        return None if undecided else OwnRule(0, entity.value, Always.HIDE, entity.kind)

    def review(self) -> Review:
        """Return the decisions as the engine takes them."""
        return Review(self.actions, tuple((term.text, term.kind) for term in self.added))


def entities(proposal: Proposal) -> tuple[Entity, ...]:
    """Return the distinct values in order of appearance, the hidden ones first."""
    places: dict[Private[str], list[Redaction]] = {}
    for redaction in proposal.redactions:
        if not _built_in(proposal, redaction):
            places.setdefault(redaction.original, []).append(redaction)
    numbers: Counter[str] = Counter()
    found = []
    for first, *others in places.values():
        sign = letter(first.finding.kind)
        numbers[sign] += 1
        found.append(Entity(f"{sign}{numbers[sign]}", first, 1 + len(others)))
    return tuple(sorted(found, key=lambda entity: entity.redaction.action is Action.ALLOW))


def _other(current: Action, proposed: Action) -> Action:
    """Return the action that a toggle leads to; hidden again, a value is hidden as was proposed."""
    if current is Action.ASK:
        return Action.PLACEHOLDER
    if current is not Action.ALLOW:
        return Action.ALLOW
    return Action.PLACEHOLDER if proposed in (Action.ALLOW, Action.ASK) else proposed


def is_bound(proposal: Proposal, entity: Entity, decisions: Decisions) -> bool:
    """Whether a rule that a person cannot loosen keeps a value hidden."""
    if entity.redaction.action is Action.BLOCK:
        return True
    hidden = decisions.hides(entity.redaction)
    return proposal.binding and hidden and entity.redaction.action not in (Action.ALLOW, Action.ASK)


def review_wanted(setting: str, proposal: Proposal) -> bool:
    """Whether a request is shown before it leaves; `setting` is always, found or never.

    What the policy leaves to a person is never decided by a setting.
    """
    actions = {redaction.action for redaction in proposal.redactions}
    found = bool(actions - {Action.ALLOW})
    return setting == "always" or (setting == "found" and found) or Action.ASK in actions


def hiding(review: Review) -> Review:
    """Return what hides, without what lets through: it holds wherever a model runs."""
    kept = {v: action for v, action in review.actions.items() if action is not Action.ALLOW}
    return Review(kept, review.added)


def review_wanted_again(setting: str, proposal: Proposal, before: Collection[Private[str]]) -> bool:
    """Whether one more request about the same texts is shown: only for what was not shown `before`."""
    if not review_wanted(setting, proposal):
        return False
    return setting == "always" or _has_unseen(proposal, before)


def _has_unseen(proposal: Proposal, before: Collection[Private[str]]) -> bool:
    """Whether a request would hide, or asks about, something that the person was not shown before."""
    return any(
        r.action is Action.ASK or (r.action.hides and r.original not in before)
        for r in proposal.redactions
    )


def shown(proposal: Proposal, review: Review) -> set[Private[str]]:
    """Return the values that a person has seen at a review."""
    return {r.original for r in proposal.redactions} | {term for term, _kind in review.added}


def undecided(found: tuple[Entity, ...], decisions: Decisions) -> tuple[Entity, ...]:
    """Return the values that the policy wants a person to decide about."""
    return tuple(e for e in found if decisions.action(e.redaction) is Action.ASK)


def _built_in(proposal: Proposal, redaction: Redaction) -> bool:
    """Whether a redaction is of the markers that hygie's own instructions name as examples."""
    if redaction.finding.kind is not Kind.LITERAL:
        return False
    return proposal.messages[redaction.message].role is Role.SYSTEM


def risky_shown(found: tuple[Entity, ...], decisions: Decisions) -> tuple[Entity, ...]:
    """Return the values of risky kinds that would leave in clear."""
    return tuple(e for e in found if e.kind in RISKY and not decisions.hides(e.redaction))


def leaving(proposal: Proposal, number: int) -> str:
    """Return a message as it would leave by the guard's proposal."""
    pieces: list[str] = []
    at = 0
    text = proposal.messages[number].text.reveal()
    own = (r for r in proposal.redactions if r.message == number and r.action is not Action.ALLOW)
    for redaction in sorted(own, key=lambda r: r.finding.span.start):
        span = redaction.finding.span
        pieces += (text[at : span.start], redaction.placeholder)
        at = span.end
    return "".join((*pieces, text[at:]))


def places(text: str, term: str) -> list[Span]:
    """Return where a term stands in a text as a word of its own, in any case: as the guard hides it."""
    written = r"\s+".join(map(re.escape, term.split()))
    pattern = re.compile(rf"(?<!\w){written}(?!\w)", re.IGNORECASE)
    return [Span(*match.span()) for match in pattern.finditer(text)]
