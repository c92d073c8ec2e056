"""What was decided at a review that was left without sending: it comes back when the draft is reviewed again.

Only what hides comes back. A value that was let through is asked about anew: the draft may have changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.decisions import Decisions, Entity, Term, places
from assistant.store.records import Always, OwnRule
from assistant.types import Action, Proposal


def hiding(decisions: Decisions) -> Decisions:
    """Return the decisions without what lets through; what holds from now on is kept elsewhere."""
    actions = {value: a for value, a in decisions.actions.items() if a is not Action.ALLOW}
    # A term that stood for part of a value is one of its own again: the whole value is hidden once more.
    added = tuple(replace(t, instead=None) if _is_part(t) else t for t in decisions.added)
    return Decisions(actions, added)


def hiding_rules(rules: Iterable[OwnRule]) -> tuple[OwnRule, ...]:
    """Return the lasting decisions that hide: they are kept even when nothing is sent."""
    return tuple(rule for rule in rules if rule.always is Always.HIDE)


def holds_any(left: Decisions, proposal: Proposal) -> bool:
    """Whether anything of what was decided is in a request, so that it has to be reviewed again."""
    found = {redaction.original for redaction in proposal.redactions}
    texts = [message.text.reveal() for message in proposal.messages]
    return bool(found & set(left.actions)) or any(
        places(text, term.text.reveal()) for term in left.added for text in texts
    )


def brought_back(
    left: Decisions, found: Iterable[Entity], adds: Callable[[Term, Decisions], bool]
) -> Decisions:
    """Return what of the earlier decisions is still in the request; `adds` tells what hides anything more."""
    values = {entity.value for entity in found}
    decisions = Decisions({value: a for value, a in left.actions.items() if value in values})
    for term in left.added:
        if adds(term, decisions):
            decisions = decisions.with_term(term)
    there = values | {term.text for term in decisions.added}
    return replace(decisions, lasting=left.lasting & there)


def _is_part(term: Term) -> bool:
    return term.instead is not None and term.instead.reveal() not in term.text.reveal()
