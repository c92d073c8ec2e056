"""When the last gate finds a hidden value once more, it is hidden there too; only what stays is refused.

A tool's manual of fifty pages uses the words of a name in other forms: refusing it whole would help nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import LeakPrevented
from assistant.protocols import Vault
from assistant.types import Action, Kind, Private, Proposal, Review
from guards import tripwire
from guards.policy.decisions import Policy
from guards.reviewing import apply_review
from guards.sealing import apply

_EMPHASIS = " \t\n*~`"  # the gate reads through it
Value = tuple[Private[str], Kind]


def widened(proposal: Proposal, vault: Vault, policy: Policy) -> Proposal:
    """Return the proposal with every value that the last gate still finds hidden where it was found."""
    hidden = [
        r
        for r in proposal.redactions
        # What a person has to decide about stays undecided: nothing leaves then.
        if r.action not in (Action.ALLOW, Action.ASK) and r.finding.kind is not Kind.LITERAL
    ]
    texts = [
        apply(message.text.reveal(), [r for r in proposal.redactions if r.message == number])
        for number, message in enumerate(proposal.messages)
    ]
    values = list({r.original: r.finding.kind for r in hidden}.items())
    found = _found(texts, values)
    bare = tuple((Private(value.reveal().strip(_EMPHASIS)), kind) for value, kind in found)
    return apply_review(proposal, Review(added=bare), vault, policy)


def _found(texts: Sequence[str], values: list[Value]) -> list[Value]:
    """The values that the gate finds, by halves: few of many are."""
    try:
        tripwire.inspect(texts, {value for value, _ in values})
    except LeakPrevented:
        if len(values) == 1:
            return values
        middle = len(values) // 2
        return [*_found(texts, values[:middle]), *_found(texts, values[middle:])]
    return []
