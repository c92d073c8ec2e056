"""What a policy leaves to a person, named without its value: the kind, and the line of a single text."""

from __future__ import annotations

from assistant.i18n import _
from assistant.kinds import label
from assistant.types import Action, Proposal, Redaction

_MOST = 10
"""Points that are named: more is no help."""


def named(proposal: Proposal) -> str:
    """Return a sentence that names what is to be decided; a request of several texts has no lines."""
    open_ = (r for r in proposal.redactions if r.action is Action.ASK)
    points = list(dict.fromkeys(_point(proposal, redaction) for redaction in open_))
    more = ["…"] if len(points) > _MOST else []
    return _("To decide: {points}.").format(points=", ".join((*points[:_MOST], *more)))


def _point(proposal: Proposal, redaction: Redaction) -> str:
    kind = label(redaction.finding.kind)
    if len(proposal.messages) > 1:
        return kind
    text = proposal.messages[0].text.reveal()
    line = text.count("\n", 0, redaction.finding.span.start) + 1
    return _("{kind} (line {n})").format(kind=kind, n=line)
